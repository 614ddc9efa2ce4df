package io.runtruth.ui.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.runtruth.access.AccountQueries;
import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.access.NoticeChoiceQueries;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.access.Role;
import io.runtruth.shared.Problem;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Routes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

class PersonViewTest extends ViewTest {

    private static final String WANTED = "quite long and rare";

    private final TestWorkspaces some;
    private final AccountQueries accounts;
    private final AccountService service;
    private final NoticeChoiceQueries choices;
    private final PasswordEncoder encoder;
    private final JdbcClient jdbc;

    private Actor.Person person;

    PersonViewTest(
            TestWorkspaces some,
            AccountQueries accounts,
            AccountService service,
            NoticeChoiceQueries choices,
            PasswordEncoder encoder,
            JdbcClient jdbc) {
        this.some = some;
        this.accounts = accounts;
        this.service = service;
        this.choices = choices;
        this.encoder = encoder;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void open() {
        person = some.stranger();
        signIn(person);
        UI.getCurrent().navigate(Routes.PERSON);
    }

    @Test
    void a_person_chooses_what_the_bell_tells_of_what_concerns_them() {
        as(Role.OPERATOR);
        assertThat(told("run_succeeded", "bell").getValue()).isTrue();
        assertThat(find(Checkbox.class).withId("told-question_asked-bell").exists())
                .isFalse();

        test(told("run_succeeded", "bell")).click();

        assertThat(choices.of(person, NoticeWay.BELL))
                .doesNotContain(NoticeKind.RUN_SUCCEEDED)
                .contains(NoticeKind.RUN_ENDED_OTHERWISE);
    }

    @Test
    void without_a_mail_server_nothing_is_chosen_by_e_mail_and_it_says_why() {
        as(Role.CUSTOMER);

        assertThat(find(Checkbox.class).all())
                .extracting(it -> it.getId().orElse(""))
                .contains("told-question_ended-bell", "told-question_ended-mail")
                .doesNotContain("told-run_succeeded-bell");
        assertThat(told("question_ended", "mail").isEnabled()).isFalse();
        assertThat(find(Paragraph.class).withId("person-told-mail").single().getText())
                .contains("no mail server");
    }

    @Test
    void an_owner_sees_what_the_webhooks_of_the_workspace_tell_and_others_whose_they_are() {
        as(Role.REVIEWER);
        assertThat(hooks()).contains("Its owners choose").doesNotContain("no webhook");

        as(Role.OWNER);

        assertThat(hooks()).contains("no webhook");
    }

    private void as(Role role) {
        person = some.person(some.workspace(), role);
        signIn(person);
        UI.getCurrent().navigate(Routes.PERSON);
    }

    private Checkbox told(String kind, String way) {
        return find(Checkbox.class).withId("told-" + kind + "-" + way).single();
    }

    private String hooks() {
        return find(Div.class)
                .withId("person-told-webhooks")
                .single()
                .getElement()
                .getTextRecursively();
    }

    @Test
    void a_person_chooses_how_others_see_them() {
        name().setValue("Ada");

        click("action-rename-person");

        assertThat(accounts.me(person).name()).isEqualTo("Ada");
    }

    @Test
    void everything_that_is_the_persons_own_is_reached_from_here() {
        assertThat(find(Anchor.class).all())
                .extracting(Anchor::getHref)
                .contains("/" + Routes.PASSKEYS, "/" + Routes.SESSIONS, "/" + Routes.TOKENS);
    }

    @Test
    void times_are_in_the_zone_that_the_person_chose_from_the_next_page_on() {
        zone().setValue("Asia/Tokyo");

        assertThat(accounts.timeZone(person)).contains(ZoneId.of("Asia/Tokyo"));
        signIn(person);
        UI.getCurrent().navigate(Routes.PERSON);
        var format = LocalFormat.of(UI.getCurrent());
        assertThat(format.dateTime(Instant.parse("2026-11-23T20:00:00Z")))
                .contains("Nov 24, 2026")
                .contains("5:00:00");
        assertThat(zone().getValue()).isEqualTo("Asia/Tokyo");

        zone().clear();

        assertThat(accounts.timeZone(person)).isEmpty();
    }

    @Test
    void a_zone_that_is_none_is_refused() {
        for (var none : List.of("Europe/Nowhere", "Etc/GMT+5", "+01:00", "'", "")) {
            assertThatThrownBy(() -> service.chooseTimeZone(person, none))
                    .isInstanceOfSatisfying(
                            Problem.InvalidInput.class,
                            it -> assertThat(it.code()).isEqualTo("account.time_zone"));
        }
    }

    @Test
    void a_name_of_nothing_is_refused_where_it_was_entered() {
        name().setValue(" ");

        click("action-rename-person");

        assertThat(name().isInvalid()).isTrue();
        assertThat(accounts.me(person).name()).isEqualTo(person.name());
    }

    @Test
    void another_password_needs_the_one_until_now_and_ends_every_sign_in() {
        change(TestWorkspaces.PASSWORD, WANTED);

        assertThat(encoder.matches(WANTED, hash())).isTrue();
        assertThat(jdbc.sql("select signed_out_at is not null from account where id = ?")
                        .param(person.account())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void whoever_does_not_know_the_password_changes_nothing_and_has_a_few_guesses() {
        for (var guess = 0; guess < 5; guess++) {
            change("a wrong password", WANTED);
            assertThat(refusal()).contains("another one");
        }

        change(TestWorkspaces.PASSWORD, WANTED);

        assertThat(refusal()).contains("several attempts");
        assertThat(encoder.matches(WANTED, hash())).isFalse();
    }

    @Test
    void a_password_that_everybody_tries_first_is_refused() {
        change(TestWorkspaces.PASSWORD, "passwordpassword");

        assertThat(refusal()).contains("commonest");
    }

    private void change(String now, String wanted) {
        find(PasswordField.class).withId("password-now").single().setValue(now);
        find(PasswordField.class).withId("password-wanted").single().setValue(wanted);
        click("action-change-password");
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> zone() {
        return (ComboBox<String>) find(ComboBox.class).withId("person-zone").single();
    }

    private String refusal() {
        return find(Paragraph.class).withId("password-refusal").single().getText();
    }

    private TextField name() {
        return find(TextField.class).withId("person-name").single();
    }

    private void click(String id) {
        test(find(Button.class).withId(id).single()).click();
    }

    private String hash() {
        return jdbc.sql("select password_hash from account where id = ?")
                .param(person.account())
                .query(String.class)
                .single();
    }
}
