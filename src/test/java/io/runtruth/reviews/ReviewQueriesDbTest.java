package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.shared.Sha256;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reviews asked for by their ids, as a run's page links them, and page by page.
@Tag("I12")
class ReviewQueriesDbTest extends DatabaseTest {

    private final EnvironmentReviewService service;
    private final ReviewQueries reviews;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;

    private Scope scope;
    private UUID review;

    ReviewQueriesDbTest(
            EnvironmentReviewService service,
            ReviewQueries reviews,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc) {
        this.service = service;
        this.reviews = reviews;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
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

    @Test
    void reviews_of_one_instant_are_paged_through_each_once() {
        jdbc.sql("""
                insert into environment_review
                    (id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs,
                    pinned, content, completeness, created_at, status_at, version)
                select gen_random_uuid(), v.workspace_id, v.environment_id, 'published', v.fingerprint,
                    v.fingerprint_version, v.fingerprint_inputs, v.pinned, '{}', 'complete', v.created_at, v.status_at, 0
                from environment_review v, generate_series(1, 4)
                where v.id = ?
                """).param(review).update();
        var reader = some.person(scope.workspaceId(), Role.AUDITOR);
        var paged = new ArrayList<UUID>();
        Optional<Cursor> next = Optional.empty();

        do {
            var page = reviews.page(reader, scope.workspaceId(), null, next.orElse(null), 2);
            page.items().forEach(row -> paged.add(row.id()));
            next = page.next();
        } while (next.isPresent());

        assertThat(paged).hasSize(5).doesNotHaveDuplicates().contains(review);
    }

    @Test
    void a_member_for_some_environments_pages_through_the_reviews_of_these() {
        var other = some.environment(scope.workspaceId());

        assertThat(reviews.page(some.personFor(other, Role.AUDITOR), scope.workspaceId(), null, null, 10)
                        .items())
                .isEmpty();
        assertThat(reviews.environments(some.personFor(other, Role.AUDITOR), scope.workspaceId()))
                .extracting(EnvironmentReviewRow::scope)
                .containsExactly(other);
    }

    @Test
    void of_the_environments_asked_for_come_those_that_a_member_may_see() {
        var other = some.environment(scope.workspaceId());
        var asked = Set.of(scope.environmentId(), other.environmentId(), UUID.randomUUID());

        assertThat(reviews.environments(some.person(scope.workspaceId(), Role.AUDITOR), scope.workspaceId(), asked))
                .extracting(EnvironmentReviewRow::scope)
                .containsExactlyInAnyOrder(scope, other);
        assertThat(reviews.environments(some.personFor(other, Role.AUDITOR), scope.workspaceId(), asked))
                .extracting(EnvironmentReviewRow::scope)
                .containsExactly(other);
    }

    @Test
    void an_environment_that_nobody_asked_for_does_not_come() {
        some.environment(scope.workspaceId());
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);

        assertThat(reviews.environments(auditor, scope.workspaceId(), Set.of(scope.environmentId())))
                .extracting(EnvironmentReviewRow::scope)
                .containsExactly(scope);
        assertThat(reviews.environments(auditor, scope.workspaceId(), Set.of())).isEmpty();
    }

    @Test
    void a_file_that_was_read_as_another_format_since_is_no_evidence_of_its_environment() {
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        var wrong = evidence.snapshotOf(scope, "Wrong", Instant.parse("2026-11-20T08:00:00Z"), "pass");
        assertThat(evidenceOf(auditor).collectedAt()).isEqualTo("2026-11-20T08:00:00Z");

        var right = evidence.snapshotOf(scope, "Right", Instant.parse("2026-10-20T08:00:00Z"), "pass");
        jdbc.sql(
                        "update evidence_snapshot set facts = jsonb_set(facts, '{format}', '\"MAESTER\"'), imported_at = now(),"
                                + " file_digest = (select file_digest from evidence_snapshot where id = ?) where id = ?")
                .params(wrong, right)
                .update();
        jdbc.sql("update evidence_snapshot set imported_at = now() - interval '1 hour' where id = ?")
                .param(wrong)
                .update();

        assertThat(evidenceOf(auditor).collectedAt()).isEqualTo("2026-11-01T08:00:00Z");
    }

    @Test
    void all_that_is_kept_of_a_review_is_read_by_who_reads_reviews_of_its_environment() {
        var whole = reviews.whole(some.personFor(scope, Role.OPERATOR), scope.workspaceId(), review);

        assertThat(Sha256.hex(whole.fingerprintInputs().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(whole.review().fingerprint());
        var elsewhere = some.personFor(some.environment(scope.workspaceId()), Role.OPERATOR);
        var stranger = some.person(some.workspace(), Role.OWNER);
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        assertThatThrownBy(() -> reviews.whole(elsewhere, scope.workspaceId(), review))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> reviews.whole(stranger, scope.workspaceId(), review))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> reviews.whole(customer, scope.workspaceId(), review))
                .isInstanceOf(Problem.Forbidden.class);
    }

    private EnvironmentReviewRow.Evidence evidenceOf(Actor actor) {
        return reviews.environments(actor, scope.workspaceId(), Set.of(scope.environmentId()))
                .getFirst()
                .evidence();
    }

    private List<UUID> found(Actor actor, UUID workspaceId) {
        return reviews.rows(actor, workspaceId, List.of(review, UUID.randomUUID())).stream()
                .map(ReviewRow::id)
                .toList();
    }
}
