package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.SignedIn;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;

class RunApiTest extends ApiTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final OperationRunService writer;
    private final ManualQueue queue;
    private final TestEvidence evidence;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final Scope scope;
    private final Actor.Person operator;
    private final Actor.Person reviewer;

    private UUID run;
    private String runs;

    RunApiTest(
            OperationRunService writer,
            ManualQueue queue,
            TestEvidence evidence,
            TestWorkspaces some,
            JdbcClient jdbc) {
        this.writer = writer;
        this.queue = queue;
        this.evidence = evidence;
        this.some = some;
        this.jdbc = jdbc;
        this.scope = some.environment(some.workspace());
        this.operator = some.person(scope.workspaceId(), Role.OPERATOR);
        this.reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
    }

    @BeforeEach
    void aQueuedRun() {
        runs = address(scope.workspaceId()) + "/runs";
        run = started();
    }

    @Test
    void runs_are_listed_by_who_started_them() {
        assertThat(listed(reviewer, "initiator=me")).isEqualTo(1);
        assertThat(listed(operator, "initiator=me")).isZero();
        assertThat(listed(operator, "initiator=" + reviewer.account())).isEqualTo(1);
        assertThat(listed(operator, "initiator=" + UUID.randomUUID())).isZero();
        assertThat(listed(operator, "initiator=system")).isZero();
    }

    @Test
    void runs_are_listed_by_what_the_queue_says_of_them() {
        var state = get(operator, runs + "/" + run).text("/freshness/state");

        assertThat(listed(operator, "freshness=" + state)).isEqualTo(1);
        assertThat(listed(operator, "freshness=lost")).isZero();
        assertThat(listed(operator, "freshness=done")).isZero();
        post(operator, runs + "/" + run + "/cancel");
        assertThat(listed(operator, "freshness=" + state)).isZero();
        assertThat(listed(operator, "freshness=done")).isEqualTo(1);
    }

    @Test
    void runs_are_listed_by_what_their_ending_rests_on() {
        post(operator, runs + "/" + run + "/cancel");
        jdbc.sql("""
                update operation_run
                set context = jsonb_set(context, '{reconciliation}', '{"decision": "attention_required",
                    "reason_code": "review.missing", "adapter": "environment.review.compose", "source": "scheduled",
                    "reconciled_at": "2026-11-23T09:15:02.113Z",
                    "reconciled_by": {"kind": "system", "name": "reconciler"},
                    "previous": {"status": "running", "outcome": "pending"}, "related": null,
                    "evidence": {"truncated": false}}')
                where id = ?
                """).param(run).update();

        assertThat(listed(operator, "decision=attention_required")).isEqualTo(1);
        assertThat(listed(operator, "decision=reconciled_succeeded")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"initiator,you", "initiator,1-2-3-4-5", "freshness,fresh", "decision,reconciled"})
    void a_word_that_no_list_can_be_narrowed_by_is_refused(String parameter, String word) {
        var answer = get(operator, runs + "?" + parameter + "=" + word);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("request.parameter");
    }

    private int listed(Actor.Person reader, String query) {
        var answer = get(reader, runs + "?" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().at("/items").size();
    }

    @Test
    void a_queued_run_is_shown_with_what_the_queue_says() {
        var answer = get(operator, runs + "/" + run);

        assertThat(answer.body().propertyNames())
                .containsExactly(
                        "id",
                        "type",
                        "status",
                        "outcome",
                        "attempt",
                        "environment",
                        "initiator",
                        "freshness",
                        "progress",
                        "stop_requested",
                        "summary_counts",
                        "failure",
                        "attention_code",
                        "attention",
                        "created_at",
                        "started_at",
                        "completed_at",
                        "review_id",
                        "reconciliation",
                        "events");
        assertThat(answer.text("/type")).isEqualTo("environment.review.compose");
        assertThat(answer.text("/environment")).isEqualTo(slug(scope));
        assertThat(answer.body().at("/initiator").toString())
                .isEqualTo("{\"kind\":\"user\",\"id\":\"%s\",\"name\":\"%s\"}"
                        .formatted(reviewer.account(), reviewer.name()));
        assertThat(answer.body().at("/freshness").propertyNames())
                .containsExactly("state", "ahead", "heartbeat_age_ms", "progress_age_ms", "retry_at");
        assertThat(answer.text("/freshness/state")).isEqualTo("waiting");
        assertThat(answer.body().at("/freshness/ahead").isInt()).isTrue();
        assertThat(answer.text("/events/0/kind")).isEqualTo("dispatched");
        assertThat(answer.text("/events/0/to")).isEqualTo("queued");
        assertThat(answer.text("/events/0/details/via")).isEqualTo("api");
    }

    @Test
    void a_worked_run_is_shown_with_its_outcome_its_progress_and_its_counts() {
        queue.work(run);

        var answer = get(operator, runs + "/" + run);

        assertThat(answer.text("/status")).isEqualTo("completed");
        assertThat(answer.text("/outcome")).isEqualTo("succeeded");
        assertThat(answer.text("/freshness/state")).isEqualTo("done");
        assertThat(answer.body().at("/progress/done").intValue())
                .isEqualTo(answer.body().at("/progress/total").intValue());
        assertThat(answer.body().at("/summary_counts/checks").intValue()).isOne();
        assertThat(Instant.parse(answer.text("/completed_at"))).isAfter(Instant.parse(answer.text("/created_at")));
    }

    @Test
    void a_queued_run_is_cancelled_at_once_and_repeating_is_safe() {
        var first = post(operator, runs + "/" + run + "/cancel");
        var again = post(operator, runs + "/" + run + "/cancel");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().toString()).isEqualTo("""
                {"result":"cancelled","run":{"id":"%s","status":"completed","outcome":"cancelled"}}""".formatted(run));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(queue.entries(run)).isZero();
    }

    @Test
    void a_running_run_is_asked_to_stop() {
        writer.markRunning(run);

        var answer = post(operator, runs + "/" + run + "/cancel");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("/result")).isEqualTo("stop_requested");
        assertThat(get(operator, runs + "/" + run).body().at("/stop_requested").booleanValue())
                .isTrue();
    }

    @Test
    void a_run_that_has_succeeded_is_left_as_it_is_and_shown() {
        queue.work(run);

        var answer = post(operator, runs + "/" + run + "/cancel");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("run.ended");
        assertThat(answer.text("/run/outcome")).isEqualTo("succeeded");
    }

    @Test
    void checking_a_run_that_waits_says_so_and_changes_nothing() {
        var answer = post(operator, runs + "/" + run + "/check");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().propertyNames())
                .containsExactly(
                        "dry_run", "freshness", "decision", "reason_code", "consequence", "related", "evidence", "run");
        assertThat(answer.text("/freshness")).isEqualTo("waiting");
        assertThat(answer.text("/decision")).isEqualTo("still_active");
        assertThat(answer.text("/consequence")).isEqualTo("leave");
        assertThat(answer.text("/run/status")).isEqualTo("queued");
    }

    @Test
    void a_dry_run_says_what_would_follow_and_the_check_makes_it_follow() {
        lost();

        var dry = post(operator, runs + "/" + run + "/check?dryRun=true");
        var real = post(operator, runs + "/" + run + "/check");

        assertThat(dry.text("/decision")).isEqualTo("reconciled_succeeded");
        assertThat(dry.text("/consequence")).isEqualTo("end");
        assertThat(dry.text("/run/status")).isEqualTo("queued");
        assertThat(real.text("/run/outcome")).isEqualTo("succeeded");
        assertThat(real.text("/run/reconciliation/source")).isEqualTo("operator");
        assertThat(real.text("/run/reconciliation/reconciled_by/name")).isEqualTo(operator.name());
        assertThat(real.body().at("/run/reconciliation").propertyNames())
                .containsExactly(
                        "decision",
                        "reason_code",
                        "adapter",
                        "source",
                        "reconciled_at",
                        "reconciled_by",
                        "previous",
                        "related",
                        "evidence");
        assertThat(get(operator, runs + "?reconciled=true").body().at("/items")).hasSize(1);
    }

    @Test
    void a_run_that_was_cancelled_can_be_started_again_and_the_same_request_gets_the_same_answer() {
        post(operator, runs + "/" + run + "/cancel");

        var first = send(
                reviewer, call(HttpMethod.POST, runs + "/" + run + "/retry").header("Idempotency-Key", "k"));
        var again = send(
                reviewer, call(HttpMethod.POST, runs + "/" + run + "/retry").header("Idempotency-Key", "k"));

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.text("/result")).isEqualTo("dispatched");
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void the_run_that_was_tried_again_and_the_run_that_tries_name_each_other() {
        post(operator, runs + "/" + run + "/cancel");

        var started = post(reviewer, runs + "/" + run + "/retry").text("/run/id");

        assertThat(get(operator, runs + "/" + run).text("/tried_again_as")).isEqualTo(started);
        assertThat(get(operator, runs + "/" + started).text("/again_of")).isEqualTo(run.toString());
    }

    @Test
    void a_run_that_has_not_ended_or_has_succeeded_can_not_be_started_again() {
        var waiting = post(reviewer, runs + "/" + run + "/retry");
        queue.work(run);
        var succeeded = post(reviewer, runs + "/" + run + "/retry");

        assertThat(waiting.code()).isEqualTo("run.not_retryable");
        assertThat(succeeded.status()).isEqualTo(409);
    }

    private void lost() {
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(run.toString())
                .update();
        jdbc.sql("update operation_run set created_at = created_at - interval '1 hour' where id = ?")
                .param(run)
                .update();
        jdbc.sql("""
                update environment_review
                set status = 'ready', content = '{}'
                where id = (select cast(context ->> 'review_id' as uuid) from operation_run where id = ?)
                """).param(run).update();
    }

    @ParameterizedTest
    @CsvSource({
        "status=queued, 1",
        "status=completed, 1",
        "status=running, 0",
        "outcome=cancelled, 1",
        "outcome=failed, 0",
        "type=environment.review.compose, 2",
        "type=restore.execute, 0",
        "active=true, 1",
        "needs_attention=true, 0",
        "needs_attention=false, 2",
        "active=false, 2",
        "from=2026-01-01T00:00:00Z, 2",
        "to=2026-01-01T00:00:00Z, 0",
        "status=queued&outcome=cancelled, 0"
    })
    void a_list_holds_what_its_filters_say(String filters, int expected) {
        post(operator, runs + "/" + run + "/cancel");
        started();

        var answer = get(operator, runs + "?" + filters);

        assertThat(answer.body().at("/items")).hasSize(expected);
    }

    @Test
    void a_list_of_one_environment_holds_its_runs_and_leaves_the_timeline_out() {
        var answer = get(operator, runs + "?environment=" + slug(scope));

        assertThat(answer.text("/items/0/id")).isEqualTo(run.toString());
        assertThat(answer.body().at("/items/0").has("events")).isFalse();
    }

    @Test
    void a_list_of_one_environment_leaves_out_the_runs_of_the_others() {
        var other = some.environment(scope.workspaceId());

        var answer = get(operator, runs + "?environment=" + slug(other));

        assertThat(answer.body().at("/items")).isEmpty();
    }

    @Test
    void as_csv_comes_all_that_the_filter_leaves() {
        post(operator, runs + "/" + run + "/cancel");
        var newer = started();

        var all = csv(operator, runs).lines().toList();
        var queued = csv(operator, runs + "?status=queued").lines().toList();

        assertThat(all).hasSize(3);
        assertThat(all.getFirst()).startsWith("id,type,environment,");
        assertThat(all.get(1)).startsWith(newer + ",environment.review.compose," + slug(scope) + ",");
        assertThat(all.get(2)).startsWith(run + ",").contains(",completed,cancelled,done,");
        assertThat(queued).hasSize(2).last().asString().startsWith(newer + ",");
    }

    @Test
    @Tag("I12")
    void as_csv_a_member_of_one_environment_gets_its_runs_alone() {
        var other = some.environment(scope.workspaceId());

        assertThat(csv(some.personFor(other, Role.OPERATOR), runs).lines()).hasSize(1);
        assertThat(csv(some.personFor(scope, Role.OPERATOR), runs).lines()).hasSize(2);
    }

    private String csv(Actor.Person person, String address) {
        var call = call(HttpMethod.GET, address)
                .header("Accept", "text/csv")
                .with(SecurityMockMvcRequestPostProcessors.user(new SignedIn(person, "somebody", null)));
        return new String(raw(call).getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void a_list_goes_on_where_its_cursor_says() {
        post(operator, runs + "/" + run + "/cancel");
        var newer = started();

        var first = get(operator, runs + "?limit=1");
        var rest = get(operator, runs + "?limit=1&cursor=" + first.text("/next_cursor"));

        assertThat(first.text("/items/0/id")).isEqualTo(newer.toString());
        assertThat(rest.text("/items/0/id")).isEqualTo(run.toString());
        assertThat(rest.body().at("/next_cursor").isNull()).isTrue();
    }

    private UUID started() {
        evidence.snapshot(scope, COLLECTED, "pass");
        return UUID.fromString(post(reviewer, address(scope) + "/reviews").text("/run/id"));
    }
}
