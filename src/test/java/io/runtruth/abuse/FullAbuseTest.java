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
        return Honest.person(() -> browser.go("w/demo/operations").find("#view-operations"));
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }
}
