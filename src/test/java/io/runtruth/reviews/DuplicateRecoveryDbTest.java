package io.runtruth.reviews;

import static io.runtruth.operations.RunOutcome.BLOCKED;
import static io.runtruth.operations.RunOutcome.CANCELLED;
import static io.runtruth.operations.RunOutcome.FAILED;
import static io.runtruth.operations.RunOutcome.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.operations.EventKind;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.reads.TimelineEntry;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.LostRuns.Composition;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the job does when the truth is ahead of it, or when the content that it made is another review's already
/// (contract 6.3 steps 2 and 4).
class DuplicateRecoveryDbTest extends DatabaseTest {

    private static final Actor SYSTEM = new Actor.System("test");

    private final EnvironmentReviewService service;
    private final OperationRunService operations;
    private final RunQueries queries;
    private final ManualQueue queue;
    private final JdbcClient jdbc;
    private final LostRuns runs;

    DuplicateRecoveryDbTest(
            EnvironmentReviewService service,
            OperationRunService operations,
            RunQueries queries,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc) {
        this.service = service;
        this.operations = operations;
        this.queries = queries;
        this.queue = queue;
        this.jdbc = jdbc;
        this.runs = new LostRuns(service, some, evidence, jdbc);
    }

    @Test
    void a_worker_that_finds_the_review_ready_ends_the_run_without_composing() {
        var composition = runs.started();
        runs.review(composition, ReviewStatus.READY);

        queue.work(composition.run());

        var run = row(composition);
        assertThat(run.outcome()).isEqualTo(SUCCEEDED);
        assertThat(run.reconciliation().source()).isEqualTo("job_preproof");
        assertThat(run.progress()).as("nothing was worked").isNull();
        assertThat(content(composition)).isEqualTo("{}");
    }

    @Test
    void an_archived_environment_blocks_the_run_before_it_is_worked() {
        var composition = runs.started();
        jdbc.sql("update managed_environment set archived_at = now() where id = ?")
                .param(composition.scope().environmentId())
                .update();

        queue.work(composition.run());

        assertThat(row(composition).outcome()).isEqualTo(BLOCKED);
        assertThat(row(composition).failureCode()).isEqualTo("environment.archived");
    }

    @Test
    void a_last_attempt_too_many_still_asks_the_truth_first() {
        var composition = runs.started();
        runs.review(composition, ReviewStatus.READY);
        usedUp(composition);

        queue.work(composition.run());

        assertThat(row(composition).outcome()).isEqualTo(SUCCEEDED);
    }

    @Test
    @Tag("I6")
    void a_last_attempt_too_many_without_proof_fails_and_is_not_worked() {
        var composition = runs.started();
        usedUp(composition);

        queue.work(composition.run());

        var run = row(composition);
        assertThat(run.outcome()).isEqualTo(FAILED);
        assertThat(run.failureCode()).isEqualTo("run.worker_lost");
        assertThat(run.reconciliation().decision()).isEqualTo("no_proof");
    }

    @Test
    @Tag("I6")
    void a_last_attempt_too_many_of_a_run_that_was_to_stop_ends_as_cancelled() {
        var composition = runs.started();
        usedUp(composition);
        jdbc.sql("update operation_run set stop_requested_at = created_at where id = ?")
                .param(composition.run())
                .update();

        queue.work(composition.run());

        assertThat(row(composition).outcome()).isEqualTo(CANCELLED);
        assertThat(row(composition).failureCode()).isNull();
    }

    @Test
    void under_newer_rules_review_and_run_get_the_new_fingerprint_together() {
        var composition = runs.started();
        var made = runs.fingerprint(composition);
        runs.startedUnderOtherRules(composition);

        queue.work(composition.run());

        assertThat(row(composition).outcome()).isEqualTo(SUCCEEDED);
        assertThat(runs.fingerprint(composition)).isEqualTo(made);
        assertThat(jdbc.sql("select context ->> 'fingerprint' from operation_run where id = ?")
                        .param(composition.run())
                        .query(String.class)
                        .single())
                .isEqualTo(made);
        assertThat(service.create(composition.reviewer(), composition.scope(), new StartRequest(Via.CONSOLE, null)))
                .isEqualTo(new StartResult.AlreadyAvailable(composition.review(), ReviewStatus.READY));
    }

    @Test
    @Tag("I1")
    void content_that_another_ready_review_has_ends_the_run_by_that_review() {
        var older = runs.started();
        runs.startedUnderOtherRules(older);
        var newer = startedAgain(older);
        queue.work(newer.runId());

        queue.work(older.run());

        var run = row(older);
        assertThat(run.outcome()).isEqualTo(SUCCEEDED);
        assertThat(run.reconciliation().source()).isEqualTo("duplicate_recovery");
        assertThat(run.reconciliation().reasonCode()).isEqualTo("review.existing_same_fingerprint");
        assertThat(run.recordId()).isEqualTo(newer.reviewId());
        assertThat(status(older)).as("its own draft is left").isEqualTo("draft");
        assertThat(run.failureCode()).isNull();
    }

