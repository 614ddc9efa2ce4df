package io.runtruth.smoke;

import io.runtruth.DemoFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Takes the README's screenshots of the running console: `./mvnw verify -Pscreenshots`.
@Tag("screenshots")
class ScreenshotsTest extends RunningConsole {

    private static final Path IMAGES = Path.of("src/docs/images");

    @Test
    void of_the_story() throws IOException {
        var report = Files.write(files.resolve("report-of-today.json"), DemoFiles.newerContoso());
        browser.size(1280, 760);
        browser.scheme("light");
        new SignInPage(browser.go("w/demo/environments/contoso-m365")).signIn("reviewer", PASSWORD);
        new EnvironmentPage(browser).upload(report);
        var reviews = new ReviewsPage(browser.go("w/demo/reviews"));
        reviews.watch();
        reviews.compose("contoso-m365");
        reviews.untilStatus("ready");
        browser.screenshot(IMAGES.resolve("reviews-light.png"));

        reviews.openOperation();
        new RunPage(browser).untilOutcome("succeeded");
        browser.screenshot(IMAGES.resolve("run-light.png"));

        browser.scheme("dark");
        new ReviewsPage(browser.go("w/demo/reviews")).openReview("ready");
        new ReviewPage(browser);
        browser.screenshot(IMAGES.resolve("review-dark.png"));
    }
}
