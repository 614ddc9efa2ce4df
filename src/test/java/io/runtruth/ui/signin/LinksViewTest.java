package io.runtruth.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.access.InvitationService;
import io.runtruth.access.Role;
import io.runtruth.access.Share;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where the links of invitations and of forgotten passwords lead.
class LinksViewTest extends ViewTest {

    private final InvitationService invitations;
    private final AccountService accounts;
    private final WorkspaceQueries workspaces;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;

    private UUID workspace;
    private Actor.Person owner;

    LinksViewTest(
            InvitationService invitations,
            AccountService accounts,
            WorkspaceQueries workspaces,
            TestWorkspaces some,
            JdbcClient jdbc) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.some = some;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void workspace() {
        workspace = some.workspace();
        owner = some.person(workspace, Role.OWNER);
    }

    @Test
    void somebody_without_an_account_makes_one_and_is_a_member() {
        var username = "new-" + UUID.randomUUID();
        open("invitation/" + invited());

        find(TextField.class).withId("invitation-name").single().setValue("Nora");
        find(TextField.class).withId("invitation-username").single().setValue(username);
        find(PasswordField.class).single().setValue("quite long and rare");
        click("action-accept");

        assertThat(jdbc.sql("""
                        select m.role
                        from member m
                        join account a on a.id = m.account_id
                        where m.workspace_id = :workspace and a.username = :username
                        """)
                        .param("workspace", workspace)
                        .param("username", username)
                        .query(String.class)
                        .single())
                .isEqualTo("reviewer");
    }

    @Test
    void somebody_who_has_signed_in_joins_with_one_click() {
        var person = some.person(some.workspace(), Role.AUDITOR);
        signIn(person);
        open("invitation/" + invited());

        click("action-join");

        assertThat(workspaces.mine(person)).extracting("id").contains(workspace);
    }

    @Test
    void a_link_of_nobody_and_one_that_was_used_say_so_and_offer_nothing() {
        var secret = invited();
        invitations.join(some.person(some.workspace(), Role.AUDITOR), secret);

        open("invitation/" + secret);
        assertThat(words()).contains("already accepted");
        assertThat(find(Button.class).withId("action-accept").all()).isEmpty();

        open("invitation/of-nobody");
        assertThat(words()).contains("not known here");
    }

    @Test
    void a_password_that_is_too_short_is_refused_and_the_link_stays() {
        var secret = accounts.resetLink(some.systemOperator(), owner.account()).secret();
        open("reset/" + secret);

        find(PasswordField.class).single().setValue("short");
        click("action-reset");
        assertThat(words()).contains("12");
        assertThat(accounts.behindResetLink(secret)).isPresent();

        find(PasswordField.class).single().setValue("another long and rare one");
        click("action-reset");
        assertThat(accounts.behindResetLink(secret)).isEmpty();
        open("reset/" + secret);
        assertThat(words()).contains("opens nothing");
    }

    private String invited() {
        return invitations
                .create(
                        owner,
                        workspace,
                        new Share(Role.REVIEWER, null),
                        Instant.now().plusSeconds(3_600))
                .secret();
    }

    private static void open(String address) {
        UI.getCurrent().navigate(address);
    }

    private void click(String id) {
        test(find(Button.class).withId(id).single()).click();
    }

    private String words() {
        return String.join(
                " ",
                find(Paragraph.class).all().stream().map(Paragraph::getText).toList());
    }
}
