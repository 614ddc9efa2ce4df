package io.runtruth.ui.system;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.runtruth.access.AuditQueries;
import io.runtruth.access.InvitationService;
import io.runtruth.access.NewWorkspaces;
import io.runtruth.access.Role;
import io.runtruth.access.Share;
import io.runtruth.access.SystemTrail;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceSettings;
import io.runtruth.access.WorkspaceService;
import io.runtruth.access.WorkspaceService.WorkspaceChange;
import io.runtruth.live.Change;
import io.runtruth.operations.reads.SystemQueries;
import io.runtruth.shared.Label;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.AuditWording;
import io.runtruth.ui.kit.ConsequenceDialog;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.InvitedAddress;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.NamedFields;
import io.runtruth.ui.kit.PagedGrid;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.SearchField;
import io.runtruth.ui.kit.ShownOnce;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.kit.Tone;
import io.runtruth.ui.kit.ViewHeader;
import io.runtruth.webhooks.WebhookQueries;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/// All workspaces, for system operators: made, named, suspended, and given their first owner. What is in them is
/// none of theirs.
@PermitAll
@Route(value = Routes.SYSTEM_WORKSPACES, layout = MainLayout.class)
@StyleSheet("context://console/theme/settings.css")
@Uses(RelativeTime.class)
class WorkspacesView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final WorkspaceQueries workspaces;
    private final WorkspaceService service;
    private final NewWorkspaces usual;
    private final InvitationService inviting;
    private final SystemQueries runs;
    private final WebhookQueries webhooks;
    private final ProblemMessages messages;
    private final CurrentActor current;
    private final Clock clock;

    private final SystemTail tail;
    private final SearchField search = new SearchField(getTranslation("settings.environments.search"), this::open);
    private final PagedGrid<WorkspaceSettings, String> grid = new PagedGrid<>("workspaces", getPageTitle());

    WorkspacesView(
            WorkspaceQueries workspaces,
            WorkspaceService service,
            NewWorkspaces usual,
            InvitationService inviting,
            SystemQueries runs,
            WebhookQueries webhooks,
            ProblemMessages messages,
            CurrentActor current,
            AuditQueries audit,
            AuditWording wording,
            LiveUpdates live,
            Clock clock) {
        this.workspaces = workspaces;
        this.service = service;
        this.usual = usual;
        this.inviting = inviting;
        this.runs = runs;
        this.webhooks = webhooks;
        this.messages = messages;
        this.current = current;
        this.clock = clock;
        tail = new SystemTail(SystemTrail.WORKSPACES, audit, wording);
        var make = new Button(getTranslation("settings.workspaces.add"), _ -> askNew());
        make.setId("action-add-workspace");
        make.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        var header = new ViewHeader(getPageTitle());
        header.addActions(search, make);
        var lead = new Paragraph(getTranslation("settings.lead.workspaces"));
        lead.addClassName("lead");
        addColumns();
        getContent().setId("view-system-workspaces");
        getContent().addClassNames("view", "settings");
        getContent().add(header, lead, grid, tail);
        live.bind(this, change -> change.kind() == Change.Kind.ACCESS, _ -> refresh());
        live.tick(this, this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var wanted = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("search")
                .orElse("");
        search.setValue(wanted);
        var list = new WorkspaceList(workspaces, current.get(), wanted);
        // for anybody else the page does not exist
        list.page(null, 1);
        tail.show(current.get());
        var key = wanted.isEmpty() ? "settings.workspaces.empty" : "settings.workspaces.no_match";
        grid.show(list, new EmptyState(Glyph.SEARCH, getTranslation(key + ".title"), getTranslation(key + ".text")));
    }

    private void refresh() {
        grid.refresh();
        tail.show(current.get());
    }

    @Override
    public String getPageTitle() {
        return getTranslation("kit.navigation.system_workspaces");
    }

    private void open(String wanted) {
        UI.getCurrent()
                .navigate(
                        Routes.SYSTEM_WORKSPACES,
                        wanted.isEmpty() ? QueryParameters.empty() : QueryParameters.of("search", wanted));
    }

    private void addColumns() {
        var columns = grid.grid();
        columns.addComponentColumn(row -> Spans.cell(Spans.foreign(row.name()), Spans.quiet(row.slug())))
                .setKey("name")
                .setHeader(getTranslation("settings.general.name"))
                .setWidth("240px")
                .setFlexGrow(2);
        columns.addColumn(row -> getTranslation("settings.days", row.evidenceMaxAgeDays()))
                .setKey("limit")
                .setHeader(getTranslation("settings.general.limit_title"))
                .setWidth("130px")
                .setFlexGrow(0);
        columns.addComponentColumn(this::state)
                .setKey("state")
                .setHeader(getTranslation("settings.workspaces.state"))
                .setWidth("200px");
        columns.addComponentColumn(this::actions)
                .setKey("actions")
                .setWidth("330px")
                .setFlexGrow(0);
        RowCards.follow(columns);
    }

    private Component state(WorkspaceSettings row) {
        if (row.suspendedAt() == null) {
            return new Span(getTranslation("settings.workspaces.in_use"));
        }
        return Spans.cell(
                new StatusBadge(Tone.WARNING, Glyph.BLOCKED, getTranslation("settings.workspaces.suspended"))
                        .status("suspended"),
                Spans.quiet(new RelativeTime(row.suspendedAt())),
                Spans.foreign(Objects.requireNonNullElse(row.suspendedBy(), "")));
    }

    private Component actions(WorkspaceSettings row) {
        return Spans.cell(
                button("action-rename-workspace-" + row.slug(), "settings.environments.rename", () -> askName(row)),
                button(
                        "action-invite-owner-" + row.slug(),
                        "settings.workspaces.owner",
                        () -> askOwner(row.id(), row.name())),
                row.suspended()
                        ? button(
                                "action-resume-workspace-" + row.slug(),
                                "settings.workspaces.resume",
                                () -> resume(row))
                        : button(
                                "action-suspend-workspace-" + row.slug(),
                                "settings.workspaces.suspend",
                                () -> askSuspend(row)));
    }

    private Button button(String id, String key, Runnable act) {
        var button = new Button(getTranslation(key), _ -> act.run());
        button.setId(id);
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    private void askNew() {
        var fields = new NamedFields();
        var email = new InvitedAddress(inviting.addressUse());
        email.setLabel(getTranslation("settings.workspaces.owner_email"));
        var dialog = new FormDialog("dialog-add-workspace", getTranslation("settings.workspaces.add"), messages);
        dialog.ask(fields, email)
                .offer("action-confirm-add", getTranslation("settings.workspaces.add_now"), () -> {
                    // refused before anything is made
                    email.to();
                    var made = service.create(current.get(), fields.slug(), fields.name(), usual.evidenceMaxAge());
                    refresh();
                    dialog.answer(ownersLink(made, fields.name(), email));
                })
                .open();
    }

    private void askName(WorkspaceSettings row) {
        var name = new TextField(getTranslation("settings.field.name"));
        name.setId("new-name");
        name.setMaxLength(Label.LONGEST);
        name.setValue(row.name());
        new FormDialog("dialog-rename-workspace", getTranslation("settings.environments.rename"), messages)
                .ask(name, new Paragraph(getTranslation("settings.environments.rename_keeps", row.slug())))
                .offer("action-confirm-rename", getTranslation("settings.environments.rename_now"), () -> {
                    service.change(current.get(), row.id(), WorkspaceChange.name(name.getValue(), row.version()));
                    refresh();
                    Toast.done(getTranslation("settings.saved"));
                })
                .open();
    }

    private void askSuspend(WorkspaceSettings row) {
        var actor = current.get();
        var holding = workspaces.holding(actor, row.id());
        new ConsequenceDialog(
                        "dialog-suspend-workspace",
                        getTranslation("settings.workspaces.suspend_of", ForeignText.shown(row.name())),
                        getTranslation("settings.workspaces.keep"),
                        getTranslation("settings.workspaces.suspend.people", holding.members(), holding.tokens()),
                        getTranslation("settings.workspaces.suspend.runs", runs.active(actor, row.id())),
                        getTranslation("settings.workspaces.suspend.webhooks", webhooks.count(actor, row.id())),
                        getTranslation("settings.workspaces.suspend.stays"))
                .onConfirm("action-confirm-suspend", getTranslation("settings.workspaces.suspend"), () -> {
                    service.change(current.get(), row.id(), WorkspaceChange.suspended(true, row.version()));
                    refresh();
                    Toast.done(getTranslation("settings.workspaces.suspended_now", ForeignText.shown(row.name())));
                })
                .open();
    }

    private void resume(WorkspaceSettings row) {
        service.change(current.get(), row.id(), WorkspaceChange.suspended(false, row.version()));
        refresh();
        Toast.done(getTranslation("settings.workspaces.resumed", ForeignText.shown(row.name())));
    }

    /// Only where no owner can sign in: of all others the workspace is none of a system operator's.
    private void askOwner(UUID workspaceId, String name) {
        var dialog = new FormDialog("dialog-invite-owner", getTranslation("settings.workspaces.owner"), messages);
        var email = new InvitedAddress(inviting.addressUse());
        dialog.ask(new Paragraph(getTranslation("settings.workspaces.owner_lead", name)), email)
                .offer(
                        "action-make-link",
                        getTranslation("settings.invitations.make"),
                        () -> dialog.answer(ownersLink(workspaceId, name, email)))
                .open();
    }

    private Component ownersLink(UUID workspaceId, String name, InvitedAddress email) {
        var until = clock.instant().plus(InvitationService.USUAL);
        var made = inviting.create(current.get(), workspaceId, Share.of(Role.OWNER), until, email.to());
        var lines = Stream.concat(
                Stream.of(
                        getTranslation("settings.workspaces.owner_made", name),
                        getTranslation(
                                "settings.invitations.made_until",
                                LocalFormat.of(UI.getCurrent()).dateTime(until))),
                email.told().stream());
        return ShownOnce.link(Routes.invitation(made.secret()), lines.toArray(String[]::new));
    }
}
