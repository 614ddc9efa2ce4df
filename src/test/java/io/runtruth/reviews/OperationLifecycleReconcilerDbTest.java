package io.runtruth.reviews;

import static io.runtruth.operations.RunOutcome.BLOCKED;
import static io.runtruth.operations.RunOutcome.CANCELLED;
import static io.runtruth.operations.RunOutcome.FAILED;
import static io.runtruth.operations.RunOutcome.PENDING;
import static io.runtruth.operations.RunOutcome.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.operations.EventKind;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.proof.Consequence;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import io.runtruth.operations.proof.PassRequestService;
import io.runtruth.operations.proof.RunProofService;
import io.runtruth.operations.reads.RunDetail;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.reads.TimelineEntry;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.LostRuns.Composition;
import io.runtruth.shared.Problem;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The recurring pass on the compositions that it finds (contract 5).
class OperationLifecycleReconcilerDbTest extends DatabaseTest {

    private static final Actor SYSTEM = new Actor.System("test");

    private final OperationLifecycleReconciler reconciler;
    private final PassRequestService requests;
    private final RunProofService proofs;
    private final RunQueries queries;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final DataSource database;
    private final JsonMapper json;
    private final LostRuns runs;

    OperationLifecycleReconcilerDbTest(
            OperationLifecycleReconciler reconciler,
            PassRequestService requests,
            RunProofService proofs,
            EnvironmentReviewService service,
            RunQueries queries,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc,
            DataSource database,
            JsonMapper json) {
        this.reconciler = reconciler;
        this.requests = requests;
        this.proofs = proofs;
        this.queries = queries;
        this.queue = queue;
        this.some = some;
        this.jdbc = jdbc;
        this.database = database;
        this.json = json;
        this.runs = new LostRuns(service, some, evidence, jdbc);
    }

    @Test
    @Tag("I6")
    void a_lost_run_whose_review_is_ready_becomes_succeeded() {
        var lost = runs.lost();
        runs.review(lost, ReviewStatus.READY);

        reconciler.pass();

        var run = row(lost);
        assertThat(run.outcome()).isEqualTo(SUCCEEDED);
        assertThat(run.failureCode()).isNull();
        assertThat(run.attempt()).as("the lease is taken").isOne();
        assertThat(run.recordId()).isEqualTo(lost.review());
    }

    @Test
    @Tag("I6")
    void runs_of_a_suspended_workspace_come_to_their_proven_ends() {
        var lost = runs.lost();
        runs.review(lost, ReviewStatus.READY);
        var waiting = runs.started();
        some.suspend(lost.scope().workspaceId());
        some.suspend(waiting.scope().workspaceId());

        reconciler.pass();
        queue.work(waiting.run());
        some.resume(lost.scope().workspaceId());
        some.resume(waiting.scope().workspaceId());

        assertThat(row(lost).outcome()).isEqualTo(SUCCEEDED);
        assertThat(row(waiting).outcome()).isEqualTo(SUCCEEDED);
    }

    @Test
    @Tag("I6")
    void between_two_passes_runs_without_an_entry_are_settled_and_no_others() {
        var forgotten = runs.lost();
        runs.review(forgotten, ReviewStatus.READY);
        var waiting = runs.started();
        runs.review(waiting, ReviewStatus.READY);

        reconciler.settleForgotten();

        assertThat(row(forgotten).outcome()).isEqualTo(SUCCEEDED);
        assertThat(row(waiting).outcome()).isEqualTo(PENDING);
    }

    @Test
    @Tag("I10")
    void how_the_ending_is_known_is_kept_with_the_run_in_the_shape_of_the_contract() {
        var lost = runs.lost();
        runs.review(lost, ReviewStatus.READY);

        reconciler.pass();

        var kept = context(lost).get("reconciliation");
        assertThat(kept.propertyNames())
                .containsExactlyInAnyOrder(
                        "decision",
                        "reason_code",
                        "adapter",
                        "source",
                        "reconciled_at",
                        "reconciled_by",
                        "previous",
                        "related",
                        "evidence");
        assertThat(kept.get("decision").asString()).isEqualTo("reconciled_succeeded");
        assertThat(kept.get("reason_code").asString()).isEqualTo("review.ready_same_fingerprint");
        assertThat(kept.get("adapter").asString()).isEqualTo("environment.review.compose");
        assertThat(kept.get("source").asString()).isEqualTo("scheduled");
        assertThat(kept.get("reconciled_by").toString()).isEqualTo("{\"kind\":\"system\",\"name\":\"reconciler\"}");
        assertThat(kept.at("/previous/status").asString()).isEqualTo("queued");
        assertThat(kept.at("/related/id").asString()).isEqualTo(lost.review().toString());
        assertThat(kept.at("/related/status").asString()).isEqualTo("ready");
        assertThat(kept.at("/evidence/chosen_review_id").asString())
                .isEqualTo(lost.review().toString());
        assertThat(kept.at("/evidence/considered_review_ids")).hasSize(1);
        assertThat(kept.at("/evidence/truncated").asBoolean()).isFalse();
    }

