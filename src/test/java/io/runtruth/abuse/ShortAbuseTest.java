package io.runtruth.abuse;

import java.time.Duration;
import org.junit.jupiter.api.Tag;

/// The short form, for every build: fewer strangers, and a person who reads pages without a browser.
@Tag("db")
class ShortAbuseTest extends AbuseTest {

    @Override
    int share() {
        return 20;
    }

    @Override
    Duration holdOut() {
        return Duration.ofSeconds(4);
    }

    @Override
    Duration calm() {
        return Duration.ofSeconds(2);
    }

    @Override
    Honest person(int port) {
        return Honest.reader(port);
    }
}
