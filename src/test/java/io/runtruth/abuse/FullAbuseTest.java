package io.runtruth.abuse;

import io.runtruth.smoke.Browser;
import io.runtruth.smoke.SignInPage;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/// The full form: all strangers, long enough for the slow ones to be cut off, and a person in a browser. Run by
/// `./mvnw verify -Pabuse`.
@Tag("abuse")
class FullAbuseTest extends AbuseTest {

    private Browser browser;

    @Override
    int share() {
        return 100;
    }

    @Override
    Duration holdOut() {
        return Duration.ofSeconds(45);
    }

    @Override
    Duration calm() {
        return Duration.ofSeconds(10);
    }

    @Override
    Honest person(int port) {
        browser = Browser.open("http://127.0.0.1:" + port + "/");
        new SignInPage(browser.go("login")).signIn("reviewer", AttackedNode.PASSWORD);
        browser.go("w/demo/reviews").find("#view-reviews");
        return Honest.person(this::work);
    }

    /// Goes to and fro between two lists, as who works in the console does: what the browser itself takes to begin a
    /// page anew is nothing that an attack can make longer.
    private void work() {
        var to = browser.all("#view-reviews").isEmpty() ? "reviews" : "operations";
        browser.click("#navigation-" + to);
        browser.find("#view-" + to + " vaadin-grid-cell-content a");
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }
}
