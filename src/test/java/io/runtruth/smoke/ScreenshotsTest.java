package io.runtruth.smoke;

import io.runtruth.node.demo.DemoFiles;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Takes the README's screenshots of the running console: `./mvnw verify -Pscreenshots`.
@Tag("screenshots")
class ScreenshotsTest extends RunningConsole {

    private static final Path IMAGES = Path.of("src/docs/images");

    @Autowired
    private OperationLifecycleReconciler reconciler;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void of_the_story() throws IOException {
        var report = Files.write(files.resolve("report-of-today.json"), DemoFiles.newerContoso());
        browser.size(1280, 760);
        browser.scheme("light");
        new SignInPage(browser.go("w/demo/environments/contoso-m365")).signIn("reviewer", PASSWORD);
        new EnvironmentPage(browser).upload(report);
        var reviews = new ReviewsPage(browser.go("w/demo/reviews"));
        reviews.watch("contoso-m365");
        reviews.compose("contoso-m365");
        reviews.untilStatus("ready");
        browser.screenshot(IMAGES.resolve("reviews-light.png"));

        browser.scheme("dark");
        new ReviewsPage(browser.go("w/demo/reviews")).openReview("contoso-m365", "ready");
        new ReviewPage(browser);
        browser.screenshot(IMAGES.resolve("review-dark.png"));

        browser.scheme("light");
        var run = AbandonedRun.add(
                jdbc, ready("id", UUID.class), ready("id", UUID.class), ready("fingerprint", String.class));
        browser.go("w/demo/operations/" + run);
        reconciler.pass();
        new RunPage(browser).untilOutcome("succeeded");
        browser.screenshot(IMAGES.resolve("run-light.png"));
    }

    private <T> T ready(String column, Class<T> type) {
        return jdbc.sql("select v." + column + """
                         from environment_review v
                        join managed_environment e on e.id = v.environment_id
                        where e.slug = 'contoso-m365'
                        and v.status = 'ready'
                        """).query(type).single();
    }
}
