package io.runtruth.testing;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import io.runtruth.access.Actor;
import io.runtruth.access.SignedIn;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.portal.PublishedSomewhere;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// The console without a browser, on a real PostgreSQL and without workers. All subclasses share one context and
/// one database; each test makes its own workspace, and signs somebody in before it opens a page. Pages do not
/// read again by themselves, so that what a test sees was pushed, however slow the machine is.
@Import({
    TestWorkspaces.class,
    TestEvidence.class,
    LostPushes.class,
    TestTargets.class,
    ManualQueue.class,
    PublishedSomewhere.class
})
@SpringBootTest(
        properties = {
            "runtruth.role=web",
            "runtruth.demo=false",
            "runtruth.pages.reread=1h",
            // servers of tests are on this machine
            "runtruth.restore-private=true"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Tag("db")
public abstract class ViewTest extends SpringBrowserlessTest {

    private static final TestDatabase.Database DATABASE = TestDatabase.create();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("runtruth.restore-root", TestTargets::rootPath);
    }

    /// A new browser, in which this person has just signed in.
    protected void signIn(Actor.Person person) {
        signIn(new SignedIn(person, person.name(), null));
    }

    protected void signIn(SignedIn principal) {
        leave();
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(principal, null, principal.getAuthorities()));
        initVaadinEnvironment();
    }

    @AfterEach
    protected void signOut() {
        leave();
        SecurityContextHolder.clearContext();
    }

    /// A page that is being left is told nothing more.
    private void leave() {
        var session = VaadinSession.getCurrent();
        if (session != null && session.hasLock()) {
            List.copyOf(session.getUIs()).forEach(UI::removeAll);
            session.unlock();
            session.lock();
        }
        cleanVaadinEnvironment();
    }

    /// Lets the page take what is pushed to it until the condition holds.
    ///
    /// @throws AssertionError where it does not within a minute
    protected static void eventually(String rule, BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        do {
            takePushes();
            if (condition.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        } while (System.nanoTime() < end);
        throw new AssertionError(rule);
    }

    /// Gives the page away and takes it back, as the end of a request does: what waited for it is run.
    protected static void takePushes() {
        var session = VaadinSession.getCurrent();
        session.unlock();
        session.lock();
        roundTrip();
    }

    @Override
    protected Set<String> scanPackages() {
        return Set.of("io.runtruth.ui");
    }
}
