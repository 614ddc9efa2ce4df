package io.runtruth.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.node.demo.DemoFiles;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The main job, end to end, as a person does it: sign in, upload, compose, and watch it become ready without
/// touching the page.
@Tag("smoke")
class StorySmokeTest extends RunningConsole {

    @Test
    void evidence_is_uploaded_composed_and_ready_without_touching_the_page() throws IOException {
        var report = Files.write(files.resolve("report-of-today.json"), DemoFiles.newerContoso());
        new SignInPage(browser.go("w/demo/environments/contoso-m365")).signIn("reviewer", PASSWORD);
        new EnvironmentPage(browser).upload(report);
        assertThat(Accessibility.violations(browser)).isEmpty();

        var reviews = new ReviewsPage(browser.go("w/demo/reviews"));
        reviews.watch("contoso-m365");
        reviews.compose("contoso-m365");
        reviews.untilStatus("ready");
        assertThat(Accessibility.violations(browser)).isEmpty();

        reviews.openOperation();
        new RunPage(browser).untilOutcome("succeeded");
        assertThat(Accessibility.violations(browser)).isEmpty();

        new ReviewsPage(browser.go("w/demo/reviews")).openReview("contoso-m365", "ready");
        var document = new ReviewPage(browser);
        assertThat(document.text()).contains("Contoso").contains("report-of-today.json");
        assertThat(Accessibility.violations(browser)).isEmpty();

        document.openFirstFinding();
        assertThat(Accessibility.violations(browser)).isEmpty();
        browser.scheme("dark");
        assertThat(Accessibility.violations(browser)).isEmpty();
    }

    @Test
    void what_is_heard_of_a_published_review_has_the_words_that_are_seen() {
        new SignInPage(browser.go("w/demo/published")).signIn("owner", PASSWORD);
        // the demo publishes one after the other
        browser.until(_ -> browser.all(".published-earlier li").size() >= 2);
        browser.click(".published-read");
        browser.find(".finding-history");

        assertThat(Accessibility.violations(browser)).isEmpty();
    }

    @Test
    void somebody_of_another_workspace_finds_nothing() {
        new SignInPage(browser.go("w/demo/operations")).signIn("outsider", PASSWORD);

        browser.find("#view-problem, #view-not-found");
        assertThat(browser.find("body").getText()).doesNotContain("Contoso");
    }

    @Test
    void an_address_that_is_no_page_is_answered_by_the_console_itself() {
        new SignInPage(browser.go("nothing/is/here")).signIn("reviewer", PASSWORD);

        browser.find("#view-not-found");
    }
}
