package io.runtruth.smoke;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.List;

/// What axe finds on a page against WCAG 2.2 A and AA, and against two rules that it does not count as such yet: a name
/// that is heard has the words that are seen, and no heading leaves a step out.
final class Accessibility {

    /// Vaadin's own indicator of its connection lies outside all landmarks.
    private static final String NOT_OURS = "vaadin-connection-indicator";

    private Accessibility() {}

    /// Once the page has its title, which comes after its content.
    static List<String> violations(Browser browser) {
        browser.until(driver -> !driver.getTitle().isBlank());
        return new AxeBuilder()
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .withRules(List.of("label-content-name-mismatch", "heading-order"))
                        .exclude(NOT_OURS)
                        .analyze(browser.driver())
                        .getViolations()
                        .stream()
                        .map(Accessibility::line)
                        .toList();
    }

    private static String line(Rule rule) {
        return rule.getId() + ": " + rule.getNodes().getFirst().getHtml();
    }
}
