package io.runtruth.testing;

import io.runtruth.operations.work.ManualQueue;
import io.runtruth.packs.ComposedReviews;
import io.runtruth.portal.PublishedSomewhere;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// The whole application on a real PostgreSQL, without its workers: tests work the queue by hand with
/// [ManualQueue]. All subclasses share one context and one database; each test makes its own workspace.
@Import({
    TestWorkspaces.class,
    TestEvidence.class,
    TestTargets.class,
    ManualQueue.class,
    ComposedReviews.class,
    PublishedSomewhere.class
})
@SpringBootTest(
        properties = {
            "runtruth.role=web",
            "runtruth.demo=false",
            "runtruth.sealing-key=a random text of 32 characters, of the tests",
            // servers of tests are on this machine
            "runtruth.restore-private=true",
            // which the test framework switches off
            "management.prometheus.metrics.export.enabled=true"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Tag("db")
public abstract class DatabaseTest {

    private static final TestDatabase.Database DATABASE = TestDatabase.create();

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("runtruth.restore-root", TestTargets::rootPath);
    }
}
