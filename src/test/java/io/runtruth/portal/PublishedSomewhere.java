package io.runtruth.portal;

import io.runtruth.access.Actor;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.Meanwhile;
import io.runtruth.testing.TestEvidence;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Reviews that are published, each of evidence of its own.
@TestComponent
public class PublishedSomewhere {

    private static final Actor SYSTEM = new Actor.System("test");

    private final TestEvidence evidence;
    private final EnvironmentReviewService reviews;
    private final PublicationService publication;
    private final ManualQueue queue;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private int imported;

    public PublishedSomewhere(
            TestEvidence evidence,
            EnvironmentReviewService reviews,
            PublicationService publication,
            ManualQueue queue,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.evidence = evidence;
        this.reviews = reviews;
        this.publication = publication;
        this.queue = queue;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    public UUID ready(Scope scope) {
        evidence.snapshotOf(
                scope, "Tool", Instant.parse("2026-11-01T08:00:00Z").plusSeconds(imported++), "fail", "pass");
        var started = (Dispatched) reviews.create(
                SYSTEM, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        queue.work(started.runId());
        return started.reviewId();
    }

    public UUID published(Scope scope) {
        var review = ready(scope);
        publish(scope, review);
        return review;
    }

    public void publish(Scope scope, UUID review) {
        publication.publish(SYSTEM, new ReviewRef(scope, review), null);
    }

    public void withdraw(Scope scope, UUID review) {
        publication.archive(SYSTEM, new ReviewRef(scope, review), null);
    }

    /// Does something once the withdrawing has begun, and ends that when the other waits, or is done.
    ///
    /// @return what came of it
    Object whileWithdrawn(Scope scope, UUID review, Supplier<?> action) {
        var begun = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var withdrawing = threads.submit(() -> transaction.executeWithoutResult(_ -> {
                withdraw(scope, review);
                begun.countDown();
                Meanwhile.await(mayCommit);
            }));
            Meanwhile.await(begun);
            var outcome = CompletableFuture.supplyAsync(() -> outcome(action), threads);
            Awaitility.await().until(() -> outcome.isDone() || Meanwhile.somebodyWaitsForALock(jdbc));
            mayCommit.countDown();
            Awaitility.await().until(withdrawing::isDone);
            return outcome.join();
        }
    }

    private static Object outcome(Supplier<?> action) {
        try {
            return action.get();
        } catch (Problem problem) {
            return problem;
        }
    }
}
