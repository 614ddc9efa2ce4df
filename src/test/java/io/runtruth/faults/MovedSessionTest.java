package io.runtruth.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.smoke.Browser;
import io.runtruth.smoke.SignInPage;
import io.runtruth.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two nodes on one database behind one address, and one browser (decision record 0015).
@Tag("faults")
class MovedSessionTest {

    private static final String PASSWORD = "a password for two nodes";
    private static final String PLACE = "w/fleet/operations?tab=all&outcome=failed";

    private final TestDatabase.Database database = TestDatabase.create();
    private final int firstPort = freePort();
    private final int secondPort = freePort();
    private final List<ConsoleProcess> nodes = new ArrayList<>();
    private final Balancer balancer = Balancer.before(List.of(firstPort, secondPort));

    @AfterEach
    void stop() {
        balancer.close();
        nodes.forEach(ConsoleProcess::stop);
    }

    @Test
    void a_page_whose_node_is_killed_comes_back_on_the_other_one_signed_in_at_the_same_place_and_says_so() {
        var first = node("moved-1", firstPort);
        node("moved-2", secondPort);
        try (var browser = Browser.open("http://127.0.0.1:" + balancer.port() + "/")) {
            new SignInPage(browser.go("login")).signIn("owner", PASSWORD);
            browser.go(PLACE).find("#view-operations");
            browser.script("window.before = true");

            first.kill();

            browser.until(_ -> (Boolean) browser.script("return window.before === undefined"));
            browser.find("#view-operations");
            var said = browser.find("vaadin-notification-card").getText();
            browser.screenshot(Path.of("target/faults/moved.png"));
            assertThat(said).contains("loaded again", "still signed in");
            assertThat(browser.path()).isEqualTo(PLACE);

            browser.go("me/sessions").find("#view-sessions");
            assertThat(browser.all("#grid-sessions li")).hasSize(1);
        }
    }

    /// One after the other: the first makes the tables.
    private ConsoleProcess node(String name, int port) {
        var node = ConsoleProcess.start(
                name,
                database,
                Map.of(
                        "server.port", String.valueOf(port),
                        "runtruth.role", "web",
                        "runtruth.first-owner", "owner",
                        "runtruth.first-owner-password", PASSWORD,
                        "runtruth.first-workspace", "fleet"));
        nodes.add(node);
        node.awaitReady();
        return node;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
