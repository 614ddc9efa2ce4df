package io.runtruth.ui.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.AccountQueries;
import io.runtruth.access.AccountQueries.AccountRow;
import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.access.InvitationService;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final AccountQueries accounts;
    private final AccountService service;
    private final InvitationService inviting;
    private final WorkspaceQueries workspaces;

    private Actor.Person operator;
    private Actor.Person person;

    AccountsViewTest(
            TestWorkspaces some,
            AccountQueries accounts,
            AccountService service,
            InvitationService inviting,
            WorkspaceQueries workspaces) {
        this.some = some;
        this.accounts = accounts;
        this.service = service;
        this.inviting = inviting;
        this.workspaces = workspaces;
    }

    @BeforeEach
    void people() {
        operator = some.systemOperator();
        person = some.person(some.workspace(), Role.OWNER);
    }

    @Test
    void an_account_is_disabled_after_it_was_said_what_ends_and_enabled_again() {
        openAccount();

        clickInRow("action-disable-account-" + person.account());
        assertThat(text(find(ConfirmDialog.class).single())).contains("tokens are refused", "1 workspace");
        test(find(ConfirmDialog.class).single()).reject();
        roundTrip();
        assertThat(account().disabled()).isTrue();

        clickInRow("action-enable-account-" + person.account());

        assertThat(account().disabled()).isFalse();
        assertThat(tail()).contains("enabled the account", "disabled the account", person.name());
    }

    @Test
    void a_link_for_a_new_password_is_shown_once_and_opens_the_choice() {
        openAccount();

        clickInRow("action-reset-link-" + person.account());
        click("action-make-link");

        var link = find(TextField.class).withId("shown-once").single().getValue();
        assertThat(service.behindResetLink(link.substring("/reset/".length()))).isPresent();
    }

    @Test
    void somebody_is_made_a_system_operator_and_no_longer_is() {
        openAccount();

        clickInRow("action-make-operator-" + person.account());
        test(find(ConfirmDialog.class).single()).reject();
        roundTrip();
        assertThat(account().systemOperator()).isTrue();

        clickInRow("action-end-operator-" + person.account());
        test(find(ConfirmDialog.class).single()).reject();
        roundTrip();
        assertThat(account().systemOperator()).isFalse();
    }

    @Test
    void a_new_workspace_begins_with_the_link_for_its_first_owner() {
        var name = "Team " + UUID.randomUUID();
        signIn(operator);
        UI.getCurrent().navigate(Routes.SYSTEM_WORKSPACES);
        roundTrip();

        click("action-add-workspace");
        find(TextField.class).withId("new-name").single().setValue(name);
        click("action-confirm-add");

        var secret =
                find(TextField.class).withId("shown-once").single().getValue().substring("/invitation/".length());
        inviting.join(person, secret);
        assertThat(workspaces.mine(person))
                .filteredOn(it -> it.name().equals(name))
                .singleElement()
                .satisfies(it -> assertThat(it.role()).isEqualTo(Role.OWNER));
    }

    @Test
    void a_workspace_is_suspended_after_it_was_said_what_it_comes_to_and_is_resumed() {
        var workspace = workspaces.mine(person).getFirst();
        some.token(workspace.id(), person);
        signIn(operator);
        UI.getCurrent().navigate(Routes.SYSTEM_WORKSPACES, QueryParameters.of("search", workspace.slug()));
        roundTrip();

        clickIn(grid("workspaces"), "action-suspend-workspace-" + workspace.slug());
        assertThat(text(find(ConfirmDialog.class).single()))
                .contains(
                        "Its member can see",
                        "The token for it",
                        "No run is active",
                        "no webhook",
                        "Nothing is deleted");
        test(find(ConfirmDialog.class).single()).reject();
        roundTrip();
        assertThat(workspaces.mine(person).getFirst().suspended()).isTrue();
        assertThat(tail()).contains("suspended the workspace");

        clickIn(grid("workspaces"), "action-resume-workspace-" + workspace.slug());

        assertThat(workspaces.mine(person).getFirst().suspended()).isFalse();
        assertThat(tail()).contains("took the workspace back into use");
    }

    @Test
    void no_further_owner_is_invited_into_what_has_one() {
        var workspace = workspaces.mine(person).getFirst();
        signIn(operator);
        UI.getCurrent().navigate(Routes.SYSTEM_WORKSPACES, QueryParameters.of("search", workspace.slug()));
        roundTrip();

        clickIn(grid("workspaces"), "action-invite-owner-" + workspace.slug());
        click("action-make-link");

        assertThat(find(TextField.class).withId("shown-once").exists()).isFalse();
        assertThat(text(find(Dialog.class).single())).contains("nothing here");
    }

    private void openAccount() {
        signIn(operator);
        UI.getCurrent()
                .navigate(
                        Routes.SYSTEM_ACCOUNTS,
                        QueryParameters.of("search", person.name().substring(7)));
        roundTrip();
    }

    private String tail() {
        return text(find(SystemTail.class).single());
    }

    private AccountRow account() {
        return accounts.one(operator, person.account());
    }

    private void clickInRow(String id) {
        clickIn(grid("accounts"), id);
    }

    private void clickIn(Grid<?> grid, String id) {
        var cell = test(grid).getCellComponent(0, "actions");
        withChildren(cell)
                .filter(it -> it.getId().filter(id::equals).isPresent())
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow()
                .click();
        roundTrip();
    }

    private static Stream<Component> withChildren(Component component) {
        return Stream.concat(Stream.of(component), component.getChildren().flatMap(AccountsViewTest::withChildren));
    }

    private void click(String id) {
        test(find(Button.class).withId(id).single()).click();
        roundTrip();
    }

    private Grid<?> grid(String name) {
        return find(Grid.class).withId("grid-" + name).single();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
