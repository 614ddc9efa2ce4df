package io.runtruth.ui.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import io.runtruth.access.Actor;
import io.runtruth.access.SessionPlace;
import io.runtruth.access.SessionQueries;
import io.runtruth.access.SessionQueries.SessionRow;
import io.runtruth.access.SessionService;
import io.runtruth.access.SignInBy;
import io.runtruth.access.SignedIn;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionsViewTest extends ViewTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202E";

    private final SessionService sessions;
    private final SessionQueries queries;
    private final TestWorkspaces some;

    private Actor.Person person;

    SessionsViewTest(SessionService sessions, SessionQueries queries, TestWorkspaces some) {
        this.sessions = sessions;
        this.queries = queries;
        this.some = some;
    }

    @BeforeEach
    void somebody() {
        person = some.stranger();
    }

    @Test
    void a_person_recognises_their_sessions_and_which_one_this_is() {
        var here = begin(FIREFOX);
        begin(HOSTILE);
        open(here);

        assertThat(text())
                .contains("Firefox on Linux", "This browser", "192.0.2.1", "Unknown browser", "With password");
        assertThat(text()).doesNotContain("onerror");
        assertThat(find(Button.class)
                        .withId("action-end-session-" + here)
                        .single()
                        .getAriaLabel())
                .isEmpty();
    }

    @Test
    void one_is_ended_and_the_others_stay() {
        var here = begin(FIREFOX);
        var other = begin(HOSTILE);
        open(here);

        test(find(Button.class).withId("action-end-session-" + other).single()).click();

        assertThat(queries.mine(person)).extracting(SessionRow::id).containsExactly(here);
        assertThat(text()).doesNotContain("Unknown browser");
    }

    @Test
    void all_are_ended_after_a_question_also_the_one_that_asks() {
        var here = begin(FIREFOX);
        begin(HOSTILE);
        open(here);

        test(find(Button.class).withId("action-end-all-sessions").single()).click();
        assertThat(queries.mine(person)).hasSize(2);
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(queries.mine(person)).isEmpty();
        eventually("the page leads out", SessionsViewTest::isLoadedAgain);
    }

    @Test
    void a_page_whose_session_is_ended_elsewhere_is_loaded_again_and_others_are_not() {
        var here = begin(FIREFOX);
        var other = begin(FIREFOX);
        open(here);

        sessions.end(person, other);
        takePushes();
        assertThat(isLoadedAgain()).isFalse();

        sessions.end(person, here);
        eventually("the page leads out", SessionsViewTest::isLoadedAgain);
    }

    @Test
    void a_page_of_a_session_that_has_just_moved_here_says_so() {
        var begun = sessions.begin(person.account(), SignInBy.PASSWORD, SessionPlace.of(FIREFOX, null), null);
        var resumed = sessions.resume(begun.ticket(), SessionPlace.of(FIREFOX, null))
                .orElseThrow()
                .person();

        signIn(resumed);
        UI.getCurrent().navigate(Routes.START);

        assertThat(find(Notification.class).single().getElement().getTextRecursively())
                .contains("loaded again", "still signed in");
    }

    @ParameterizedTest
    @CsvSource({
        "'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0', Edge, Windows",
        "'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15', Safari, macOS",
        "'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/140.0 Mobile Safari/604.1', Chrome, iPhone",
        "'Mozilla/5.0 (Linux; Android 15) Chrome/140.0.0.0 Mobile Safari/537.36', Chrome, Android",
        "'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', Firefox, Linux"
    })
    void what_a_browser_calls_itself_is_told_in_two_words(String userAgent, String browser, String system) {
        assertThat(BrowserWording.browser(userAgent)).contains(browser);
        assertThat(BrowserWording.system(userAgent)).contains(system);
    }

    private UUID begin(String browser) {
        return sessions.begin(person.account(), SignInBy.PASSWORD, SessionPlace.of(browser, "192.0.2.1"), null)
                .id();
    }

    private void open(UUID session) {
        var here = new SignedIn(person, "somebody", null);
        here.begin(session);
        signIn(here);
        UI.getCurrent().navigate(Routes.SESSIONS);
    }

    private String text() {
        return find(Div.class).withId("view-sessions").single().getElement().getTextRecursively();
    }

    private static boolean isLoadedAgain() {
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .anyMatch(it -> it.getInvocation().getExpression().contains("reload"));
    }
}
