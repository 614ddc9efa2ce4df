package io.runtruth.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The desk by keys alone: a case is found, taken, and closed with a note.
@Tag("smoke")
class DeskSmokeTest extends RunningConsole {

    private static final int MOST_STOPS = 30;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void twoCases() {
        jdbc.sql("""
                insert into operation_run
                    (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                    initiator_name, created_at, started_at, completed_at, notice_at, failure_code, summary_counts,
                    context)
                select gen_random_uuid(), workspace_id, id, 'environment.review.compose', 'desk ' || n, 'completed',
                    'failed', 1, 'system', 'smoke', at, at, at, at, 'run.unexpected', '{}', '{}'
                from managed_environment, generate_series(1, 2) n, lateral (select now() - n * interval '1 hour' as at) t
                where slug = 'contoso-m365'
                """).update();
    }

    @Test
    void a_case_is_taken_and_closed_without_a_pointer() {
        new SignInPage(browser.go("w/demo/operations?tab=attention")).signIn("operator", PASSWORD);
        browser.find(".case-entry[aria-current]");
        assertThat(violations()).isEmpty();
        var first = current();

        // whoever comes here can use the keys at once; while the focus is elsewhere none acts (WCAG 2.1.4)
        browser.until(_ -> isOnACase());
        browser.script("document.activeElement.blur()");
        type("j");
        assertThat(isOnACase()).isFalse();
        assertThat(current()).isEqualTo(first);
        type("t");
        assertThat(browser.find("#attention-standing").getText()).startsWith("Nobody takes care of it");
        for (int stop = 0; stop < MOST_STOPS && !isOnACase(); stop++) {
            browser.press(Keys.TAB);
        }
        type("j");
        browser.until(_ -> !current().equals(first));
        var second = current();
        assertThat(browser.path()).contains("case=" + second);
        type("t");
        standing("takes care of it");

        browser.press(Keys.ENTER);
        browser.until(_ -> browser.focused().equals("case-title"));
        goTo("action-close");
        browser.press(Keys.ENTER);
        browser.find("#dialog-close, #attention-note");
        browser.until(_ ->
                browser.focused().startsWith("textarea") || browser.focused().equals("attention-note"));
        type("Just a test: known.");
        goTo("action-confirm-words");
        browser.press(Keys.ENTER);

        standing("Closed by");
        assertThat(current()).isEqualTo(second);
        assertThat(browser.find("#attention-steps").getText()).contains("Just a test: known.");
        assertThat(violations()).isEmpty();

        browser.go("w/demo/operations/" + first);
        browser.find("#action-take");
        goTo("action-take");
        type("t");
        standing("takes care of it");
    }

    /// Without that of the quick choices above, whose parts are Vaadin's own.
    private List<String> violations() {
        return Accessibility.violations(browser).stream()
                .filter(it -> !it.startsWith("aria-required-children: <vaadin-tabs"))
                .toList();
    }

    private boolean isOnACase() {
        return Boolean.TRUE.equals(browser.script("return document.activeElement.matches('.case-entry')"));
    }

    private String current() {
        return browser.find(".case-entry[aria-current]").getDomAttribute("data-case");
    }

    private void standing(String words) {
        browser.until(_ -> browser.find("#attention-standing").getText().contains(words));
    }

    private void type(String keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    private void goTo(String id) {
        for (int stop = 0; stop < MOST_STOPS && !browser.focused().equals(id); stop++) {
            browser.press(Keys.TAB);
        }
        assertThat(browser.focused()).isEqualTo(id);
    }
}
