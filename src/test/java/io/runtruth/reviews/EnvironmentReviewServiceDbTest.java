package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.operations.EventKind;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.RunDetail;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.StartResult.AlreadyAvailable;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.StartResult.RefusalReason;
import io.runtruth.reviews.StartResult.Refused;
import io.runtruth.reviews.StartResult.ReusedActiveRun;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.Meanwhile;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class EnvironmentReviewServiceDbTest extends DatabaseTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final EnvironmentReviewService service;
    private final ReviewQueries reviews;
    private final RunQueries runs;
    private final OperationRunService writer;
    private final EnvironmentService environments;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final IdempotentAnswers answers;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private Scope scope;
    private Actor reviewer;

    EnvironmentReviewServiceDbTest(
            EnvironmentReviewService service,
            ReviewQueries reviews,
            RunQueries runs,
            OperationRunService writer,
            EnvironmentService environments,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            IdempotentAnswers answers,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.service = service;
        this.reviews = reviews;
        this.runs = runs;
        this.writer = writer;
        this.environments = environments;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.answers = answers;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void environment() {
        var workspace = some.workspace();
        scope = some.environment(workspace);
        reviewer = some.person(workspace, Role.REVIEWER);
    }

    @Test
    @Tag("I5")
    void a_start_commits_review_run_event_and_queue_entry_together() {
        evidence.snapshot(scope, COLLECTED, "pass", "fail");

        var started = (Dispatched) create();

        var run = runs.detail(reviewer, scope.workspaceId(), started.runId());
        assertThat(run.run().recordId()).isEqualTo(started.reviewId());
        assertThat(run.events()).extracting(event -> event.kind()).containsExactly(EventKind.DISPATCHED);
        assertThat(queue.entries(started.runId())).isOne();
        assertThat(status(started.reviewId())).isEqualTo(ReviewStatus.DRAFT);
    }

    @Test
    void a_worked_run_succeeds_and_its_review_is_ready_with_the_numbers_of_the_evidence() {
        evidence.snapshot(scope, COLLECTED, "pass", "pass", "fail", "manual");
        var started = (Dispatched) create();

        queue.work(started.runId());

        var run = runs.row(reviewer, scope.workspaceId(), started.runId());
        assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(run.summaryCounts()).containsEntry("checks", 4L).containsEntry("pass", 2L);
        var review = reviews.detail(reviewer, scope.workspaceId(), started.reviewId());
        assertThat(review.review().status()).isEqualTo(ReviewStatus.READY);
        assertThat(review.content().executiveSummary().coverage().assessed()).isEqualTo(3);
    }

    @Test
    @Tag("I13")
    void composing_twice_gives_the_same_bytes_whatever_happened_in_between() {
        evidence.snapshot(scope, COLLECTED, "pass", "fail", "fail");
        var started = (Dispatched) create();
        queue.work(started.runId());
        var first = content(started.reviewId());
        evidence.snapshot(some.environment(scope.workspaceId()), COLLECTED, "fail");
        jdbc.sql("update environment_review set status = 'failed' where id = ?")
                .param(started.reviewId())
                .update();

        var again = (Dispatched) create();
        queue.work(again.runId());

        assertThat(again.reviewId()).isEqualTo(started.reviewId());
        assertThat(content(again.reviewId())).isEqualTo(first);
    }

    @Test
    void a_second_start_joins_the_active_run_and_leaves_a_receipt_on_its_timeline() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var first = (Dispatched) create();
        var other = some.person(scope.workspaceId(), Role.OWNER);

        var second = (ReusedActiveRun) service.create(other, scope, new StartRequest(Via.API, "request-7"));

        assertThat(second.runId()).isEqualTo(first.runId());
        assertThat(second.joined().name()).isEqualTo(reviewer.name());
        var receipt = runs.detail(reviewer, scope.workspaceId(), first.runId())
                .events()
                .getLast();
        assertThat(receipt.kind()).isEqualTo(EventKind.JOINED);
        assertThat(receipt.actorName()).isEqualTo(other.name());
        assertThat(receipt.details()).containsEntry("via", "api").containsEntry("request_id", "request-7");
    }

    @Test
    @Tag("I14")
    void a_request_that_joined_is_told_so_again_and_joins_once() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var first = (Dispatched) create();

        var joined = service.create(reviewer, scope, new StartRequest(Via.API, "request-8"));
        var again = service.create(reviewer, scope, new StartRequest(Via.API, "request-8"));

        assertThat(joined).isInstanceOf(ReusedActiveRun.class);
        assertThat(again).isEqualTo(joined);
        assertThat(detail(first.runId()).events())
                .extracting(event -> event.kind())
                .containsExactly(EventKind.DISPATCHED, EventKind.JOINED);
    }

    @Test
    void a_start_of_content_that_is_ready_leads_to_that_review() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var first = (Dispatched) create();
        queue.work(first.runId());

        var second = create();

        assertThat(second).isEqualTo(new AlreadyAvailable(first.reviewId(), ReviewStatus.READY));
    }

    @Test
    void newer_evidence_is_composed_into_a_review_of_its_own() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var first = (Dispatched) create();
        queue.work(first.runId());
        evidence.snapshot(scope, COLLECTED.plusSeconds(60), "fail");

        var second = (Dispatched) create();

        assertThat(second.reviewId()).isNotEqualTo(first.reviewId());
    }

    @Test
    void a_draft_that_nobody_works_on_is_taken_up_again_and_not_doubled() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var first = (Dispatched) create();
        writer.cancel(reviewer, scope.workspaceId(), first.runId());

        var second = (Dispatched) create();

        assertThat(second.reviewId()).isEqualTo(first.reviewId());
        assertThat(second.runId()).isNotEqualTo(first.runId());
    }

    @Test
    void without_evidence_a_start_is_refused_and_leaves_nothing() {
        assertThat(create()).isEqualTo(new Refused(RefusalReason.NO_EVIDENCE, null));
        assertThat(reviews.page(reviewer, scope.workspaceId(), null, null, 10).items())
                .isEmpty();
    }

    @Test
    void evidence_older_than_the_workspace_allows_is_not_composed_and_its_age_is_told() {
        var workspace = some.workspace(35);
        scope = some.environment(workspace);
        reviewer = some.person(workspace, Role.REVIEWER);
        evidence.snapshot(scope, Instant.now().minusSeconds(40 * 86_400L), "pass");

        assertThat(create()).isEqualTo(new Refused(RefusalReason.EVIDENCE_TOO_OLD, 40));
    }

    @Test
    void an_archived_environment_refuses_a_start() {
        evidence.snapshot(scope, COLLECTED, "pass");
        environments.change(new Actor.System("test"), scope, new EnvironmentChange(null, true, null));

        assertThat(create()).isEqualTo(new Refused(RefusalReason.ENVIRONMENT_ARCHIVED, null));
    }

    @Test
    void refreshing_a_ready_review_composes_it_again_from_newer_evidence() {
        evidence.snapshotOf(scope, "Tool", COLLECTED, "pass");
        var first = (Dispatched) create();
        queue.work(first.runId());
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(60), "fail", "fail");

        var refreshed = (Dispatched) service.refresh(reviewer, new ReviewRef(scope, first.reviewId()), ask());
        queue.work(refreshed.runId());

        assertThat(refreshed.reviewId()).isEqualTo(first.reviewId());
        var content =
                reviews.detail(reviewer, scope.workspaceId(), first.reviewId()).content();
        assertThat(content.executiveSummary().coverage().checks()).isEqualTo(2);
    }

    @Test
    void refreshing_a_ready_review_without_newer_evidence_says_that_it_is_available() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var first = (Dispatched) create();
        queue.work(first.runId());

        var refreshed = service.refresh(reviewer, new ReviewRef(scope, first.reviewId()), ask());

        assertThat(refreshed).isEqualTo(new AlreadyAvailable(first.reviewId(), ReviewStatus.READY));
    }

    @Test
    void refreshing_a_draft_that_is_being_composed_leaves_it_alone_and_makes_a_review_of_its_own() {
        evidence.snapshotOf(scope, "Tool", COLLECTED, "pass");
        var first = (Dispatched) create();
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(60), "fail");

        var refreshed = (Dispatched) service.refresh(reviewer, new ReviewRef(scope, first.reviewId()), ask());

        assertThat(refreshed.reviewId()).isNotEqualTo(first.reviewId());
        assertThat(reviews.row(reviewer, scope.workspaceId(), first.reviewId()).runId())
                .isEqualTo(first.runId());
    }

    @Test
    void refreshing_a_published_review_starts_its_successor() {
        evidence.snapshotOf(scope, "Tool", COLLECTED, "pass");
        var first = (Dispatched) create();
        queue.work(first.runId());
        jdbc.sql("update environment_review set status = 'published' where id = ?")
                .param(first.reviewId())
                .update();
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(60), "fail");

        var refreshed = (Dispatched) service.refresh(reviewer, new ReviewRef(scope, first.reviewId()), ask());

        assertThat(refreshed.reviewId()).isNotEqualTo(first.reviewId());
        assertThat(status(first.reviewId())).isEqualTo(ReviewStatus.PUBLISHED);
    }

    @Test
    void a_review_that_is_not_there_can_not_be_refreshed() {
        evidence.snapshot(scope, COLLECTED, "pass");

        assertThatThrownBy(() -> service.refresh(reviewer, new ReviewRef(scope, UUID.randomUUID()), ask()))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void a_start_is_in_the_audit_trail() {
        evidence.snapshot(scope, COLLECTED, "pass");

        var started = (Dispatched) create();

        assertThat(audited(started)).containsExactly(reviewer.name());
    }

    @Test
    void trying_again_goes_the_way_of_every_start_and_the_two_runs_name_each_other() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var first = (Dispatched) create();
        writer.cancel(reviewer, scope.workspaceId(), first.runId());

        var second = (Dispatched) service.again(reviewer, scope.workspaceId(), first.runId(), ask());

        assertThat(second.reviewId()).isEqualTo(first.reviewId());
        assertThat(audited(second)).as("two starts of this review").hasSize(2);
        assertThat(detail(second.runId()).againOf()).contains(first.runId());
        assertThat(detail(first.runId()).triedAgainAs()).contains(second.runId());
        assertThat(detail(first.runId()).run().outcome()).isEqualTo(RunOutcome.CANCELLED);
    }

    @Test
    void trying_again_what_somebody_is_composing_joins_that_run_and_both_say_so() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var first = (Dispatched) create();
        writer.cancel(reviewer, scope.workspaceId(), first.runId());
        var second = (Dispatched) create();

        var third = (ReusedActiveRun) service.again(reviewer, scope.workspaceId(), first.runId(), ask());

        assertThat(third.runId()).isEqualTo(second.runId());
        assertThat(detail(first.runId()).triedAgainAs()).contains(second.runId());
        assertThat(detail(second.runId()).events().getLast().details())
                .containsEntry("again_of", first.runId().toString());
    }

    @Test
    void a_run_that_has_not_ended_or_has_succeeded_is_not_tried_again() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var run = ((Dispatched) create()).runId();

        assertThatThrownBy(() -> service.again(reviewer, scope.workspaceId(), run, ask()))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessage("run.not_retryable");
        queue.work(run);
        assertThatThrownBy(() -> service.again(reviewer, scope.workspaceId(), run, ask()))
                .hasMessage("run.not_retryable");
    }

    @Test
    void an_operator_who_may_not_start_reviews_may_not_try_one_again() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var run = ((Dispatched) create()).runId();
        writer.cancel(reviewer, scope.workspaceId(), run);
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        var elsewhere = some.personFor(some.environment(scope.workspaceId()), Role.OWNER);

        assertThatThrownBy(() -> service.again(operator, scope.workspaceId(), run, ask()))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> service.again(elsewhere, scope.workspaceId(), run, ask()))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void what_is_there_already_is_found_without_reading_the_operations_of_the_environment() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var first = (Dispatched) create();
        transaction.executeWithoutResult(it -> {
            it.setRollbackOnly();
            operations(1_000);
            var before = runsRead();

            var second = (ReusedActiveRun) create();

            assertThat(second.runId()).isEqualTo(first.runId());
            assertThat(runsRead() - before).isLessThan(10);
        });
    }

    private void operations(int runs) {
        jdbc.sql("""
                insert into operation_run
                    (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                    initiator_name, created_at, completed_at, summary_counts, context)
                select gen_random_uuid(), :workspace, :environment, 'environment.review.compose', n::text, 'completed',
                    case when n % 4 = 0 then 'failed' else 'succeeded' end, 1, 'system', 'test',
                    :collected - n * interval '1 minute', :collected, '{}', '{}'
                from generate_series(1, :runs) n
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("collected", COLLECTED.atOffset(ZoneOffset.UTC))
                .param("runs", runs)
                .update();
        jdbc.sql("analyze operation_run").update();
    }

    private long runsRead() {
        return jdbc.sql("""
                select seq_tup_read + idx_tup_fetch
                from pg_stat_xact_user_tables
                where relname = 'operation_run'
                """).query(Long.class).single();
    }

    @Test
    void the_operations_of_the_month_before_the_evidence_are_pinned_as_counts() {
        evidence.snapshot(scope, COLLECTED, "pass");
        operations(8);

        var started = (Dispatched) create();
        queue.work(started.runId());

        assertThat(pinned(started.reviewId())).doesNotContain("runIds");
        var health = reviews.detail(reviewer, scope.workspaceId(), started.reviewId())
                .content()
                .operationsHealth();
        assertThat(health.outcomes()).isEqualTo(Map.of("failed", 2L, "succeeded", 6L));
    }

    @Test
    @Tag("I13")
    void what_an_earlier_release_pinned_is_composed_to_the_same_bytes() {
        evidence.snapshot(scope, COLLECTED, "pass", "fail");
        operations(2);
        var now = (Dispatched) create();
        queue.work(now.runId());
        var content = content(now.reviewId());
        jdbc.sql("update environment_review set status = 'failed' where id = ?")
                .param(now.reviewId())
                .update();
        var before = (Dispatched) create();
        jdbc.sql("""
                update environment_review
                set pinned = jsonb_set(pinned, '{operations,runIds}', jsonb_build_array(gen_random_uuid(), gen_random_uuid()))
                where id = ?
                """).param(before.reviewId()).update();

        queue.work(before.runId());

        assertThat(pinned(before.reviewId())).contains("runIds");
        assertThat(content(before.reviewId())).isEqualTo(content);
    }

    /// Only an older release, or a fault, makes a run that no start has waited for: its row holds the identity, and
    /// its transaction is still open when this start comes to its own run.
    @Test
    @Tag("I2")
    void a_run_that_comes_in_between_is_joined_and_the_draft_names_it() throws Exception {
        var fingerprint = fingerprint(evidence.snapshot(scope, COLLECTED, "pass"));
        var other = UUID.randomUUID();

        var answer = meanwhile(() -> insertRun(other, scope.environmentId() + ":" + fingerprint.value()), this::create);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        ReusedActiveRun.class,
                        joined -> assertThat(joined.runId()).isEqualTo(other));
        assertThat(jdbc.sql("select run_id from environment_review where environment_id = ?")
                        .param(scope.environmentId())
                        .query(UUID.class)
                        .list())
                .containsExactly(other);
    }

    @ParameterizedTest
    @Tag("I1")
    @EnumSource(names = {"READY", "PUBLISHED"})
    void a_review_that_comes_to_be_while_a_start_waits_is_what_the_start_leads_to(ReviewStatus status)
            throws Exception {
        var fingerprint = fingerprint(evidence.snapshot(scope, COLLECTED, "pass"));
        var other = UUID.randomUUID();

        var answer = meanwhile(() -> insertReview(other, fingerprint, status), this::create);

        assertThat(answer).isEqualTo(new AlreadyAvailable(other, status));
        assertThat(jdbc.sql("select id from environment_review where environment_id = ?")
                        .param(scope.environmentId())
                        .query(UUID.class)
                        .list())
                .containsExactly(other);
    }

    @ParameterizedTest
    @Tag("I1")
    @EnumSource(names = {"READY", "PUBLISHED"})
    void and_so_does_a_refresh_which_leaves_its_own_review_as_it_is(ReviewStatus status) throws Exception {
        evidence.snapshotOf(scope, "Tool", COLLECTED, "pass");
        var mine = (Dispatched) create();
        queue.work(mine.runId());
        var newer = fingerprint(evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(60), "fail"));
        var other = UUID.randomUUID();

        var answer = meanwhile(
                () -> insertReview(other, newer, status),
                () -> service.refresh(reviewer, new ReviewRef(scope, mine.reviewId()), ask()));

        assertThat(answer).isEqualTo(new AlreadyAvailable(other, status));
        assertThat(status(mine.reviewId())).isEqualTo(ReviewStatus.READY);
    }

    private ReviewFingerprint fingerprint(UUID snapshot) {
        return ReviewFingerprint.of(
                scope, List.of("sha256:" + snapshot.toString().replace("-", "").repeat(2)), List.of());
    }

    /// What the start comes to where this is written after its look, by a transaction that it has to wait for.
    private StartResult meanwhile(Runnable written, Callable<StartResult> start) throws Exception {
        var isThere = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var competitor = threads.submit(() -> transaction.executeWithoutResult(_ -> {
                written.run();
                isThere.countDown();
                Meanwhile.await(mayCommit);
            }));
            Meanwhile.await(isThere);
            var starter = threads.submit(start);
            Awaitility.await().until(() -> starter.isDone() || Meanwhile.somebodyWaitsForALock(jdbc));
            mayCommit.countDown();
            competitor.get();
            return starter.get();
        }
    }

    private void insertReview(UUID id, ReviewFingerprint fingerprint, ReviewStatus status) {
        environments.hold(scope);
        jdbc.sql("""
                insert into environment_review
                    (id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs,
                    pinned, content, completeness, created_at, status_at, version)
                values (?, ?, ?, ?, ?, ?, ?, '{}', '{}', 'complete', now(), now(), 0)
                """)
                .params(
                        id,
                        scope.workspaceId(),
                        scope.environmentId(),
                        status.code(),
                        fingerprint.value(),
                        fingerprint.algorithmVersion(),
                        fingerprint.canonicalInputs())
                .update();
    }

    private void insertRun(UUID id, String identity) {
        jdbc.sql("""
                insert into operation_run
                    (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                    initiator_name, created_at, summary_counts, context)
                values (?, ?, ?, 'environment.review.compose', ?, 'queued', 'pending', 0, 'system', 'test', now(), '{}',
                    jsonb_build_object('review_id', gen_random_uuid()))
                """)
                .params(id, scope.workspaceId(), scope.environmentId(), identity)
                .update();
    }

    /// Each case as an earlier release kept it: a member for every case, null but for one.
    @ParameterizedTest
    @Tag("I14")
    @ValueSource(strings = {"""
                {"dispatched": {"runId": "00000000-0000-0000-0000-000000000001",
                "reviewId": "00000000-0000-0000-0000-000000000002"},
                "reused": null, "available": null, "refused": null}
                """, """
                {"dispatched": null, "reused": {"runId": "00000000-0000-0000-0000-000000000001",
                "reviewId": "00000000-0000-0000-0000-000000000002",
                "joined": {"name": "Robin", "since": "2026-11-01T08:00:00.123456Z"}}, "available": null, "refused": null}
                """, """
                {"dispatched": null, "reused": null,
                "available": {"reviewId": "00000000-0000-0000-0000-000000000002", "status": "READY"}, "refused": null}
                """, """
                {"dispatched": null, "reused": null, "available": null,
                "refused": {"reason": "EVIDENCE_TOO_OLD", "ageDays": 40}}
                """, """
                {"dispatched": null, "reused": null, "available": null,
                "refused": {"reason": "NO_EVIDENCE", "ageDays": null}}
                """})
    void an_answer_that_an_earlier_release_kept_is_given_again(String kept) {
        var ask = ask();
        service.create(reviewer, scope, ask);
        jdbc.sql("update start_request set answer = cast(? as jsonb) where request_id = ?")
                .params(kept, ask.requestId())
                .update();
        var run = new UUID(0, 1);
        var review = new UUID(0, 2);

        var given = service.create(reviewer, scope, ask);

        assertThat(given)
                .isIn(
                        new Dispatched(run, review),
                        new ReusedActiveRun(
                                run,
                                review,
                                new StartResult.Joined("Robin", Instant.parse("2026-11-01T08:00:00.123456Z"))),
                        new AlreadyAvailable(review, ReviewStatus.READY),
                        new Refused(RefusalReason.EVIDENCE_TOO_OLD, 40),
                        new Refused(RefusalReason.NO_EVIDENCE, null));
        assertThat(kept.replaceAll("\"\\w+\": null,?", ""))
                .as("what was kept, of the kind that was given")
                .contains(memberOf(given));
    }

    /// In a rolling upgrade a node of the release before reads it by the same member.
    @Test
    @Tag("I14")
    void an_answer_is_kept_under_the_name_of_its_case_alone() {
        var ask = ask();
        var refused = service.create(reviewer, scope, ask);

        assertThat(jdbc.sql("select cast(answer as text) from start_request where request_id = ?")
                        .param(ask.requestId())
                        .query(String.class)
                        .single())
                .isEqualTo("{\"refused\": {\"reason\": \"NO_EVIDENCE\", \"ageDays\": null}}");
        assertThat(service.create(reviewer, scope, ask)).isEqualTo(refused);
    }

    private static String memberOf(StartResult result) {
        return switch (result) {
            case Dispatched _ -> "\"dispatched\": {";
            case ReusedActiveRun _ -> "\"reused\": {";
            case AlreadyAvailable _ -> "\"available\": {";
            case Refused _ -> "\"refused\": {";
        };
    }

    @Test
    @Tag("I14")
    void answers_are_forgotten_after_a_week_and_not_before() {
        var old = ask();
        var recent = ask();
        service.create(reviewer, scope, old);
        service.create(reviewer, scope, recent);
        jdbc.sql("update start_request set created_at = now() - cast(? as interval) where request_id = ?")
                .params("8 days", old.requestId())
                .update();
        jdbc.sql("update start_request set created_at = now() - cast(? as interval) where request_id = ?")
                .params("6 days", recent.requestId())
                .update();

        answers.forgetOld();

        assertThat(jdbc.sql("select request_id from start_request where request_id in (?, ?)")
                        .params(old.requestId(), recent.requestId())
                        .query(String.class)
                        .list())
                .containsExactly(recent.requestId());
    }

    @Test
    @Tag("I14")
    void the_same_request_sent_again_gets_the_same_answer() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var ask = new StartRequest(Via.API, UUID.randomUUID().toString());
        var first = (Dispatched) service.create(reviewer, scope, ask);
        queue.work(first.runId());

        assertThat(service.create(reviewer, scope, ask)).isEqualTo(first);
    }

    @Test
    @Tag("I14")
    void a_request_id_can_not_be_used_for_something_else() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var ask = new StartRequest(Via.API, UUID.randomUUID().toString());
        service.create(reviewer, scope, ask);

        assertThatThrownBy(() -> service.create(reviewer, some.environment(scope.workspaceId()), ask))
                .isInstanceOf(Problem.Unprocessable.class);
    }

    @Test
    @Tag("I14")
    void the_same_request_id_of_two_people_is_two_requests() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var ask = new StartRequest(Via.API, UUID.randomUUID().toString());
        service.create(reviewer, scope, ask);

        var other = service.create(some.person(scope.workspaceId(), Role.OWNER), scope, ask);

        assertThat(other).isInstanceOf(ReusedActiveRun.class);
    }

    @Test
    void an_auditor_may_not_start_and_a_stranger_finds_nothing() {
        evidence.snapshot(scope, COLLECTED, "pass");

        assertThatThrownBy(() -> service.create(some.person(scope.workspaceId(), Role.AUDITOR), scope, ask()))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> service.create(some.stranger(), scope, ask())).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    @Tag("I1")
    void the_database_itself_refuses_a_second_mutable_review_of_the_same_content() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var first = (Dispatched) create();

        assertThatThrownBy(() -> jdbc.sql("""
                        insert into environment_review
                        select gen_random_uuid(), workspace_id, environment_id, 'failed', fingerprint,
                            fingerprint_version, fingerprint_inputs, pinned, null, null, null, null, created_at,
                            status_at, 0
                        from environment_review
                        where id = ?
                        """).param(first.reviewId()).update())
                .hasMessageContaining("environment_reviews_fingerprint_mutable_unique");
    }

    @Test
    @Tag("I3")
    void the_database_itself_refuses_a_review_of_another_workspaces_environment() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var first = (Dispatched) create();

        assertThatThrownBy(() -> jdbc.sql("update environment_review set workspace_id = ? where id = ?")
                        .params(some.workspace(), first.reviewId())
                        .update())
                .hasMessageContaining("environment_review_scope_fk");
    }

    private RunDetail detail(UUID runId) {
        return runs.detail(reviewer, scope.workspaceId(), runId);
    }

    /// Who started a composition of this review, by the audit trail.
    private List<String> audited(Dispatched started) {
        return jdbc.sql("""
                select actor_name
                from audit_entry
                where action = 'review.composition_started'
                and workspace_id = ?
                and subject_id = ?
                """)
                .params(scope.workspaceId(), started.reviewId().toString())
                .query(String.class)
                .list();
    }

    private String pinned(UUID reviewId) {
        return jdbc.sql("select cast(pinned as text) from environment_review where id = ?")
                .param(reviewId)
                .query(String.class)
                .single();
    }

    private StartResult create() {
        return service.create(reviewer, scope, ask());
    }

    private static StartRequest ask() {
        return new StartRequest(Via.CONSOLE, UUID.randomUUID().toString());
    }

    private ReviewStatus status(UUID reviewId) {
        return reviews.detail(reviewer, scope.workspaceId(), reviewId).review().status();
    }

    private String content(UUID reviewId) {
        return jdbc.sql("select content from environment_review where id = ?")
                .param(reviewId)
                .query(String.class)
                .single();
    }
}
