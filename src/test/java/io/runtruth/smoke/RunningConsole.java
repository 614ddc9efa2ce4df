package io.runtruth.smoke;

import io.runtruth.testing.SilentProxy;
import io.runtruth.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The whole console with its demo and its workers on a real port, and a browser before it.
@DirtiesContext
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "runtruth.role=both",
            "runtruth.demo=true",
            "runtruth.demo-password=" + RunningConsole.PASSWORD,
            // what is lost here is looked at by who signs in, not by the node itself seconds before
            "runtruth.queue.find-lost-every=1h"
        })
abstract class RunningConsole {

    static final String PASSWORD = "a password for the smoke";

    @TempDir
    static Path files;

    /// The console's way to its database.
    protected static SilentProxy way;

    @LocalServerPort
    protected int port;

    protected Browser browser;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        way = SilentProxy.to(TestDatabase.create());
        way.database().register(registry);
        registry.add("runtruth.data-dir", () -> files.resolve("data"));
    }

    @BeforeEach
    void open() {
        browser = Browser.open("http://127.0.0.1:" + port + "/");
    }

    /// What the browser saw last stays in `target/smoke`, for whoever wonders why a test failed.
    @AfterEach
    void close(TestInfo test) {
        browser.screenshot(
                Path.of("target/smoke", test.getTestMethod().orElseThrow().getName() + ".png"));
        browser.close();
    }
}