    @Test
    @Tag("I1")
    void content_that_another_run_is_composing_blocks() {
        var older = runs.started();
        runs.startedUnderOtherRules(older);
        startedAgain(older);

        queue.work(older.run());

        assertThat(row(older).outcome()).isEqualTo(BLOCKED);
        assertThat(row(older).failureCode()).isEqualTo("review.composed_by_other_run");
        assertThat(status(older)).isEqualTo("draft");
    }

    @Test
    void content_of_which_several_reviews_are_available_asks_for_attention() {
        var older = runs.started();
        var made = runs.fingerprint(older);
        runs.startedUnderOtherRules(older);
        runs.otherReview(older.scope(), made, ReviewStatus.READY);
        runs.otherReview(older.scope(), made, ReviewStatus.PUBLISHED);

        queue.work(older.run());

        assertThat(row(older).attentionCode()).isEqualTo("review.several_same_fingerprint");
    }

    @Test
    void content_of_an_unfinished_review_that_nobody_works_on_is_told_calmly() {
        var older = runs.started();
        var made = runs.fingerprint(older);
        runs.startedUnderOtherRules(older);
        var other = runs.otherReview(older.scope(), made, ReviewStatus.FAILED);

        queue.work(older.run());

        var run = row(older);
        assertThat(run.outcome()).isEqualTo(FAILED);
        assertThat(run.failureCode()).isEqualTo("review.duplicate_unresolved");
        assertThat(status(older)).isEqualTo("draft");
        assertThat(jdbc.sql("select status from environment_review where id = ?")
                        .param(other)
                        .query(String.class)
                        .single())
                .isEqualTo("failed");
    }

    @Test
    @Tag("I11")
    void nothing_that_people_see_of_a_duplicate_has_the_words_of_the_database() {
        var older = runs.started();
        var made = runs.fingerprint(older);
        runs.startedUnderOtherRules(older);
        runs.otherReview(older.scope(), made, ReviewStatus.FAILED);

        queue.work(older.run());

        var detail = queries.detail(SYSTEM, older.scope().workspaceId(), older.run());
        assertThat(detail.toString()).doesNotContainIgnoringCase("unique", "duplicate key", "sql", "constraint");
        assertThat(detail.events()).extracting(TimelineEntry::kind).endsWith(EventKind.PICKED_UP, EventKind.COMPLETED);
    }

    @Test
    @Tag("I4")
    void a_worker_that_was_only_slow_is_told_so_and_its_report_is_compared_with_the_ending() {
        var composition = runs.started();
        var slow = operations.markRunning(composition.run()).run();
        runs.review(composition, ReviewStatus.READY);
        queue.work(composition.run());

        operations.complete(slow, io.runtruth.operations.Ending.failed("run.unexpected", null));

        var run = row(composition);
        assertThat(run.outcome()).isEqualTo(SUCCEEDED);
        assertThat(run.attentionCode()).isEqualTo("run.late_report_contradicts");
    }

    @Test
    @Tag("I4")
    void a_report_that_was_late_before_the_end_is_compared_with_it_when_it_comes() {
        var composition = runs.started();
        var slow = operations.markRunning(composition.run()).run();
        operations.markRunning(composition.run());
        operations.complete(slow, io.runtruth.operations.Ending.failed("run.unexpected", null));
        runs.review(composition, ReviewStatus.READY);

        queue.work(composition.run());

        assertThat(row(composition).outcome()).isEqualTo(SUCCEEDED);
        assertThat(row(composition).attentionCode()).isEqualTo("run.late_report_contradicts");
    }

    private Dispatched startedAgain(Composition older) {
        return (Dispatched) service.create(older.reviewer(), older.scope(), new StartRequest(Via.CONSOLE, null));
    }

    private void usedUp(Composition composition) {
        jdbc.sql("update operation_run set status = 'running', started_at = created_at, attempt = 3 where id = ?")
                .param(composition.run())
                .update();
    }

    private RunRow row(Composition composition) {
        return queries.row(SYSTEM, composition.scope().workspaceId(), composition.run());
    }

    private String status(Composition composition) {
        return jdbc.sql("select status from environment_review where id = ?")
                .param(composition.review())
                .query(String.class)
                .single();
    }

    private String content(Composition composition) {
        return jdbc.sql("select content from environment_review where id = ?")
                .param(composition.review())
                .query(String.class)
                .single();
    }
}
