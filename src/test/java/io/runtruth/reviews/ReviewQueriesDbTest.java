package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Reviews asked for by their ids, as a run's page links them.
@Tag("I12")
class ReviewQueriesDbTest extends DatabaseTest {

    private final EnvironmentReviewService service;
    private final ReviewQueries reviews;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;

    private Scope scope;
    private UUID review;

    ReviewQueriesDbTest(
            EnvironmentReviewService service,
            ReviewQueries reviews,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence) {
        this.service = service;
        this.reviews = reviews;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
    }

    @BeforeEach
    void readyReview() {
        scope = some.environment(some.workspace());
        evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass", "fail");
        var reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        var started = (Dispatched) service.create(
                reviewer, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        queue.work(started.runId());
        review = started.reviewId();
    }

    @Test
    void a_member_finds_those_that_there_are() {
        assertThat(found(some.person(scope.workspaceId(), Role.AUDITOR), scope.workspaceId()))
                .containsExactly(review);
    }

    @Test
    void a_review_of_an_environment_that_is_not_shared_is_not_found() {
        var other = some.environment(scope.workspaceId());

        assertThat(found(some.personFor(other, Role.OPERATOR), scope.workspaceId()))
                .isEmpty();
    }

    @Test
    void a_review_of_another_workspace_is_not_found() {
        var workspace = some.workspace();

        assertThat(found(some.person(workspace, Role.OWNER), workspace)).isEmpty();
    }

    @Test
    void a_customer_finds_published_ones_only() {
        assertThat(found(some.person(scope.workspaceId(), Role.CUSTOMER), scope.workspaceId()))
                .isEmpty();
    }

    private List<UUID> found(Actor actor, UUID workspaceId) {
        return reviews.rows(actor, workspaceId, List.of(review, UUID.randomUUID())).stream()
                .map(ReviewRow::id)
                .toList();
    }
}
