package io.runtruth.ui.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentQueries.EnvironmentKey;
import io.runtruth.environments.EnvironmentQueries.ManagedRow;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.environments.EnvironmentService.NewEnvironment;
import io.runtruth.environments.KnownTarget;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.live.Change;
import io.runtruth.shared.Label;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.ConsequenceDialog;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.NamedFields;
import io.runtruth.ui.kit.PagedGrid;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.SearchField;
import io.runtruth.ui.kit.SettingsPlace;
import io.runtruth.ui.kit.Toast;
import jakarta.annotation.security.PermitAll;
import java.util.function.Consumer;

/// Which systems the workspace looks after: added, renamed, archived and taken back, and what they are known by.
@PermitAll
@Route(value = Routes.SETTINGS_ENVIRONMENTS, layout = MainLayout.class)
@Uses(RelativeTime.class)
class EnvironmentSettingsView extends Composite<SettingsPage> implements BeforeEnterObserver, HasDynamicTitle {

    private final EnvironmentQueries environments;
    private final EnvironmentService service;
    private final EvidenceQueries evidence;
    private final ProblemMessages messages;
    private final CurrentActor current;

    private final SettingsPage page;
    private final SearchField search = new SearchField(getTranslation("settings.environments.search"), this::open);
    private final PagedGrid<ManagedRow, EnvironmentKey> grid =
            new PagedGrid<>("managed-environments", getTranslation("settings.place.environments"));

    EnvironmentSettingsView(
            SettingsPages pages,
            EnvironmentQueries environments,
            EnvironmentService service,
            EvidenceQueries evidence,
            ProblemMessages messages,
            CurrentActor current,
            LiveUpdates live) {
        this.environments = environments;
        this.service = service;
        this.evidence = evidence;
        this.messages = messages;
        this.current = current;
        page = pages.page(SettingsPlace.ENVIRONMENTS);
        var add = new Button(getTranslation("settings.environments.add"), _ -> askNew());
        add.setId("action-add-environment");
        add.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        page.addActions(search, add);
        RowCards.follow(grid.grid());
        page.addParts(grid);
        live.bind(this, this::concerns, _ -> refresh());
        live.tick(this, this::refresh);
    }

    @Override
    protected SettingsPage initContent() {
        return page;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        page.enter(event);
        var wanted = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("search")
                .orElse("");
        search.setValue(wanted);
        grid.grid().removeAllColumns();
        new EnvironmentColumns(this::showTargets, this::askName, this::archiveOrRestore)
                .addTo(grid.grid(), page.workspace().slug());
        RowCards.label(grid.grid());
        grid.show(
                new EnvironmentList(
                        environments, current.get(), page.workspace().id(), wanted),
                none(wanted));
    }

    @Override
    public String getPageTitle() {
        return page.title();
    }

    private EmptyState none(String wanted) {
        var key = wanted.isEmpty() ? "settings.environments.empty" : "settings.environments.no_match";
        return new EmptyState(Glyph.ENVIRONMENT, getTranslation(key + ".title"), getTranslation(key + ".text"));
    }

    private void open(String wanted) {
        UI.getCurrent()
                .navigate(
                        Routes.settings(page.workspace().slug(), SettingsPlace.ENVIRONMENTS.code()),
                        wanted.isEmpty() ? QueryParameters.empty() : QueryParameters.of("search", wanted));
    }

    /// Asked on the feed's thread.
    private boolean concerns(Change change) {
        return change.kind() == Change.Kind.ENVIRONMENT && page.isAbout(change.workspaceId());
    }

    private void refresh() {
        grid.refresh();
        page.refreshTail();
    }

    private void askNew() {
        var fields = new NamedFields();
        new FormDialog("dialog-add-environment", getTranslation("settings.environments.add"), messages)
                .ask(fields)
                .offer("action-confirm-add", getTranslation("settings.environments.add_now"), () -> {
                    service.create(
                            current.get(), page.workspace().id(), new NewEnvironment(fields.slug(), fields.name()));
                    refresh();
                    Toast.done(getTranslation("settings.environments.added_done", fields.name()));
                })
                .open();
    }

    private void askName(ManagedRow row) {
        var name = new TextField(getTranslation("settings.field.name"));
        name.setId("new-name");
        name.setMaxLength(Label.LONGEST);
        name.setValue(row.environment().name());
        new FormDialog("dialog-rename-environment", getTranslation("settings.environments.rename"), messages)
                .ask(
                        name,
                        new Paragraph(getTranslation(
                                "settings.environments.rename_keeps",
                                row.environment().slug())))
                .offer(
                        "action-confirm-rename",
                        getTranslation("settings.environments.rename_now"),
                        () -> change(row, new EnvironmentChange(name.getValue(), null, row.version())))
                .open();
    }

    private void archiveOrRestore(ManagedRow row) {
        if (row.environment().archived()) {
            change(row, new EnvironmentChange(null, false, row.version()));
            Toast.done(getTranslation(
                    "settings.environments.restored", row.environment().name()));
            return;
        }
        new ConsequenceDialog(
                        "dialog-archive-environment",
                        getTranslation(
                                "settings.environments.archive_of",
                                row.environment().name()),
                        getTranslation("settings.environments.archive.keep"),
                        getTranslation("settings.environments.archive.ends"),
                        getTranslation("settings.environments.archive.stays"))
                .onConfirm("action-confirm-archive", getTranslation("settings.environments.archive"), () -> {
                    change(row, new EnvironmentChange(null, true, row.version()));
                    Toast.done(getTranslation(
                            "settings.environments.archived", row.environment().name()));
                })
                .open();
    }

    private void change(ManagedRow row, EnvironmentChange asked) {
        service.change(current.get(), row.environment().scope(), asked);
        refresh();
    }

    private void showTargets(ManagedRow row) {
        var scope = row.environment().scope();
        Consumer<KnownTarget> unbind = target -> askUnbind(row, target);
        new TargetsDialog(
                        row.environment().name(),
                        environments.targets(current.get(), scope),
                        evidence.confirmedBy(current.get(), scope),
                        unbind,
                        messages)
                .open();
    }

    private void askUnbind(ManagedRow row, KnownTarget target) {
        var identity = target.identity();
        var scope = row.environment().scope();
        var sources = evidence.newest(current.get(), scope).stream()
                .filter(snapshot ->
                        identity.id().equalsIgnoreCase(snapshot.facts().targetId()))
                .count();
        var name = ForeignText.shown(identity.name() == null ? identity.id() : identity.name());
        new ConsequenceDialog(
                        "dialog-unbind",
                        getTranslation("environment.unbind.title"),
                        getTranslation("environment.unbind.keep"),
                        getTranslation(
                                "environment.unbind.text", row.environment().name(), name),
                        getTranslation("environment.unbind.evidence", sources))
                .onConfirm("action-confirm-unbind", getTranslation("environment.unbind.confirm"), () -> {
                    service.unbindTarget(current.get(), scope, target.id());
                    refresh();
                    Toast.done(getTranslation(
                            "environment.unbind.done", row.environment().name()));
                })
                .open();
    }
}