    @Test
    @Tag("I10")
    void a_reconciled_run_is_a_completed_run_and_nothing_else_says_so() {
        assertThat(RunStatus.values()).containsExactly(RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.COMPLETED);
        assertThat(RunOutcome.values())
                .containsExactly(PENDING, SUCCEEDED, RunOutcome.PARTIALLY_SUCCEEDED, BLOCKED, FAILED, CANCELLED);
        assertThat(jdbc.sql("""
                        select column_name
                        from information_schema.columns
                        where table_name = 'operation_run'
                        and (column_name like '%reconcil%' or data_type = 'boolean')
                        """).query(String.class).list()).isEmpty();
    }

    @Test
    @Tag("I7")
    void reconciling_again_writes_nothing_and_tells_nobody() {
        var lost = runs.lost();
        runs.review(lost, ReviewStatus.READY);
        reconciler.pass();
        var before = traces(lost);

        reconciler.pass();

        assertThat(traces(lost)).isEqualTo(before);
        assertThat(before).as("events, audit entries, changes of the run").endsWith(2, 1, 2);
    }

    @Test
    @Tag("I8")
    void reconciling_leaves_every_review_as_it_was() {
        var lost = List.of(runs.lost(), runs.lost(), runs.lost(), runs.lost());
        runs.review(lost.get(1), ReviewStatus.READY);
        runs.review(lost.get(2), ReviewStatus.ARCHIVED);
        runs.review(lost.get(3), ReviewStatus.FAILED);
        var before = lost.stream().map(this::review).toList();

        reconciler.pass();

        assertThat(lost.stream().map(this::review)).isEqualTo(before);
    }

    @Test
    @Tag("I6")
    void what_the_queue_or_a_worker_has_is_left_alone() {
        var waiting = runs.started();
        var working = runs.started();
        runs.pickedBySilentWorker(working.run(), 1);
        var silent = runs.started();
        runs.pickedBySilentWorker(silent.run(), 15);
        List.of(waiting, working, silent).forEach(it -> runs.review(it, ReviewStatus.READY));

        reconciler.pass();

        assertThat(List.of(row(waiting), row(working), row(silent)))
                .extracting(RunRow::outcome)
                .containsOnly(PENDING);
    }

    @Test
    void nothing_follows_from_records_of_the_queue_that_contradict_themselves() {
        var odd = runs.started();
        runs.review(odd, ReviewStatus.READY);
        jdbc.sql("update scheduled_tasks set picked = true, picked_by = null where task_instance = ?")
                .param(odd.run().toString())
                .update();

        reconciler.pass();

        assertThat(row(odd).outcome()).isEqualTo(PENDING);
    }

    @Test
    void a_run_younger_than_the_grace_is_not_looked_at() {
        var young = runs.lost();
        runs.review(young, ReviewStatus.READY);
        jdbc.sql("update operation_run set created_at = now() - interval '8 seconds' where id = ?")
                .param(young.run())
                .update();

        reconciler.pass();

        assertThat(row(young).outcome()).isEqualTo(PENDING);
    }

    @Test
    @Tag("I6")
    void a_lost_run_without_proof_is_given_back_to_the_queue_and_composed() {
        var lost = runs.lost();

        reconciler.pass();

        assertThat(kinds(lost)).containsExactly(EventKind.DISPATCHED, EventKind.GIVEN_BACK);
        assertThat(queue.entries(lost.run())).isOne();
        queue.work(lost.run());
        assertThat(row(lost).outcome()).isEqualTo(SUCCEEDED);
        assertThat(row(lost).reconciliation()).isNull();
    }

