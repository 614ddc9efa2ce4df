package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.operations.EventKind;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.StartResult.AlreadyAvailable;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.StartResult.Reason;
import io.runtruth.reviews.StartResult.Refused;
import io.runtruth.reviews.StartResult.ReusedActiveRun;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

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
    private final JdbcClient jdbc;

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
            JdbcClient jdbc) {
        this.service = service;
        this.reviews = reviews;
        this.runs = runs;
        this.writer = writer;
        this.environments = environments;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
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
        assertThat(create()).isEqualTo(new Refused(Reason.NO_EVIDENCE, null));
        assertThat(reviews.page(reviewer, scope.workspaceId(), null, null, 10).items())
                .isEmpty();
    }

    @Test
    void evidence_older_than_the_workspace_allows_is_not_composed_and_its_age_is_told() {
        var workspace = some.workspace(35);
        scope = some.environment(workspace);
        reviewer = some.person(workspace, Role.REVIEWER);
        evidence.snapshot(scope, Instant.now().minusSeconds(40 * 86_400L), "pass");

        assertThat(create()).isEqualTo(new Refused(Reason.EVIDENCE_TOO_OLD, 40));
    }

    @Test
    void an_archived_environment_refuses_a_start() {
        evidence.snapshot(scope, COLLECTED, "pass");
        environments.archive(new Actor.System("test"), scope);

        assertThat(create()).isEqualTo(new Refused(Reason.ENVIRONMENT_ARCHIVED, null));
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
