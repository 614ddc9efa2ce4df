package io.runtruth.ui.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.runtruth.access.InvitationQueries;
import io.runtruth.access.InvitationQueries.InvitationRow;
import io.runtruth.access.InvitationService;
import io.runtruth.access.InvitationService.AddressUse;
import io.runtruth.access.MemberQueries;
import io.runtruth.access.MemberQueries.MemberRow;
import io.runtruth.access.MemberService;
import io.runtruth.access.MemberService.MemberChange;
import io.runtruth.access.MemberService.MemberRef;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.live.Change;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.ConsequenceDialog;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.PagedGrid;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.SearchField;
import io.runtruth.ui.kit.SettingsPlace;
import io.runtruth.ui.kit.Toast;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

/// Who belongs to the workspace and may what there, and who is invited (contract 8).
@PermitAll
@Route(value = Routes.SETTINGS_MEMBERS, layout = MainLayout.class)
@Uses(RelativeTime.class)
class MembersView extends Composite<SettingsPage> implements BeforeEnterObserver, HasDynamicTitle {

    private final MemberQueries members;
    private final MemberService service;
    private final InvitationQueries invited;
    private final InvitationService inviting;
    private final EnvironmentQueries environments;
    private final ProblemMessages messages;
    private final CurrentActor current;
    private final Clock clock;

    private final SettingsPage page;
    private final SearchField search = new SearchField(getTranslation("settings.members.search"), this::open);
    private final PagedGrid<MemberRow, String> grid =
            new PagedGrid<>("members", getTranslation("settings.place.members"));
    private final Invitations invitations;

    MembersView(
            SettingsPages pages,
            MemberQueries members,
            MemberService service,
            InvitationQueries invited,
            InvitationService inviting,
            EnvironmentQueries environments,
            ProblemMessages messages,
            CurrentActor current,
            LiveUpdates live,
            Clock clock) {
        this.members = members;
        this.service = service;
        this.invited = invited;
        this.inviting = inviting;
        this.environments = environments;
        this.messages = messages;
        this.current = current;
        this.clock = clock;
        invitations = new Invitations(this::askRevoke, this::sendAgain, inviting.addressUse() != AddressUse.NONE);
        page = pages.page(SettingsPlace.MEMBERS);
        var invite = new Button(getTranslation("settings.members.invite"), _ -> invite());
        invite.setId("action-invite");
        invite.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        page.addActions(search, invite);
        new MemberColumns(this::askChange, this::askRemove).addTo(grid.grid());
        RowCards.follow(grid.grid());
        page.addParts(grid, invitations);
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
        grid.show(new MemberList(members, current.get(), page.workspace().id(), wanted), nobody());
        invitations.show(
                new InvitationList(invited, current.get(), page.workspace().id()));
    }

    @Override
    public String getPageTitle() {
        return page.title();
    }

    private EmptyState nobody() {
        return new EmptyState(
                Glyph.SEARCH,
                getTranslation("settings.members.no_match.title"),
                getTranslation("settings.members.no_match.text"));
    }

    private void open(String wanted) {
        UI.getCurrent()
                .navigate(
                        Routes.settings(page.workspace().slug(), SettingsPlace.MEMBERS.code()),
                        wanted.isEmpty() ? QueryParameters.empty() : QueryParameters.of("search", wanted));
    }

    /// Asked on the feed's thread.
    private boolean concerns(Change change) {
        return change.kind() == Change.Kind.ACCESS && page.isAbout(change.workspaceId());
    }

    private void refresh() {
        grid.refresh();
        invitations.refresh();
        page.refreshTail();
    }

    private void invite() {
        var known = environments.all(current.get(), page.workspace().id());
        new InviteDialog(known, messages, clock, inviting.addressUse(), (share, until, to) -> {
                    var made = inviting.create(current.get(), page.workspace().id(), share, until, to);
                    refresh();
                    return made;
                })
                .open();
    }

    private void sendAgain(InvitationRow row) {
        inviting.sendAgain(current.get(), page.workspace().id(), row.id());
        refresh();
        Toast.done(getTranslation("settings.invitations.sent_again"));
    }

    private void askChange(MemberRow member) {
        var fields =
                new ShareFields(environments.all(current.get(), page.workspace().id()));
        fields.show(member.role(), member.environments());
        new FormDialog("dialog-change-member", getTranslation("settings.members.change_of", member.name()), messages)
                .ask(fields)
                .offer("action-confirm-change", getTranslation("settings.members.change_now"), () -> {
                    service.change(current.get(), ref(member), new MemberChange(fields.share(), member.version()));
                    refresh();
                    Toast.done(getTranslation("settings.members.changed", member.name()));
                })
                .open();
    }

    private void askRemove(MemberRow member) {
        var ends = members.belongings(current.get(), ref(member));
        var isOneself = current.get().account().equals(member.accountId());
        new ConsequenceDialog(
                        "dialog-remove-member",
                        getTranslation("settings.members.remove_of", member.name()),
                        getTranslation("settings.members.remove.keep"),
                        getTranslation(
                                isOneself ? "settings.members.remove.oneself" : "settings.members.remove.pages",
                                member.name()),
                        getTranslation("settings.members.remove.ends", ends.tokens(), ends.invitations()),
                        getTranslation("settings.members.remove.stays"))
                .onConfirm("action-confirm-remove", getTranslation("settings.members.remove"), () -> {
                    service.remove(current.get(), ref(member));
                    if (!isOneself) {
                        refresh();
                    }
                    Toast.done(getTranslation("settings.members.removed", member.name()));
                })
                .open();
    }

    private MemberRef ref(MemberRow member) {
        return new MemberRef(page.workspace().id(), member.accountId());
    }

    private void askRevoke(InvitationRow invitation) {
        new ConsequenceDialog(
                        "dialog-revoke-invitation",
                        getTranslation("settings.invitations.revoke.title"),
                        getTranslation("settings.invitations.revoke.keep"),
                        getTranslation(
                                "settings.invitations.revoke.text",
                                ShareWording.role(invitation.role()),
                                ShareWording.environments(invitation.environments())))
                .onConfirm("action-confirm-revoke", getTranslation("settings.invitations.revoke"), () -> {
                    inviting.revoke(current.get(), page.workspace().id(), invitation.id());
                    refresh();
                    Toast.done(getTranslation("settings.invitations.revoked"));
                })
                .open();
    }
}