    @Test
    @Tag("I6")
    void an_entry_that_a_dead_worker_holds_is_taken_from_it() {
        var lost = runs.started();
        runs.pickedBySilentWorker(lost.run(), 25);
        var version = version(lost);

        reconciler.pass();

        assertThat(kinds(lost)).contains(EventKind.GIVEN_BACK);
        assertThat(version(lost))
                .as("the dead worker's own writes find nothing")
                .isGreaterThan(version);
        queue.work(lost.run());
        assertThat(row(lost).outcome()).isEqualTo(SUCCEEDED);
    }

    @Test
    @Tag("I6")
    void a_run_that_the_queue_loses_again_and_again_fails_with_what_is_known() {
        var lost = runs.lost();
        for (var time = 0; time < 3; time++) {
            reconciler.pass();
            assertThat(row(lost).outcome()).isEqualTo(PENDING);
            runs.loseEntry(lost.run());
        }

        reconciler.pass();

        var run = row(lost);
        assertThat(run.outcome()).isEqualTo(FAILED);
        assertThat(run.failureCode()).isEqualTo("run.worker_lost");
        assertThat(run.reconciliation().decision()).isEqualTo("no_proof");
        assertThat(run.reconciliation().reasonCode()).isEqualTo("review.still_draft");
    }

    @Test
    @Tag("I6")
    void a_run_whose_attempts_are_used_up_fails_and_its_draft_stays_for_the_next_start() {
        var lost = runs.lost();
        jdbc.sql("update operation_run set status = 'running', attempt = 3, started_at = created_at where id = ?")
                .param(lost.run())
                .update();

        reconciler.pass();

        assertThat(row(lost).failureCode()).isEqualTo("run.worker_lost");
        assertThat(review(lost)).contains("draft");
    }

    @Test
    @Tag("I6")
    void a_lost_run_that_was_to_stop_ends_as_cancelled_and_is_not_worked_again() {
        var lost = toStop();

        var tally = reconciler.pass();

        var run = row(lost);
        assertThat(run.outcome()).isEqualTo(CANCELLED);
        assertThat(run.failureCode()).isNull();
        assertThat(run.attentionCode()).isNull();
        assertThat(run.reconciliation().decision()).isEqualTo("no_proof");
        assertThat(queue.entries(lost.run())).isZero();
        assertThat(review(lost)).as("its draft is left").contains("draft");
        assertThat(tally.followed()).containsEntry("cancel", 1);
        assertThat(detail(lost).events().getLast()).satisfies(event -> {
            assertThat(event.kind()).isEqualTo(EventKind.RECONCILED);
            assertThat(event.outcome()).isEqualTo(CANCELLED);
            assertThat(event.reasonCode()).isNull();
        });
    }

    @Test
    @Tag("I6")
    void a_lost_run_that_was_to_stop_but_had_reached_its_goal_ends_as_the_truth_says() {
        var lost = toStop();
        runs.review(lost, ReviewStatus.READY);

        reconciler.pass();

        assertThat(row(lost).outcome()).isEqualTo(SUCCEEDED);
    }

    /// Its worker is gone, and a person had asked it to stop.
    private Composition toStop() {
        var lost = runs.lost();
        jdbc.sql("""
                update operation_run
                set status = 'running', attempt = 1, started_at = created_at, stop_requested_at = created_at
                where id = ?
                """).param(lost.run()).update();
        return lost;
    }

    @Test
    void an_ambiguous_truth_ends_as_blocked_and_asks_for_attention() {
        var lost = runs.lost();
        jdbc.sql("update environment_review set status = 'superseded', content = '{}' where id = ?")
                .param(lost.review())
                .update();

        reconciler.pass();

        var run = row(lost);
        assertThat(run.outcome()).isEqualTo(BLOCKED);
        assertThat(run.attentionCode()).isEqualTo("review.lineage_unclear");
    }

