package io.runtruth.ui.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.AccountMailQueries;
import io.runtruth.access.Actor;
import io.runtruth.access.InvitationQueries;
import io.runtruth.access.InvitationQueries.InvitationRow;
import io.runtruth.access.InvitationQueries.MailedTo;
import io.runtruth.access.LinkMail.MailState;
import io.runtruth.access.NoticeChoiceQueries;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.mail.DigestQueries;
import io.runtruth.mail.DigestRhythm;
import io.runtruth.shared.SealingKey;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/// What the console offers where this installation sends e-mails (contract 9). Nobody listens at the server's address,
/// and no worker is there: what is looked at waits to be sent.
@TestPropertySource(
        properties = {
            "spring.mail.host=127.0.0.1",
            "spring.mail.port=9",
            "runtruth.mail.from=runtruth@console.example",
            "runtruth.address=https://console.example",
            "runtruth.sealing-key=" + MessagesViewTest.KEY
        })
class MessagesViewTest extends ViewTest {

    static final String KEY = "a random text of 32 characters, of the tests";

    private final TestWorkspaces some;
    private final AccountMailQueries mail;
    private final DigestQueries digests;
    private final NoticeChoiceQueries choices;
    private final InvitationQueries invitations;
    private final WorkspaceQueries workspaces;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    private UUID workspace;
    private Actor.Person person;

    MessagesViewTest(
            TestWorkspaces some,
            AccountMailQueries mail,
            DigestQueries digests,
            NoticeChoiceQueries choices,
            InvitationQueries invitations,
            WorkspaceQueries workspaces,
            JdbcClient jdbc,
            JsonMapper json) {
        this.some = some;
        this.mail = mail;
        this.digests = digests;
        this.choices = choices;
        this.invitations = invitations;
        this.workspaces = workspaces;
        this.jdbc = jdbc;
        this.json = json;
    }

    @BeforeEach
    void open() {
        jdbc.sql("delete from letter").update();
        workspace = some.workspace();
        person = some.person(workspace, Role.OWNER);
        signIn(person);
        UI.getCurrent().navigate(Routes.PERSON);
    }

    @Test
    void an_address_is_confirmed_by_its_link_and_then_a_person_chooses_what_is_sent_there() {
        assertThat(digest().isEnabled()).isFalse();

        address().setValue("anna@home.example");
        click("action-confirm-mail");

        assertThat(state()).contains("A link was sent to anna@home.example");
        assertThat(digest().isEnabled()).isFalse();
        UI.getCurrent().navigate("me/mail/" + secret());
        assertThat(mail.mine(person).address()).isNull();
        click("action-confirm-mail");

        assertThat(mail.mine(person).address()).isEqualTo("anna@home.example");
        assertThat(state()).isEqualTo("Messages go to anna@home.example.");
        test(digest()).selectItem("At most once a day");
        assertThat(digests.mine(person)).contains(DigestRhythm.DAILY);
    }

    @Test
    void what_is_told_by_e_mail_is_chosen_once_it_can_be_sent_and_why_not_is_said_until_then() {
        assertThat(told("attention_mine", "mail").isEnabled()).isFalse();
        assertThat(road()).contains("confirm an address below");
        jdbc.sql("insert into account_mail (account_id, address, confirmed_at) values (?, 'a@home.example', now())")
                .param(person.account())
                .update();
        UI.getCurrent().navigate(Routes.TOKENS);
        UI.getCurrent().navigate(Routes.PERSON);
        assertThat(road()).contains("choose below how often");

        test(digest()).selectItem("As it happens, at most every five minutes");

        assertThat(road()).contains("what you have not read on the bell");
        test(told("question_asked", "mail")).click();
        assertThat(choices.of(person, NoticeWay.MAIL)).contains(NoticeKind.QUESTION_ASKED);
        click("action-remove-mail");
        assertThat(told("question_asked", "mail").isEnabled()).isFalse();
    }

    @Test
    void a_link_of_somebody_else_confirms_nothing_and_says_so() {
        address().setValue("anna@home.example");
        click("action-confirm-mail");
        var secret = secret();

        signIn(some.stranger());
        UI.getCurrent().navigate("me/mail/" + secret);
        click("action-confirm-mail");

        assertThat(find(Paragraph.class).withId("mail-refusal").single().getText())
                .contains("belongs to another account");
        assertThat(mail.mine(person).address()).isNull();
    }

    @Test
    void what_is_no_address_is_refused_where_it_was_entered() {
        address().setValue("anna@home.example, ben@home.example");

        click("action-confirm-mail");

        assertThat(address().isInvalid()).isTrue();
        assertThat(address().getErrorMessage()).contains("no e-mail address");
        assertThat(mail.mine(person).wanted()).isNull();
    }

