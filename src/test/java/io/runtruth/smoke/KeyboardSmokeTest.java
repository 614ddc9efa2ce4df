package io.runtruth.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What operators do every day, by keys alone; how a case is decided by them is [DeskSmokeTest]'s.
@Tag("smoke")
class KeyboardSmokeTest extends RunningConsole {

    private static final int ROWS = 3;

    @Autowired
    private JdbcClient jdbc;

    private Keyboard keys;

    @BeforeEach
    void keyboard() {
        keys = new Keyboard(browser);
    }

    @Test
    void a_run_is_found_by_its_id_and_says_why_it_ended_so() {
        var run = jdbc.sql("select id from operation_run where outcome = 'succeeded' order by created_at limit 1")
                .query(UUID.class)
                .single();
        keys.signIn("w/demo", "operator", PASSWORD);
        browser.find("#action-palette");

        keys.chord(Keys.CONTROL, "k");
        browser.until(_ -> keys.isOn("#palette-way"));
        keys.type(run.toString());
        keys.press(Keys.ENTER);

        browser.find("#view-run");
        assertThat(browser.path()).startsWith("w/demo/operations/" + run);
        keys.goTo("#action-check-now");
        keys.press(Keys.ENTER);
        assertThat(browser.find("#proof-answer").getText()).isNotBlank();
    }

    @Test
    void three_compositions_are_started_from_the_list() {
        keys.signIn("w/demo/reviews", "reviewer", PASSWORD);

        markRows();
        keys.goBackTo("#action-compose-selected");
        keys.press(Keys.ENTER);

        browser.until(_ -> browser.all("#bulk-start li").size() == ROWS);
        browser.until(_ -> browser.find("#bulk-start").getText().contains("3"));
    }

    @Test
    void what_one_reads_does_not_move_while_another_starts_something() {
        keys.signIn("w/demo/operations", "operator", PASSWORD);
        keys.goTo("#items td");
        keys.press(Keys.DOWN);
        keys.press(Keys.DOWN);
        var before = keys.row();

        try (var other = Browser.open("http://127.0.0.1:" + port + "/")) {
            var theirs = new Keyboard(other);
            theirs.signIn("w/demo/reviews", "reviewer", PASSWORD);
            theirs.goTo("#items td");
            theirs.press(Keys.DOWN, Keys.DOWN, Keys.DOWN, Keys.END, Keys.ENTER);
            other.until(_ -> theirs.isOn("[id=action-compose]"));
            theirs.press(Keys.ENTER);
            browser.find("#news-operations");
        }

        assertThat(keys.row()).isEqualTo(before);
        assertThat(keys.isOn("#items td")).isTrue();
    }

    /// The first ones, each by the space bar.
    private void markRows() {
        keys.goTo("#items td");
        keys.press(Keys.HOME);
        for (int row = 0; row < ROWS; row++) {
            keys.press(Keys.SPACE);
            keys.press(Keys.DOWN);
        }
        browser.until(_ -> browser.find("#action-compose-selected").isEnabled());
    }
}
