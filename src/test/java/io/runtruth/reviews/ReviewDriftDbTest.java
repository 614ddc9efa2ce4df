package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.ChangedCheck;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.ReviewDrift.Comparison;
import io.runtruth.reviews.ReviewDrift.SourceDrift;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What changed since the review that was published before, and what is kept of a publication (contract 6, 6.4).
class ReviewDriftDbTest extends DatabaseTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final EnvironmentReviewService starts;
    private final PublicationService publication;
    private final PublicationRecordService records;
    private final ReviewRepository repository;
    private final ReviewQueries reviews;
    private final ReviewDriftQueries drifts;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person reviewer;
    private int imported;

    ReviewDriftDbTest(
            EnvironmentReviewService starts,
            PublicationService publication,
            PublicationRecordService records,
            ReviewRepository repository,
            ReviewQueries reviews,
            ReviewDriftQueries drifts,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc) {
        this.starts = starts;
        this.publication = publication;
        this.records = records;
        this.repository = repository;
        this.reviews = reviews;
        this.drifts = drifts;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void somewhere() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
    }

    @Test
    void a_ready_review_is_compared_with_the_one_that_it_would_supersede() {
        var before = published("pass", "fail", "pass", "manual");
        var ready = composed("fail", "pass", "pass", "pass");

        var drift = drift(ready).orElseThrow();

        assertThat(drift.against().reviewId()).isEqualTo(before);
        assertThat(drift.counts())
                .isEqualTo(Map.of(ChangeKind.NEWLY_FAILING, 1L, ChangeKind.FIXED, 1L, ChangeKind.BECAME_ASSESSED, 1L));
        assertThat(only(drift).of(ChangeKind.NEWLY_FAILING).first())
                .extracting(ChangedCheck::controlId, ChangedCheck::from, ChangedCheck::to)
                .containsExactly(tuple("C.0", "pass", "fail"));
        assertThat(only(drift).unchanged()).isEqualTo(1);
    }

    @Test
    void what_is_no_longer_assessed_is_not_fixed() {
        published("fail");

        var drift = drift(composed("not_assessed")).orElseThrow();

        assertThat(drift.counts()).isEqualTo(Map.of(ChangeKind.CEASED_TO_BE_ASSESSED, 1L));
    }

    @Test
    void the_first_one_is_compared_with_nothing() {
        assertThat(drift(composed("pass"))).isEmpty();
        assertThat(drift(published("fail"))).isEmpty();
    }

    @Test
    void only_the_same_tool_on_the_same_target_is_compared() {
        evidence.snapshotOf(scope, "Other tool", at(), "pass", "fail");
        published("pass");
        var ready = composed("pass", "pass");
        evidence.snapshotOf(scope, "Third tool", at(), "pass");
        var again = refreshed(ready);

        assertThat(drift(again).orElseThrow().sources())
                .extracting(SourceDrift::tool, SourceDrift::comparison)
                .containsExactly(
                        tuple("Other tool", Comparison.COMPARED),
                        tuple("Third tool", Comparison.ADDED),
                        tuple("Tool", Comparison.COMPARED));
    }

    @Test
    void publishing_keeps_what_was_found_and_nothing_changes_it_later() {
        var first = published("pass");
        var second = composed("fail");
        var seen = drift(second);

        publication.publish(reviewer, ref(second), null);
        published("pass");

        assertThat(drift(second)).isEqualTo(seen).isPresent();
        assertThat(kept(second)).contains("NEWLY_FAILING");
        assertThat(seen.get().against().reviewId()).isEqualTo(first);
        assertThatThrownBy(() -> jdbc.sql("update review_publication set drift = '{}' where review_id = ?")
                        .param(second)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from review_publication where review_id = ?")
                        .param(second)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void nothing_is_published_with_a_comparison_that_another_publication_has_outdated() {
        var ready = composed("pass");
        var before = composed("fail");
        publication.publish(reviewer, ref(before), null);

        assertThat(records.publish(reviewer, seen(ready), Optional.empty(), null))
                .isFalse();
        assertThat(reviews.row(reviewer, scope.workspaceId(), ready).status()).isEqualTo(ReviewStatus.READY);
        assertThat(reviews.row(reviewer, scope.workspaceId(), before).status()).isEqualTo(ReviewStatus.PUBLISHED);
    }

    @Test
    void nothing_is_published_with_a_comparison_of_what_was_composed_anew_since() {
        published("pass");
        var ready = composed("fail");
        var seen = seen(ready);
        var compared = drift(ready);
        evidence.snapshotOf(scope, "Tool", at(), "warning");
        refreshed(ready);

        assertThat(records.publish(reviewer, seen, compared, null)).isFalse();
        publication.publish(reviewer, ref(ready), null);

        assertThat(drift(ready).orElseThrow().counts()).isEqualTo(Map.of(ChangeKind.OTHER, 1L));
    }

    private EnvironmentReview seen(UUID review) {
        return repository.find(scope, review).orElseThrow();
    }

    @Test
    void publications_of_an_environment_are_numbered_without_gaps_and_know_their_neighbours() {
        var first = published("pass");
        composed("warning");
        var second = published("fail");
        var third = published("manual");

        var row = reviews.row(reviewer, scope.workspaceId(), second).publication();
        assertThat(row.number()).isEqualTo(2);
        assertThat(row.by()).isEqualTo(reviewer.name());
        assertThat(row.replaces().reviewId()).isEqualTo(first);
        assertThat(row.replacedBy().reviewId()).isEqualTo(third);
        assertThat(row.replacedBy().number()).isEqualTo(3);
        somewhere();
        assertThat(reviews.row(reviewer, scope.workspaceId(), published("pass"))
                        .publication()
                        .number())
                .isEqualTo(1);
    }

    @Test
    void one_that_a_node_of_the_release_before_published_has_its_number_and_is_compared_when_it_is_read() {
        published("pass");
        var second = composed("fail");
        jdbc.sql("""
                update environment_review
                set status = 'superseded', superseded_by = ?
                where environment_id = ?
                and status = 'published'
                """).params(second, scope.environmentId()).update();
        jdbc.sql("update environment_review set status = 'published' where id = ?")
                .param(second)
                .update();

        var row = reviews.row(reviewer, scope.workspaceId(), second).publication();
        assertThat(row.number()).isEqualTo(2);
        assertThat(row.by()).isNull();
        assertThat(drift(second).orElseThrow().counts()).isEqualTo(Map.of(ChangeKind.NEWLY_FAILING, 1L));
    }

    @Test
    void a_customer_reads_what_was_published_before_too_but_neither_by_whom_nor_what_was_withdrawn() {
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        var first = published("pass");
        var second = published("fail");
        var ready = composed("manual");

        assertThat(reviews.rows(customer, scope.workspaceId(), List.of(first, second, ready)))
                .extracting(ReviewRow::id)
                .containsExactlyInAnyOrder(first, second);
        assertThat(reviews.row(customer, scope.workspaceId(), first)
                        .publication()
                        .by())
                .isNull();
        assertThat(drifts.drift(customer, scope.workspaceId(), second)).isPresent();

        publication.archive(reviewer, ref(second), null);

        assertThat(reviews.rows(customer, scope.workspaceId(), List.of(second))).isEmpty();
        assertThat(reviews.row(customer, scope.workspaceId(), first)
                        .publication()
                        .replacedBy())
                .isNull();
    }

    @Test
    void any_two_that_were_published_of_an_environment_are_compared_and_no_others() {
        var first = published("pass");
        published("warning");
        var third = published("fail");
        var ready = composed("manual");
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);

        assertThat(drifts.between(customer, scope.workspaceId(), third, first).counts())
                .isEqualTo(Map.of(ChangeKind.NEWLY_FAILING, 1L));
        assertNotFound(reviewer, first, ready);
        assertNotFound(reviewer, ready, first);
        var workspace = scope.workspaceId();
        scope = some.environment(workspace);
        var elsewhere = published("pass");
        assertNotFound(reviewer, elsewhere, first);
        assertNotFound(some.person(some.workspace(), Role.OWNER), third, first);
    }

    private void assertNotFound(Actor actor, UUID review, UUID against) {
        assertThatThrownBy(() -> drifts.between(actor, scope.workspaceId(), review, against))
                .isInstanceOf(Problem.NotFound.class);
    }

    private Optional<ReviewDrift> drift(UUID review) {
        return drifts.drift(reviewer, scope.workspaceId(), review);
    }

    private static SourceDrift only(ReviewDrift drift) {
        assertThat(drift.sources()).hasSize(1);
        return drift.sources().getFirst();
    }

    private String kept(UUID review) {
        return jdbc.sql("select cast(drift as text) from review_publication where review_id = ?")
                .param(review)
                .query(String.class)
                .single();
    }

    private UUID published(String... results) {
        var review = composed(results);
        publication.publish(reviewer, ref(review), null);
        return review;
    }

    private UUID composed(String... results) {
        evidence.snapshotOf(scope, "Tool", at(), results);
        var started = (Dispatched) starts.create(reviewer, scope, ask());
        queue.work(started.runId());
        return started.reviewId();
    }

    private UUID refreshed(UUID review) {
        var started = (Dispatched) starts.refresh(reviewer, ref(review), ask());
        queue.work(started.runId());
        return started.reviewId();
    }

    private Instant at() {
        return COLLECTED.plusSeconds(imported++);
    }

    private ReviewRef ref(UUID id) {
        return new ReviewRef(scope, id);
    }

    private static StartRequest ask() {
        return new StartRequest(Via.CONSOLE, UUID.randomUUID().toString());
    }
}