    @Test
    void an_address_is_removed_by_its_person() {
        jdbc.sql("insert into account_mail (account_id, address, confirmed_at) values (?, 'a@home.example', now())")
                .param(person.account())
                .update();
        UI.getCurrent().navigate(Routes.TOKENS);
        UI.getCurrent().navigate(Routes.PERSON);

        click("action-remove-mail");

        assertThat(mail.mine(person).address()).isNull();
        assertThat(digest().isEnabled()).isFalse();
    }

    @Test
    void an_invitation_is_sent_too_and_the_list_says_to_whom() {
        UI.getCurrent().navigate("w/" + slug() + "/settings/members");

        click("action-invite");
        find(TextField.class).withId("invitation-email").single().setValue("ben@elsewhere.example");
        click("action-make-link");

        assertThat(find(TextField.class).withId("shown-once").single().getValue())
                .isEqualTo("/invitation/" + secret());
        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .contains("It is also on its way to ben@elsewhere.example.");
        assertThat(invitations.page(person, workspace, null, 10).items())
                .extracting(InvitationRow::mailed)
                .containsExactly(new MailedTo("ben@elsewhere.example", MailState.WAITING));
    }

    @Test
    void an_invitation_that_could_not_be_sent_is_sent_again_by_an_owner() {
        UI.getCurrent().navigate("w/" + slug() + "/settings/members");
        click("action-invite");
        find(TextField.class).withId("invitation-email").single().setValue("ben@elsewhere.example");
        click("action-make-link");
        jdbc.sql("update letter set state = 'given_up', due_at = null, last_fault = 'refused'")
                .update();
        var made = invitations.page(person, workspace, null, 10).items().getFirst();
        signIn(person);
        UI.getCurrent().navigate("w/" + slug() + "/settings/members");

        clickIn("grid-invitations", "action-send-invitation-" + made.id());

        assertThat(invitations.one(person, workspace, made.id()).mailed().state())
                .isEqualTo(MailState.WAITING);
    }

    @Test
    void a_link_for_a_new_password_is_sent_to_the_accounts_address_where_a_system_operator_asks_for_it() {
        jdbc.sql("insert into account_mail (account_id, address, confirmed_at) values (?, 'a@home.example', now())")
                .param(person.account())
                .update();
        signIn(some.systemOperator());
        UI.getCurrent()
                .navigate(
                        Routes.SYSTEM_ACCOUNTS,
                        QueryParameters.simple(Map.of("search", person.name().substring("Person ".length()))));

        clickIn("grid-accounts", "action-reset-link-" + person.account());
        find(Checkbox.class).withId("reset-send").single().setValue(true);
        click("action-make-link");

        assertThat(find(TextField.class).withId("shown-once").single().getValue())
                .isEqualTo("/reset/" + secret());
        assertThat(find(Dialog.class).single().getElement().getTextRecursively())
                .contains("a@home.example");
    }

    private Checkbox told(String kind, String way) {
        return find(Checkbox.class).withId("told-" + kind + "-" + way).single();
    }

    private String road() {
        return find(Paragraph.class).withId("person-told-mail").single().getText();
    }

    private TextField address() {
        return find(TextField.class).withId("person-mail").single();
    }

    @SuppressWarnings("unchecked")
    private Select<Object> digest() {
        return find(Select.class).withId("person-digest").single();
    }

    private String state() {
        return find(Paragraph.class).withId("person-mail-state").single().getText();
    }

    private void click(String id) {
        test(find(Button.class).withId(id).single()).click();
    }

    private void clickIn(String grid, String id) {
        var cell = test(find(Grid.class).withId(grid).single()).getCellComponent(0, "actions");
        ((Button) withChildren(cell)
                        .filter(it -> it.getId().filter(id::equals).isPresent())
                        .findFirst()
                        .orElseThrow())
                .click();
        roundTrip();
    }

    private static Stream<Component> withChildren(Component component) {
        return Stream.concat(Stream.of(component), component.getChildren().flatMap(MessagesViewTest::withChildren));
    }

    /// Of the link that waits to be sent.
    private String secret() {
        return jdbc.sql("select id, sealed from letter")
                .query((row, _) -> SealingKey.of(KEY)
                        .open(
                                row.getBytes("sealed"),
                                row.getObject("id", UUID.class).toString())
                        .orElseThrow())
                .optional()
                .map(it -> json.readTree(it).at("/secret").asString())
                .orElseThrow();
    }

    private String slug() {
        return workspaces.mine(person).getFirst().slug();
    }
}
