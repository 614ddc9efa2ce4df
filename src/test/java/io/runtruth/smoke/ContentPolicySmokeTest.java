package io.runtruth.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The policy of the pages in a real browser (decision record 0010): what is ours works, and what is not does not
/// run.
@Tag("smoke")
class ContentPolicySmokeTest extends RunningConsole {

    private static final List<String> PAGES = List.of(
            "",
            "w/demo/operations",
            "w/demo/reviews",
            "w/demo/environments",
            "w/demo/environments/contoso-m365",
            "nothing");

    @Test
    void no_page_of_ours_is_in_the_way_of_the_policy() {
        new SignInPage(browser.go("login")).signIn("owner", PASSWORD);

        for (var page : PAGES) {
            browser.go(page).find("[id^=view-]");
            browser.until(it -> (Boolean) browser.script(PUSHED));
        }

        assertThat(browser.complaints()).isEmpty();
    }

    /// Whether the page's own socket is open.
    private static final String PUSHED = """
            return Object.values(window.Vaadin?.Flow?.clients ?? {}).every(it => !it.isActive || !it.isActive())
                && performance.getEntriesByType('resource').some(it => it.name.includes('vaadinPush'));
            """;

    @Test
    void a_script_that_gets_into_a_page_does_not_run() {
        browser.go("login").find("#view-login");

        browser.script("""
                const script = document.createElement('script');
                script.textContent = 'window.ran = true';
                document.body.append(script);
                const picture = document.createElement('div');
                picture.innerHTML = '<img src="/nothing.png" onerror="window.ran = true">';
                document.body.append(picture);
                """);
        browser.until(_ -> browser.complaints().stream()
                        .filter(it -> it.contains("inline"))
                        .count()
                >= 1);

        assertThat(browser.script("return window.ran === undefined")).isEqualTo(true);
    }
}
