package io.runtruth.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
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
    void a_wrong_password_and_too_many_of_them_are_told_apart() {
        assertThat(told(open("error"))).contains("Username and password do not match");
        assertThat(told(open("throttled"))).contains("Wait a few minutes");
    }

    @Test
    void it_speaks_the_language_of_the_page() {
        UI.getCurrent().setLocale(Locale.GERMAN);

        assertThat(told(open("error"))).contains("Benutzername und Passwort passen nicht zusammen");
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
