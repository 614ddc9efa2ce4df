package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.live.Change;
import io.runtruth.operations.Via;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.WaiverQueries;
import io.runtruth.reviews.WaiverQueries.WaiverFilter;
import io.runtruth.reviews.WaiverRow;
import io.runtruth.reviews.WaiverService;
import io.runtruth.reviews.WaiverService.WaiverChange;
import io.runtruth.reviews.WaiverState;
import io.runtruth.reviews.WaiverTable;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Cursor;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.Confirmation;
import io.runtruth.ui.kit.CsvDownload;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.FilterBar;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.PagedGrid;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.kit.ViewHeader;
import io.runtruth.ui.kit.WaiverFields;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is accepted in the workspace, by whom, why and until when: those that hold, end soon, have run out or
/// were withdrawn (contract 6). Filtered by the URL.
@PermitAll
@Route(value = Routes.ACCEPTED_RISKS, layout = MainLayout.class)
@Uses(RelativeTime.class)
class AcceptedRisksView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private static final String ENVIRONMENT = "environment";
    private static final String STATE = "state";

    private final WaiverQueries waivers;
    private final WaiverService service;
    private final WaiverTable table;
    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;
    private final CurrentActor current;
    private final ProblemMessages messages;
    private final Clock clock;

    private final Anchor download = new Anchor("", getTranslation("accepted.csv"));
    private final Button readIn = new Button(getTranslation("accepted.import.action"), _ -> readIn());
    private final Select<WaiverState> state = new Select<>();
    private final Select<EnvironmentRow> environment = new Select<>();
    private final PagedGrid<WaiverRow, Cursor> grid =
            new PagedGrid<>("accepted-risks", getTranslation("accepted.title"));

    /// Also read on the feed's thread.
    private volatile @Nullable WorkspaceRow workspace;

    AcceptedRisksView(
            WaiverQueries waivers,
            WaiverService service,
            WaiverTable table,
            WorkspaceQueries workspaces,
            EnvironmentQueries environments,
            CurrentActor current,
            ProblemMessages messages,
            Clock clock,
            LiveUpdates live) {
        this.waivers = waivers;
        this.service = service;
        this.table = table;
        this.workspaces = workspaces;
        this.environments = environments;
        this.current = current;
        this.messages = messages;
        this.clock = clock;
        download.setId("action-download-waivers");
        readIn.setId("action-import-waivers");
        readIn.addThemeVariants(ButtonVariant.SMALL);
        var header = new ViewHeader(getPageTitle());
        header.addActions(download, readIn);
        getContent().setId("view-accepted-risks");
        getContent().addClassName("view");
        RowCards.follow(grid.grid());
        getContent().add(header, new Paragraph(getTranslation("accepted.lead")), filters(), grid);
        live.bind(this, this::concerns, _ -> grid.refresh());
        live.tick(this, grid::refresh);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("accepted.title");
    }

    private FilterBar filters() {
        var any = getTranslation("accepted.filter.any");
        state.setId("filter-state");
        state.setLabel(getTranslation("accepted.column.state"));
        state.setPlaceholder(any);
        state.setEmptySelectionAllowed(true);
        state.setEmptySelectionCaption(any);
        state.setItemLabelGenerator(it -> it == null ? any : getTranslation("accepted.state." + it.code()));
        state.setItems(WaiverState.values());
        state.addThemeVariants(SelectVariant.SMALL);
        state.addValueChangeListener(change -> chosen(change.isFromClient()));
        environment.setId("filter-environment");
        environment.setLabel(getTranslation("accepted.column.environment"));
        environment.setPlaceholder(any);
        environment.setEmptySelectionAllowed(true);
        environment.setEmptySelectionCaption(any);
        environment.setItemLabelGenerator(it -> it == null ? any : ForeignText.shown(it.name()));
        environment.addThemeVariants(SelectVariant.SMALL);
        environment.addValueChangeListener(change -> chosen(change.isFromClient()));
        var filters = new FilterBar();
        filters.addFields(state, environment);
        return filters;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var entered = workspaces.bySlug(
                current.get(),
                event.getRouteParameters().get(Routes.WORKSPACE_PARAMETER).orElseThrow());
        workspace = entered;
        var all = environments.all(current.get(), entered.id());
        var query = event.getLocation().getQueryParameters();
        environment.setItems(all);
        var wanted = query.getSingleParameter(ENVIRONMENT).orElse(null);
        environment.setValue(
                all.stream().filter(it -> it.slug().equals(wanted)).findFirst().orElse(null));
        state.setValue(query.getSingleParameter(STATE)
                .flatMap(code -> Coded.of(WaiverState.class, code))
                .orElse(null));
        readIn.setVisible(isManaging());
        grid.grid().removeAllColumns();
        new WaiverColumns(
                        entered.slug(), LocalFormat.of(UI.getCurrent()), isManaging(), this::askEdit, this::askWithdraw)
                .addTo(grid.grid());
        RowCards.label(grid.grid());
        var filter = filter();
        grid.show(new WaiverList(waivers, current.get(), entered.id(), filter), empty(filter));
        download.setHref(CsvDownload.of(table.file(), open -> table.write(current.get(), entered.id(), filter, open)));
    }

    private WaiverFilter filter() {
        var place = environment.getValue();
        var chosen = state.getValue();
        return new WaiverFilter(
                place == null ? null : place.scope().environmentId(), chosen == null ? Set.of() : Set.of(chosen));
    }

    private void chosen(boolean isFromClient) {
        if (isFromClient) {
            var parameters = new HashMap<String, String>();
            if (environment.getValue() != null) {
                parameters.put(ENVIRONMENT, environment.getValue().slug());
            }
            if (state.getValue() != null) {
                parameters.put(STATE, state.getValue().code());
            }
            UI.getCurrent().navigate(Routes.acceptedRisks(here().slug()), QueryParameters.simple(parameters));
        }
    }

    private EmptyState empty(WaiverFilter filter) {
        var isAll = filter.environmentId() == null && filter.states().isEmpty();
        var key = isAll ? "accepted.empty." : "accepted.no_match.";
        return new EmptyState(
                isAll ? Glyph.EMPTY : Glyph.SEARCH,
                getTranslation(key + "title"),
                getTranslation(key + "text"),
                new Anchor(
                        "/" + (isAll ? Routes.reviews(here().slug()) : Routes.acceptedRisks(here().slug())),
                        getTranslation(key + "next")));
    }

    private void askEdit(WaiverRow row) {
        var fields = new WaiverFields(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        fields.show(row.risk());
        new FormDialog(
                        "dialog-edit-waiver",
                        getTranslation("accepted.edit.title", row.risk().control()),
                        messages)
                .ask(new Paragraph(getTranslation("accepted.edit.text")), fields)
                .offer("action-confirm-edit-waiver", getTranslation("accepted.action.accept_now"), () -> {
                    var terms = fields.terms();
                    service.change(
                            current.get(),
                            here().id(),
                            row.id(),
                            row.risk().version(),
                            new WaiverChange(terms.reason(), terms.owner(), terms.until(), terms.reviewOn()));
                    grid.refresh();
                    Toast.done(getTranslation("accepted.done"));
                })
                .open();
    }

    private void askWithdraw(WaiverRow row) {
        Confirmation.ask(
                new Confirmation.Really(
                        "withdraw-waiver",
                        getTranslation("accepted.withdraw.title", row.risk().control()),
                        List.of(getTranslation("accepted.withdraw.text")),
                        getTranslation("accepted.withdraw.keep"),
                        getTranslation("accepted.action.withdraw")),
                () -> {
                    service.withdraw(
                            current.get(), here().id(), row.id(), row.risk().version());
                    grid.refresh();
                    Toast.done(getTranslation("accepted.withdraw.done"));
                });
    }

    private void readIn() {
        var actor = current.get();
        var workspaceId = here().id();
        var ask = new StartRequest(Via.CONSOLE, UUID.randomUUID().toString());
        new WaiverImportDialog(messages, content -> table.read(actor, workspaceId, content, ask), count -> {
                    grid.refresh();
                    Toast.done(getTranslation("accepted.import.done", count));
                })
                .open();
    }

    private boolean concerns(Change change) {
        var known = workspace;
        return known != null
                && change.kind() == Change.Kind.ENVIRONMENT
                && change.workspaceId().equals(known.id());
    }

    private boolean isManaging() {
        return here().may(Capability.ENVIRONMENT_REVIEW_MANAGE);
    }

    private WorkspaceRow here() {
        return Objects.requireNonNull(workspace, "entered");
    }
}
