package io.runtruth.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.SignInProviders;
import io.runtruth.access.SignInProviders.SignInProvider;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LoginViewTest extends ViewTest {

    private final TestWorkspaces some;

    LoginViewTest(TestWorkspaces some) {
        this.some = some;
    }

    @Test
    void a_first_visit_blames_nobody() {
        assertThat(open("").isError()).isFalse();
    }

    @Test
    void whoever_has_just_made_an_account_is_told_so() {
        assertThat(welcome("")).isEmpty();
        assertThat(welcome("made")).singleElement().asString().startsWith("Your account is ready.");
    }

    @Test
    void a_wrong_password_and_too_many_of_them_are_told_apart() {
        assertThat(told(open("error"))).contains("Username and password do not match");
        assertThat(told(open("throttled"))).contains("Wait a few minutes");
    }

    @Test
    void the_name_is_asked_of_the_browser_after_an_attempt_that_did_not_lead_in() {
        assertThat(asksForTheName("")).isFalse();
        assertThat(asksForTheName("made")).isFalse();
        assertThat(asksForTheName("error")).isTrue();
    }

    private boolean asksForTheName(String query) {
        open(query);
        return find(NameKept.class).single().getElement().hasAttribute("refused");
    }

    @Test
    void it_speaks_the_language_of_the_page() {
        UI.getCurrent().setLocale(Locale.GERMAN);

        assertThat(told(open("error"))).contains("Benutzername und Passwort passen nicht zusammen");
    }

    @Test
    void where_no_provider_is_configured_none_is_offered() {
        open("");

        assertThat(find(ProviderDoors.class).all()).isEmpty();
    }

    @Test
    void each_provider_is_a_link_that_leads_away() {
        var corp = new SignInProvider("corp", "Northwind", "https://sso.example");
        UI.getCurrent().add(new ProviderDoors(List.of(corp), SignInProviders::begin));

        var door = find(Anchor.class).withId("action-provider-corp").single();

        assertThat(door.getText()).isEqualTo("Sign in with Northwind");
        assertThat(door.getHref()).isEqualTo("/oauth2/authorization/corp");
        assertThat(door.isRouterIgnore()).isTrue();
    }

    @Test
    void a_notice_that_was_made_by_somebody_else_says_nothing_of_theirs() {
        assertThat(told(open("provider=forged"))).contains("Please begin again").doesNotContain("forged");
    }

    private List<String> welcome(String query) {
        open(query);
        return find(Paragraph.class).withId("account-made").all().stream()
                .map(Paragraph::getText)
                .toList();
    }

    private LoginForm open(String query) {
        some.stranger();
        UI.getCurrent().navigate(Routes.SIGN_IN, QueryParameters.fromString(query));
        return find(LoginForm.class).single();
    }

    private static String told(LoginForm form) {
        assertThat(form.isError()).isTrue();
        return form.getElement().getPropertyRaw("i18n").toString();
    }
}
