package io.runtruth.ui.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.runtruth.access.AuditFilter;
import io.runtruth.access.AuditQueries;
import io.runtruth.access.AuditQueries.AuditLine;
import io.runtruth.access.AuditTable;
import io.runtruth.shared.Range;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.AuditWording;
import io.runtruth.ui.kit.CsvDownload;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.KeyGrid;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.SettingsPlace;
import jakarta.annotation.security.PermitAll;

/// Who did what, to what, from where (contract 8): filtered by the URL, told in words, and all of it as a table.
@PermitAll
@Route(value = Routes.SETTINGS_AUDIT, layout = MainLayout.class)
@Uses(RelativeTime.class)
class AuditView extends Composite<SettingsPage> implements BeforeEnterObserver, HasDynamicTitle {

    private static final String TIME = "<console-time at=\"${item.at}\"></console-time>";
    private static final String TEXT = "<span title=\"${item.text}\">${item.text}</span>";

    private final AuditQueries audit;
    private final AuditTable table;
    private final AuditWording wording;
    private final CurrentActor current;

    private final SettingsPage page;
    private final Anchor download = new Anchor("", getTranslation("settings.audit.csv"));
    private final AuditFilters filters = new AuditFilters(this::open);
    private final KeyGrid<AuditLine> grid = new KeyGrid<>("audit", getTranslation("settings.place.audit"));

    AuditView(
            SettingsPages pages,
            AuditQueries audit,
            AuditTable table,
            AuditWording wording,
            CurrentActor current,
            LiveUpdates live) {
        this.audit = audit;
        this.table = table;
        this.wording = wording;
        this.current = current;
        page = pages.page(SettingsPlace.AUDIT);
        download.setId("action-download-audit");
        page.addActions(download);
        page.addParts(filters, grid);
        addColumns();
        live.tick(this, grid::refresh);
    }

    @Override
    protected SettingsPage initContent() {
        return page;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        page.enter(event);
        var query = AuditQuery.parse(event.getLocation().getQueryParameters().getParameters());
        var filter = query.filter(LocalFormat.of(UI.getCurrent()).zone());
        // a member for some environments only is told so, and not in an empty list
        audit.count(current.get(), page.workspace().id(), filter, Range.newest(1));
        filters.show(query);
        grid.show(new AuditList(audit, current.get(), page.workspace().id(), filter), empty(query));
        download.setHref(asTable(filter));
    }

    @Override
    public String getPageTitle() {
        return page.title();
    }

    private void addColumns() {
        column("when", TIME, "at", line -> line.entry().at().toString()).setWidth("110px");
        column("who", TEXT, "text", line -> ForeignText.shown(line.entry().actorName()))
                .setWidth("150px");
        column("what", TEXT, "text", wording::action).setWidth("220px");
        grid.grid()
                .addComponentColumn(this::subject)
                .setKey("subject")
                .setHeader(getTranslation("settings.audit.subject"))
                .setWidth("170px")
                .setFlexGrow(0)
                .setResizable(true);
        column("values", TEXT, "text", wording::values).setWidth("260px").setFlexGrow(1);
        column(
                        "origin",
                        TEXT,
                        "text",
                        line -> line.entry().origin() == null
                                ? "–"
                                : line.entry().origin())
                .setWidth("120px");
        RowCards.follow(grid.grid());
    }

    private Grid.Column<AuditLine> column(
            String name, String template, String property, ValueProvider<AuditLine, String> value) {
        return grid.grid()
                .addColumn(LitRenderer.<AuditLine>of(template).withProperty(property, value))
                .setKey(name)
                .setHeader(getTranslation("settings.audit." + name))
                .setFlexGrow(0)
                .setResizable(true);
    }

    private Component subject(AuditLine line) {
        var name = wording.subject(line);
        return wording.path(line, page.workspace().slug())
                .<Component>map(path -> new Anchor("/" + path, name))
                .orElseGet(() -> new Span(name));
    }

    private EmptyState empty(AuditQuery query) {
        if (query.isOpen()) {
            return new EmptyState(
                    Glyph.TRAIL,
                    getTranslation("settings.audit.empty.title"),
                    getTranslation("settings.audit.empty.text"));
        }
        var all = new Anchor(
                "/" + Routes.settings(page.workspace().slug(), SettingsPlace.AUDIT.code()),
                getTranslation("settings.audit.no_match.next"));
        return new EmptyState(
                Glyph.SEARCH,
                getTranslation("settings.audit.no_match.title"),
                getTranslation("settings.audit.no_match.text"),
                all);
    }

    private void open(AuditQuery query) {
        UI.getCurrent()
                .navigate(
                        Routes.settings(page.workspace().slug(), SettingsPlace.AUDIT.code()),
                        QueryParameters.simple(query.parameters()));
    }

    /// With the right that the reader has when it is fetched.
    private DownloadHandler asTable(AuditFilter filter) {
        var workspace = page.workspace().id();
        return CsvDownload.of(table.file(), open -> table.write(current.get(), workspace, filter, open));
    }
}
