package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each statement says, or checks, that it changed the one review that it is about.
class ReviewRepositoryDbTest extends DatabaseTest {

    private static final Instant AT = Instant.parse("2026-11-01T08:00:00Z");

    private final ReviewRepository repository;
    private final ReviewQueries reviews;
    private final EnvironmentReviewService service;
    private final ManualQueue queue;
    private final TestEvidence evidence;
    private final TestWorkspaces some;
    private final Scope scope;

    private EnvironmentReview ready;

    ReviewRepositoryDbTest(
            ReviewRepository repository,
            ReviewQueries reviews,
            EnvironmentReviewService service,
            ManualQueue queue,
            TestEvidence evidence,
            TestWorkspaces some) {
        this.repository = repository;
        this.reviews = reviews;
        this.service = service;
        this.queue = queue;
        this.evidence = evidence;
        this.some = some;
        this.scope = some.environment(some.workspace());
    }

    @BeforeEach
    void aReadyReview() {
        evidence.snapshot(scope, AT, "pass");
        var reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        var started = (Dispatched) service.create(reviewer, scope, new StartRequest(Via.API, null));
        queue.work(started.runId());
        ready = repository.find(scope, started.reviewId()).orElseThrow();
    }

    @Test
    void what_is_no_draft_is_neither_made_ready_nor_failed_nor_given_a_run() {
        var content = reviews.detail(some.person(scope.workspaceId(), Role.REVIEWER), scope.workspaceId(), ready.id())
                .content();
        var made = new ReviewFingerprint(ready.fingerprint(), 1, ready.fingerprintInputs());

        assertThatThrownBy(() -> repository.ready(ready, content, made, AT)).hasMessageContaining("exactly one");
        assertThatThrownBy(() -> repository.failed(ready, AT)).hasMessageContaining("exactly one");
        assertThatThrownBy(() -> repository.bindRun(new ReviewRef(scope, ready.id()), null))
                .hasMessageContaining("exactly one");
    }

    @Test
    void a_review_that_was_changed_since_it_was_seen_is_not_composed_again() {
        var draft = new ReviewRepository.Draft(
                new ReviewFingerprint(ready.fingerprint(), 1, ready.fingerprintInputs()),
                new PinnedInputs(
                        new ReviewContent.DocumentEnvironment(scope, "slug", "Name"),
                        List.of(),
                        List.of(),
                        List.of(),
                        new PinnedInputs.Operations(AT, AT, new TreeMap<>())),
                AT);
        var run = ready.runId();

        assertThat(repository.redraft(ready, draft, run)).isTrue();
        assertThat(repository.redraft(ready, draft, run)).isFalse();
        assertThat(repository.find(scope, UUID.randomUUID())).isEmpty();
    }
}
