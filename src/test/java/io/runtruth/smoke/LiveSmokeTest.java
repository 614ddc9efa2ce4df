package io.runtruth.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the sign in the banner says while nothing comes from the database any more, and afterwards (contract 9).
@Tag("smoke")
class LiveSmokeTest extends RunningConsole {

    @Test
    void a_page_whose_node_hears_nothing_says_so_rests_and_catches_up_by_itself() {
        new SignInPage(browser.go("w/demo/reviews")).signIn("reviewer", PASSWORD);
        new ReviewsPage(browser);
        assertThat(sign("live")).isEqualTo("Live");
        assertThat(browser.all("[data-resting]")).isEmpty();

        way.silence();

        assertThat(sign("lost")).matches("Reconnecting since \\d\\d:\\d\\d.*");
        assertThat(resting()).contains("action-compose-selected");
        assertThat(sign("live")).isEqualTo("Live");
        assertThat(browser.all("[data-resting]")).isEmpty();
    }

    @Test
    void what_is_said_of_a_lost_connection_lies_on_neither_logo_nor_bell() {
        new SignInPage(browser.go("w/demo/reviews")).signIn("reviewer", PASSWORD);
        new ReviewsPage(browser);

        browser.script("window.Vaadin.connectionState.state = 'connection-lost'");

        browser.until(_ -> browser.all(".v-status-message").stream()
                .anyMatch(it -> it.getText().startsWith("Connection lost")));
        var said = browser.find(".v-status-message").getRect();
        assertThat(said.getY()).isGreaterThan(bottom(".drawer > .brand")).isGreaterThan(bottom("#live"));
    }

    private int bottom(String selector) {
        var at = browser.find(selector).getRect();
        return at.getY() + at.getHeight();
    }

    private String sign(String state) {
        return browser.find("#live[state='" + state + "']").getText();
    }

    private List<String> resting() {
        return browser.all("[data-resting]").stream()
                .map(each -> each.getAttribute("id"))
                .toList();
    }
}
