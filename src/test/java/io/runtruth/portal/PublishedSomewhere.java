package io.runtruth.portal;

import io.runtruth.access.Actor;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import java.time.Instant;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;

/// Reviews that are published, each of evidence of its own.
@TestComponent
public class PublishedSomewhere {

    private static final Actor SYSTEM = new Actor.System("test");

    private final TestEvidence evidence;
    private final EnvironmentReviewService reviews;
    private final PublicationService publication;
    private final ManualQueue queue;
    private int imported;

    public PublishedSomewhere(
            TestEvidence evidence,
            EnvironmentReviewService reviews,
            PublicationService publication,
            ManualQueue queue) {
        this.evidence = evidence;
        this.reviews = reviews;
        this.publication = publication;
        this.queue = queue;
    }

    UUID ready(Scope scope) {
        evidence.snapshotOf(
                scope, "Tool", Instant.parse("2026-11-01T08:00:00Z").plusSeconds(imported++), "fail", "pass");
        var started = (Dispatched) reviews.create(
                SYSTEM, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        queue.work(started.runId());
        return started.reviewId();
    }

    public UUID published(Scope scope) {
        var review = ready(scope);
        publication.publish(SYSTEM, new ReviewRef(scope, review), null);
        return review;
    }

    void withdraw(Scope scope, UUID review) {
        publication.archive(SYSTEM, new ReviewRef(scope, review), null);
    }
}
