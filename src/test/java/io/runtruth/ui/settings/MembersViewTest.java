package io.runtruth.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.InvitationQueries.InvitationRow;
import io.runtruth.access.InvitationService;
import io.runtruth.access.InvitationState;
import io.runtruth.access.MemberQueries;
import io.runtruth.access.MemberQueries.MemberRow;
import io.runtruth.access.MemberService.MemberRef;
import io.runtruth.access.NewAccount;
import io.runtruth.access.NewcomerService;
import io.runtruth.access.Role;
import io.runtruth.access.Share;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembersViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final MemberQueries members;
    private final InvitationService inviting;
    private final NewcomerService newcomers;
    private final EnvironmentQueries environments;
    private final WorkspaceQueries workspaces;
    private final Clock clock;

    private UUID workspace;
    private Actor.Person owner;

    MembersViewTest(
            TestWorkspaces some,
            MemberQueries members,
            InvitationService inviting,
            NewcomerService newcomers,
            EnvironmentQueries environments,
            WorkspaceQueries workspaces,
            Clock clock) {
        this.some = some;
        this.members = members;
        this.inviting = inviting;
        this.newcomers = newcomers;
        this.environments = environments;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @BeforeEach
    void team() {
        workspace = some.workspace();
        owner = some.person(workspace, Role.OWNER);
    }

    @Test
    void everybody_is_listed_with_what_they_may_in_words() {
        var auditor = some.person(workspace, Role.AUDITOR);

        open("");

        assertThat(rows())
                .extracting(MemberRow::accountId)
                .containsExactlyInAnyOrder(owner.account(), auditor.account());
        assertThat(ShareWording.may(rowOf(auditor).role())).contains("changes nothing");
    }

    @Test
    void the_server_looks_for_a_part_of_the_name_and_the_address_keeps_it() {
        var wanted = some.person(workspace, Role.AUDITOR);

        open(wanted.name().substring(7));

        assertThat(rows()).extracting(MemberRow::accountId).containsExactly(wanted.account());
        assertThat(find(TextField.class).withId("search").single().getValue())
                .isEqualTo(wanted.name().substring(7));
    }

    @Test
    void an_invitation_is_a_link_that_is_shown_once_and_makes_one_member() {
        open("");

        click("action-invite");
        choose("member-role", Role.OPERATOR);
        click("action-make-link");

        var link = find(TextField.class).withId("shown-once").single().getValue();
        assertThat(link).startsWith("/invitation/rti_");
        assertThat(invitations()).extracting(InvitationRow::state).containsExactly(InvitationState.OPEN);
        newcomers.accept(link.substring("/invitation/".length()), newcomer());
        click("action-leave-form");
        open("");
        assertThat(find(TextField.class).withId("shown-once").exists()).isFalse();
        assertThat(invitations()).extracting(InvitationRow::state).containsExactly(InvitationState.ACCEPTED);
        assertThat(rows()).extracting(MemberRow::role).containsExactlyInAnyOrder(Role.OWNER, Role.OPERATOR);
    }

    @Test
    void an_open_invitation_is_taken_back_after_a_question_and_its_link_opens_nothing() {
        var made = inviting.create(
                owner, workspace, Share.of(Role.AUDITOR), clock.instant().plus(Duration.ofDays(1)));
        open("");

        clickIn("invitations", "action-revoke-invitation-" + made.id());
        assertThat(invitations()).extracting(InvitationRow::state).containsExactly(InvitationState.OPEN);
        confirmDestroying();

        assertThat(invitations()).extracting(InvitationRow::state).containsExactly(InvitationState.REVOKED);
        assertThatThrownBy(() -> clickIn("invitations", "action-revoke-invitation-" + made.id()))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void a_member_gets_another_role_for_some_environments_only() {
        var reviewer = some.person(workspace, Role.REVIEWER);
        var scope = some.environment(workspace);
        open("");

        clickIn("members", "action-change-member-" + reviewer.account());
        choose("member-role", Role.AUDITOR);
        chooseOnly(scope);
        click("action-confirm-change");

        var changed = members.one(owner, new MemberRef(workspace, reviewer.account()));
        assertThat(changed.role()).isEqualTo(Role.AUDITOR);
        assertThat(changed.environments())
                .singleElement()
                .satisfies(it -> assertThat(it.id()).isEqualTo(scope.environmentId()));
        assertThat(rowOf(reviewer).role()).isEqualTo(Role.AUDITOR);
    }

    @Test
    void the_last_owner_stays_one_and_the_question_says_why_without_losing_what_was_chosen() {
        open("");

        clickIn("members", "action-change-member-" + owner.account());
        choose("member-role", Role.AUDITOR);
        click("action-confirm-change");

        assertThat(find(Dialog.class).single().isOpened()).isTrue();
        assertThat(text(find(Dialog.class).single())).contains("last owner");
        assertThat(rowOf(owner).role()).isEqualTo(Role.OWNER);
    }

    @Test
    void a_list_of_environments_without_one_is_refused_in_the_question() {
        var reviewer = some.person(workspace, Role.REVIEWER);
        open("");

        clickIn("members", "action-change-member-" + reviewer.account());
        reach().setValue(false);
        click("action-confirm-change");

        assertThat(text(find(Dialog.class).single())).contains("1 to 1,000 entries");
    }

    @Test
    void before_a_member_is_removed_it_is_said_what_ends_with_it() {
        var second = some.person(workspace, Role.OWNER);
        some.token(workspace, second);
        some.token(workspace, second);
        inviting.create(
                second, workspace, Share.of(Role.AUDITOR), clock.instant().plus(Duration.ofDays(1)));
        open("");

        clickIn("members", "action-remove-member-" + second.account());

        assertThat(text(find(ConfirmDialog.class).single()))
                .contains(second.name())
                .contains("2 tokens for the workspace die")
                .contains("one open invitation");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(rows()).hasSize(2);
    }

    @Test
    void a_member_who_is_removed_is_gone_and_so_are_their_invitations() {
        var second = some.person(workspace, Role.OWNER);
        inviting.create(
                second, workspace, Share.of(Role.AUDITOR), clock.instant().plus(Duration.ofDays(1)));
        open("");

        clickIn("members", "action-remove-member-" + second.account());
        confirmDestroying();

        assertThat(rows()).extracting(MemberRow::accountId).containsExactly(owner.account());
        assertThat(invitations()).extracting(InvitationRow::state).containsExactly(InvitationState.REVOKED);
        assertThat(text(find(AuditTail.class).single().getContent()))
                .contains("removed the member")
                .contains(owner.name());
    }

    @Test
    void another_owners_change_is_on_the_open_page_by_itself() {
        open("");

        some.person(workspace, Role.AUDITOR);
        var made = inviting.create(
                owner, workspace, Share.of(Role.OPERATOR), clock.instant().plus(Duration.ofDays(1)));
        newcomers.accept(made.secret(), newcomer());

        eventually("both are there", () -> rows().size() == 3);
    }

    private NewAccount newcomer() {
        var name = "n" + UUID.randomUUID();
        return new NewAccount(name, "Newcomer", "quite long and rare", false, false);
    }

    private void open(String wanted) {
        signIn(owner);
        var slug = workspaces.mine(owner).getFirst().slug();
        UI.getCurrent().navigate(Routes.settings(slug, "members"), QueryParameters.of("search", wanted));
        roundTrip();
    }

    private void click(String id) {
        test(find(Button.class).withId(id).single()).click();
        roundTrip();
    }

    private void clickIn(String list, String id) {
        var grid = find(Grid.class).withId("grid-" + list).single();
        SettingsPageOnScreen.click(grid, test(grid), id);
        roundTrip();
    }

    private void confirmDestroying() {
        test(find(ConfirmDialog.class).single()).reject();
        roundTrip();
    }

    @SuppressWarnings("unchecked")
    private <T> void choose(String id, T value) {
        find(Select.class).withId(id).single().setValue(value);
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<Boolean> reach() {
        return find(RadioButtonGroup.class).withId("member-reach").single();
    }

    @SuppressWarnings("unchecked")
    private void chooseOnly(Scope scope) {
        reach().setValue(false);
        find(MultiSelectComboBox.class)
                .withId("member-environments")
                .single()
                .setValue(Set.of(environments.byId(owner, scope)));
    }

    private MemberRow rowOf(Actor.Person person) {
        return rows().stream()
                .filter(it -> it.accountId().equals(person.account()))
                .findFirst()
                .orElseThrow();
    }

    private List<MemberRow> rows() {
        return SettingsPageOnScreen.rows(find(Grid.class).withId("grid-members").single());
    }

    private List<InvitationRow> invitations() {
        return SettingsPageOnScreen.rows(
                find(Grid.class).withId("grid-invitations").single());
    }

    private static String text(com.vaadin.flow.component.Component component) {
        return component.getElement().getTextRecursively();
    }
}
