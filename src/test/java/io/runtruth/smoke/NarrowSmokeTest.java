package io.runtruth.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the lists are where there is little room: on a phone a card a row, on a small screen columns that share what
/// there is; nothing beside the page (contract 9).
@Tag("smoke")
class NarrowSmokeTest extends RunningConsole {

    /// Of an owner's pages those with lists, and what each has in its rows.
    private static final Map<String, String> PAGES = Map.of(
            "w/demo/operations", "#grid-operations .status",
            "w/demo/reviews", "#grid-reviews [id=action-compose]",
            "w/demo/settings/members", "#grid-members vaadin-button",
            "w/demo/settings/environments", "#grid-managed-environments vaadin-button",
            "w/demo/settings/audit", "#grid-audit console-time",
            "w/demo/environments/adventure-m365", "#grid-evidence .cell");

    private static final Map<String, String> ON_A_SMALL_SCREEN = Map.of(
            "w/demo", "#grid-dashboard [id=action-compose]",
            "w/demo/reviews", "#grid-reviews [id=action-compose]",
            "w/demo/environments", "#grid-environments a",
            "w/demo/operations", "#grid-operations .status",
            "w/demo/controls", "#grid-controls .control-title",
            "w/demo/settings/members", "#grid-members vaadin-button",
            "w/demo/settings/environments", "#grid-managed-environments vaadin-button",
            "w/demo/settings/audit", "#grid-audit console-time",
            "w/demo/environments/adventure-m365", "#grid-evidence .cell");

    private static final String BESIDE = """
            const wide = [...document.querySelectorAll('vaadin-grid')]
                .map(grid => grid.shadowRoot.querySelector('#table'))
                .filter(table => table.scrollWidth > table.clientWidth)
                .map(table => table.getRootNode().host.id + ' is ' + table.scrollWidth);
            const out = [...document.querySelectorAll('.view a, .view vaadin-button, .view vaadin-grid-cell-content')]
                .map(each => [each, each.getBoundingClientRect()])
                .filter(([_, at]) => at.width > 0 && (at.right > innerWidth + 1 || at.left < -1))
                .map(([each]) => each.id || each.textContent.trim().slice(0, 40));
            return wide.concat(out);
            """;

    @Test
    void nothing_of_a_list_is_beside_the_page() {
        browser.phone();
        new SignInPage(browser.go("w/demo/operations")).signIn("owner", PASSWORD);

        for (var page : PAGES.entrySet()) {
            browser.go(page.getKey());
            browser.find(page.getValue());
            browser.find("vaadin-grid.cards, #grid-reviews");
            // once it is at rest: rows come one after the other
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(faults()).as(page.getKey()).isEmpty());
        }
    }

    /// The navigation beside the page takes its part.
    @Test
    void nothing_of_a_list_is_beside_the_page_of_a_small_screen() {
        browser.screen(1024);
        new SignInPage(browser.go("w/demo/operations")).signIn("owner", PASSWORD);

        for (var page : ON_A_SMALL_SCREEN.entrySet()) {
            browser.go(page.getKey());
            browser.find(page.getValue());
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(beside()).as(page.getKey()).isEmpty());
        }
    }

    /// The first screen of a phone is the list's, not its filters'.
    @Test
    void filters_stand_behind_one_button_on_a_phone() {
        browser.phone();
        new SignInPage(browser.go("w/demo/operations?outcome=succeeded")).signIn("owner", PASSWORD);

        var fold = browser.find("#action-filters");
        assertThat(fold.getText()).isEqualTo("Filters (1)");
        assertThat(fold.getDomAttribute("aria-expanded")).isEqualTo("false");
        assertThat(browser.all("#filter-outcome").getFirst().isDisplayed()).isFalse();
        assertThat(browser.find("#grid-operations .status").getRect().getY()).isLessThan(700);

        browser.click("#action-filters");

        assertThat(browser.find("#filter-outcome").isDisplayed()).isTrue();
        assertThat(fold.getDomAttribute("aria-expanded")).isEqualTo("true");
    }

    private List<String> faults() {
        var found = new ArrayList<String>();
        beside().forEach(it -> found.add("beside the page: " + it));
        Accessibility.violations(browser).stream()
                // of the quick choices, whose parts are Vaadin's own
                .filter(it -> !it.startsWith("aria-required-children: <vaadin-tabs"))
                .forEach(found::add);
        return found;
    }

    @SuppressWarnings("unchecked")
    private List<String> beside() {
        return (List<String>) browser.script(BESIDE);
    }
}