    @Test
    @Tag("I9")
    @Tag("I12")
    void a_review_of_another_environment_with_the_same_fingerprint_is_no_fact() {
        var lost = runs.lost();
        jdbc.sql("update environment_review set run_id = null where id = ?")
                .param(lost.review())
                .update();
        var elsewhere = runs.otherReview(
                some.environment(lost.scope().workspaceId()), runs.fingerprint(lost), ReviewStatus.READY);
        jdbc.sql("delete from environment_review where id = ?")
                .param(lost.review())
                .update();

        reconciler.pass();

        assertThat(row(lost).attentionCode()).isEqualTo("review.missing");
        assertThat(context(lost).toString()).doesNotContain(elsewhere.toString());
    }

    @Test
    void a_run_that_somebody_holds_at_the_moment_is_left_to_the_next_pass() throws SQLException {
        var lost = runs.lost();
        runs.review(lost, ReviewStatus.READY);
        try (var other = database.getConnection()) {
            other.setAutoCommit(false);
            try (var hold = other.prepareStatement("select 1 from operation_run where id = ? for no key update")) {
                hold.setObject(1, lost.run());
                hold.execute();

                reconciler.pass();

                assertThat(row(lost).outcome()).isEqualTo(PENDING);
            }
            other.rollback();
        }
        reconciler.pass();
        assertThat(row(lost).outcome()).isEqualTo(SUCCEEDED);
    }

    @Test
    @Tag("I6")
    void one_bad_run_never_stops_the_pass() {
        var before = runs.lost();
        var bad = runs.lost();
        var after = runs.lost();
        List.of(before, bad, after).forEach(it -> runs.review(it, ReviewStatus.READY));
        jdbc.sql("""
                create function bad_run() returns trigger language plpgsql as $$
                begin raise exception 'this row can not be changed'; end $$
                """).update();
        jdbc.sql(
                        "create trigger bad_run before update on operation_run for each row when (old.id = '%s') execute function bad_run()"
                                .formatted(bad.run()))
                .update();
        try {
            var tally = reconciler.pass();

            assertThat(tally.followed()).containsEntry("broken", 1);
            assertThat(List.of(row(before), row(after)))
                    .extracting(RunRow::outcome)
                    .containsOnly(SUCCEEDED);
            assertThat(row(bad).outcome()).isEqualTo(PENDING);
        } finally {
            jdbc.sql("drop trigger bad_run on operation_run").update();
            jdbc.sql("drop function bad_run").update();
        }
        reconciler.pass();
        assertThat(row(bad).outcome()).isEqualTo(SUCCEEDED);
    }

    @Test
    void a_run_that_names_no_proper_review_is_decided_like_one_whose_review_is_missing() {
        var lost = runs.lost();
        jdbc.sql("update operation_run set context = jsonb_set(context, '{review_id}', '\"garbage\"') where id = ?")
                .param(lost.run())
                .update();

        reconciler.pass();

        assertThat(row(lost).attentionCode()).isEqualTo("review.missing");
    }

    @Test
    void a_pass_that_was_broken_off_is_gone_on_with_where_it_stopped() {
        var first = runs.lost();
        var second = runs.lost();
        List.of(first, second).forEach(it -> runs.review(it, ReviewStatus.READY));
        passBrokenOff(first, false);

        reconciler.pass();

        assertThat(List.of(row(first).outcome(), row(second).outcome())).containsExactly(PENDING, SUCCEEDED);
        reconciler.pass();
        assertThat(row(first).outcome()).isEqualTo(SUCCEEDED);
    }

    @Test
    @Tag("I6")
    void a_pass_that_is_broken_off_again_and_again_never_keeps_the_runs_before_it_from_being_looked_at() {
        var first = runs.lost();
        var second = runs.lost();
        runs.review(first, ReviewStatus.READY);
        passBrokenOff(second, true);

        reconciler.pass();

        assertThat(row(first).outcome()).isEqualTo(SUCCEEDED);
    }

    @Test
    void a_pass_that_a_person_asks_for_begins_with_the_oldest_run() {
        var first = runs.lost();
        var second = runs.lost();
        runs.review(first, ReviewStatus.READY);
        passBrokenOff(second, false);
        jdbc.sql("update reconciler_pass set source = 'operator' where node = 'gone'")
                .update();

        requests.request(some.systemOperator());
        reconciler.pass();

        assertThat(row(first).outcome()).isEqualTo(SUCCEEDED);
    }

