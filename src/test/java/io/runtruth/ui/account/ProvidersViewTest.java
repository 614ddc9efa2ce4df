package io.runtruth.ui.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.IdentityQueries;
import io.runtruth.access.ProviderRefusal;
import io.runtruth.access.SessionPlace;
import io.runtruth.access.SessionService;
import io.runtruth.access.SignInBy;
import io.runtruth.access.SignInProviders.SignInNotice;
import io.runtruth.access.SignInSeal;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// What somebody who signs in through a provider sees of it; the way through one is `ProviderSignInEdgeTest`'s.
@TestPropertySource(
        properties = {
            "runtruth.sealing-key=a random text of 32 characters, of the tests",
            "spring.security.oauth2.client.registration.corp.client-id=client",
            "spring.security.oauth2.client.registration.corp.client-name=Northwind",
            "spring.security.oauth2.client.provider.corp.issuer-uri=https://sso.example"
        })
class ProvidersViewTest extends ViewTest {

    private static final String HOSTILE = "<b>anna</b>\u202E";

    private final IdentityQueries queries;
    private final SessionService sessions;
    private final SignInSeal seal;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;

    private Actor.Person person;

    ProvidersViewTest(
            IdentityQueries queries, SessionService sessions, SignInSeal seal, TestWorkspaces some, JdbcClient jdbc) {
        this.queries = queries;
        this.sessions = sessions;
        this.seal = seal;
        this.some = some;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void somebody() {
        person = some.stranger();
    }

    @Test
    void what_came_of_a_provider_is_told_in_plain_words() {
        var notice = new SignInNotice(ProviderRefusal.UNKNOWN, "Northwind", "anna@example.org", "");

        UI.getCurrent().navigate(Routes.SIGN_IN, QueryParameters.of(Routes.PROVIDER_NOTICE, seal.seal(notice)));

        var form = find(LoginForm.class).single();
        assertThat(form.isError()).isTrue();
        assertThat(form.getElement().getPropertyRaw("i18n").toString())
                .contains("The sign-in at Northwind worked, but nobody has invited anna@example.org here");
    }

    @Test
    void a_fault_is_told_with_its_reference_and_in_ones_own_language() {
        var notice = new SignInNotice(ProviderRefusal.UNPROVEN, "Northwind", "", "1a2b3c4d");
        open(QueryParameters.of(Routes.PROVIDER_NOTICE, seal.seal(notice)));

        assertThat(find(Paragraph.class).withId("provider-notice").single().getText())
                .contains("Northwind", "1a2b3c4d");
    }

    @Test
    void an_identity_is_shown_with_its_provider_and_its_name_as_text() {
        linked(HOSTILE);

        open(QueryParameters.empty());

        assertThat(text()).contains("Northwind", "<b>anna</b>", "Linked").doesNotContain("\u202E");
    }

    @Test
    void one_is_unlinked_after_a_question() {
        var id = linked("anna@example.org");
        open(QueryParameters.empty());

        test(find(Button.class).withId("action-unlink-provider-" + id).single()).click();
        assertThat(queries.mine(person)).hasSize(1);
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(queries.mine(person)).isEmpty();
        assertThat(text()).contains("None is linked yet");
    }

    @Test
    void the_only_way_in_stays_and_the_page_says_why() {
        var id = linked("anna@example.org");
        withoutPassword();
        open(QueryParameters.empty());

        test(find(Button.class).withId("action-unlink-provider-" + id).single()).click();
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(queries.mine(person)).hasSize(1);
        assertThat(test(find(Notification.class).single()).getText()).contains("your only way to sign in");
    }

    @Test
    void whoever_has_no_password_is_told_so_in_place_of_changing_it() {
        withoutPassword();
        signIn(person);
        UI.getCurrent().navigate(Routes.PERSON);

        assertThat(find(PasswordField.class).all()).isEmpty();
        assertThat(find(Div.class).withId("view-person").single().getElement().getTextRecursively())
                .contains("You have not chosen a password");
        assertThat(find(Anchor.class).all())
                .filteredOn(Anchor::isVisible)
                .extracting(Anchor::getHref)
                .contains("/" + Routes.PROVIDERS);
    }

    @Test
    void a_session_says_through_which_provider_it_began() {
        sessions.begin(person.account(), SignInBy.provider("Northwind"), SessionPlace.of(null, "192.0.2.1"), null);
        signIn(person);
        UI.getCurrent().navigate(Routes.SESSIONS);

        assertThat(find(Div.class).withId("view-sessions").single().getElement().getTextRecursively())
                .contains("Through Northwind");
    }

    private UUID linked(String shown) {
        return jdbc.sql("""
                insert into account_identity
                    (id, account_id, issuer, subject, registration, shown, linked_at, last_used_at)
                values (gen_random_uuid(), ?, 'https://sso.example', md5(random()::text), 'corp', ?, now(), now())
                returning id
                """).params(person.account(), shown).query(UUID.class).single();
    }

    private void withoutPassword() {
        jdbc.sql("update account set password_hash = null where id = ?")
                .param(person.account())
                .update();
    }

    private void open(QueryParameters parameters) {
        signIn(person);
        UI.getCurrent().navigate(Routes.PROVIDERS, parameters);
    }

    private String text() {
        return find(Div.class).withId("view-providers").single().getElement().getTextRecursively();
    }
}