    @Test
    void a_check_leaves_a_run_that_somebody_works_on_also_where_the_truth_has_decided() {
        var worked = runs.started();
        runs.review(worked, ReviewStatus.READY);
        runs.pickedBySilentWorker(worked.run(), 0);

        var finding = proofs.prove(SYSTEM, worked.scope().workspaceId(), worked.run(), false);

        assertThat(finding.decision().code()).isEqualTo("reconciled_succeeded");
        assertThat(finding.consequence()).isEqualTo(Consequence.LEAVE);
        assertThat(row(worked).outcome()).isEqualTo(PENDING);
    }

    /// One that looked at runs up to this one.
    private void passBrokenOff(Composition at, boolean resumed) {
        jdbc.sql("""
                insert into reconciler_pass
                    (source, node, started_at, resumed, reached_at, reached_id, looked_at, decided, followed, left_alone)
                select 'scheduled', 'gone', now(), ?, created_at, id, 1, '{}', '{}', '{}'
                from operation_run
                where id = ?
                """).params(resumed, at.run()).update();
    }

    @Test
    void the_timeline_tells_the_rule_the_source_and_what_the_queue_said() {
        var lost = runs.lost();
        runs.review(lost, ReviewStatus.READY);

        reconciler.pass();

        var event = detail(lost).events().getLast();
        assertThat(event.kind()).isEqualTo(EventKind.RECONCILED);
        assertThat(event.outcome()).isEqualTo(SUCCEEDED);
        assertThat(event.details())
                .containsEntry("decision", "reconciled_succeeded")
                .containsEntry("rule", "review.ready_same_fingerprint")
                .containsEntry("source", "scheduled")
                .containsEntry("queue", "lost");
    }

    @Test
    @Tag("I12")
    void only_a_system_operator_may_ask_for_a_pass_or_see_what_it_would_do() {
        var reviewer = some.person(some.workspace(), io.runtruth.access.Role.OWNER);

        assertThatThrownBy(() -> requests.request(reviewer)).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> reconciler.preview(reviewer, 10)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void the_preview_lists_what_a_pass_would_do_and_writes_nothing() {
        var lost = runs.lost();
        runs.review(lost, ReviewStatus.READY);
        var before = traces(lost);

        var found = reconciler.preview(SYSTEM, 1_000);

        assertThat(found)
                .filteredOn(it -> it.run().id().equals(lost.run()))
                .singleElement()
                .satisfies(it ->
                        assertThat(it.decision().grounds().reasonCode()).isEqualTo("review.ready_same_fingerprint"));
        assertThat(traces(lost)).isEqualTo(before);
    }

    @Test
    void the_database_refuses_a_proof_that_is_too_large() {
        var lost = runs.lost();

        assertThatThrownBy(() -> jdbc.sql("""
                        update operation_run
                        set context = context || jsonb_build_object('reconciliation', repeat('x', 8192))
                        where id = ?
                        """).param(lost.run()).update())
                .hasMessageContaining("operation_run_reconciliation_bounded");
    }

    private RunDetail detail(Composition composition) {
        return queries.detail(SYSTEM, composition.scope().workspaceId(), composition.run());
    }

    private RunRow row(Composition composition) {
        return detail(composition).run();
    }

    private List<EventKind> kinds(Composition composition) {
        return detail(composition).events().stream().map(TimelineEntry::kind).toList();
    }

    private JsonNode context(Composition composition) {
        return json.readTree(jdbc.sql("select context from operation_run where id = ?")
                .param(composition.run())
                .query(String.class)
                .single());
    }

    private String review(Composition composition) {
        return jdbc.sql("select row(v.*)::text from environment_review v where id = ?")
                .param(composition.review())
                .query(String.class)
                .single();
    }

    private int version(Composition composition) {
        return jdbc.sql("select version from scheduled_tasks where task_instance = ?")
                .param(composition.run().toString())
                .query(Integer.class)
                .single();
    }

    /// The run's row version, and how many events, audit entries and changes there are of it.
    private List<Integer> traces(Composition composition) {
        return List.of(
                count("select xmin::text::int from operation_run where id = ?", composition.run()),
                count("select count(*) from run_event where run_id = ?", composition.run()),
                count("select count(*) from audit_entry where subject_id = ?::text", composition.run()),
                count("select count(*) from committed_change where subject_id = ?", composition.run()));
    }

    private int count(String sql, UUID id) {
        return jdbc.sql(sql).param(id).query(Integer.class).single();
    }
}
