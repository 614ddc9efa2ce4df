package io.runtruth.operations.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Ending;
import io.runtruth.operations.EventKind;
import io.runtruth.operations.KeptEvidence;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.ProvenEnding;
import io.runtruth.operations.Reconciliation;
import io.runtruth.operations.ReconciliationSource;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.attention.AttentionStep.Done;
import io.runtruth.operations.attention.AttentionStep.Held;
import io.runtruth.operations.attention.AttentionStep.Over;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.reads.Attention;
import io.runtruth.operations.reads.RunFilter;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.reads.TimelineEntry;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

/// A question to a person, and how it ends (contract 3).
class AttentionServiceDbTest extends DatabaseTest {

    private final AttentionService service;
    private final HolderQueries holders;
    private final OperationRunService writer;
    private final RunQueries queries;
    private final QueueClock clock;
    private final TestRuns runs;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person ada;
    private Actor.Person bo;

    AttentionServiceDbTest(
            AttentionService service,
            HolderQueries holders,
            OperationRunService writer,
            RunQueries queries,
            QueueClock clock,
            TestWorkspaces some,
            JdbcClient jdbc) {
        this.service = service;
        this.holders = holders;
        this.writer = writer;
        this.queries = queries;
        this.clock = clock;
        this.runs = new TestRuns(writer);
        this.some = some;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void people() {
        scope = some.environment(some.workspace());
        ada = some.person(scope.workspaceId(), Role.OPERATOR);
        bo = some.person(scope.workspaceId(), Role.OPERATOR);
    }

    // how it ends

    @Test
    void a_later_run_of_the_same_kind_that_succeeds_ends_it_and_says_so_on_the_timeline() {
        var asking = failed();
        assertThat(isOpen(asking)).isTrue();

        var later = runs.ended(ada, scope, Ending.succeeded(Map.of()));

        assertThat(row(asking).outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(end(asking).how()).isEqualTo("later_success");
        assertThat(end(asking).answeredBy()).isEqualTo(later.id());
        assertThat(timeline(asking).getLast().kind()).isEqualTo(EventKind.ATTENTION_ANSWERED);
        assertThat(timeline(asking).getLast().details())
                .containsEntry("answered_by", later.id().toString());
        assertThat(audited("run.attention_answered", asking)).isOne();
    }

    @Test
    void a_success_of_another_environment_answers_nothing() {
        var asking = failed();

        runs.ended(ada, some.environment(scope.workspaceId()), Ending.succeeded(Map.of()));

        assertThat(isOpen(asking)).isTrue();
    }

    @Test
    void a_success_that_was_started_before_answers_nothing_however_late_it_comes() {
        var earlier = runs.running(ada, scope);
        var asking = failed();

        runs.end(earlier, Ending.succeeded(Map.of()));

        assertThat(isOpen(asking)).isTrue();
    }

    @Test
    void what_fails_after_a_run_that_was_started_later_has_succeeded_asks_nobody() {
        var slow = runs.running(ada, scope);
        var later = runs.ended(ada, scope, Ending.succeeded(Map.of()));

        runs.end(slow, Ending.failed("run.unexpected", null));

        assertThat(end(slow).answeredBy()).isEqualTo(later.id());
    }

    @Test
    void a_success_that_is_contradicted_answers_nothing() {
        var asking = failed();
        var first = runs.running(ada, scope);
        var second = writer.markRunning(first.id()).run();
        writer.complete(first, Ending.failed("run.unexpected", null));

        runs.end(second, Ending.succeeded(Map.of()));

        assertThat(row(second).attentionCode()).isNotNull();
        assertThat(isOpen(asking)).isTrue();
        assertThat(isOpen(second)).isTrue();
    }

    @Test
    void one_success_ends_all_that_were_asked_before_it_and_what_did_not_ask_stays_as_it_is() {
        var first = failed();
        var cancelled = runs.queued(ada, scope);
        writer.cancel(ada, scope.workspaceId(), cancelled.id());
        var second = runs.ended(ada, scope, Ending.blocked("review.archived"));

        runs.ended(ada, scope, Ending.succeeded(Map.of()));

        assertThat(isOpen(first)).isFalse();
        assertThat(isOpen(second)).isFalse();
        assertThat(row(cancelled).attention()).isNull();
    }

    @Test
    void a_batch_that_is_decided_from_records_ends_what_each_of_its_successes_answers() {
        var places = List.of(scope, some.environment(scope.workspaceId()), some.environment(scope.workspaceId()));
        var asking = places.stream()
                .map(place -> runs.ended(ada, place, Ending.failed("run.unexpected", null)))
                .toList();
        var lost = places.stream().map(place -> runs.running(ada, place)).toList();
        var endings = List.of(
                proven(lost.get(0), RunOutcome.SUCCEEDED),
                proven(lost.get(1), RunOutcome.SUCCEEDED),
                proven(lost.get(2), RunOutcome.BLOCKED));

        writer.reconcile(new Actor.System("reconciler"), ReconciliationSource.SCHEDULED, clock.now(), endings);

        assertThat(end(asking.get(0)).answeredBy()).isEqualTo(lost.get(0).id());
        assertThat(end(asking.get(1)).answeredBy()).isEqualTo(lost.get(1).id());
        assertThat(isOpen(asking.get(2))).isTrue();
        assertThat(isOpen(lost.get(2))).isTrue();
        assertThat(steps(asking.get(0))).containsExactly(EventKind.ATTENTION_ANSWERED);
        assertThat(steps(asking.get(1))).containsExactly(EventKind.ATTENTION_ANSWERED);
    }

    private static ProvenEnding proven(OperationRun run, RunOutcome outcome) {
        return new ProvenEnding(
                run,
                outcome,
                null,
                null,
                null,
                "lost",
                new Reconciliation(
                        "reconciled_succeeded",
                        "review.ready_same_fingerprint",
                        "environment.review.compose",
                        "scheduled",
                        Instant.parse("2026-11-02T10:00:00Z"),
                        new Reconciliation.By("system", "reconciler"),
                        new Reconciliation.Previous("running", "pending"),
                        null,
                        new KeptEvidence(JsonNodeFactory.instance.objectNode())));
    }

    @Test
    void a_person_closes_it_with_a_note_and_the_outcome_stays() {
        var asking = failed();

        var step = service.close(ada, scope.workspaceId(), asking.id(), " Known, the tenant was away. ");

        assertThat(step).isInstanceOf(Done.class);
        assertThat(row(asking).outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(end(asking).how()).isEqualTo("person");
        assertThat(end(asking).by()).isEqualTo(ada.name());
        assertThat(timeline(asking).getLast().details()).containsEntry("note", "Known, the tenant was away.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void nothing_is_closed_without_a_word(String note) {
        var asking = failed();

        assertThatThrownBy(() -> service.close(ada, scope.workspaceId(), asking.id(), note))
                .isInstanceOf(Problem.InvalidInput.class);
        assertThatThrownBy(() -> service.close(ada, scope.workspaceId(), asking.id(), "n".repeat(2_001)))
                .isInstanceOf(Problem.InvalidInput.class);
        assertThat(isOpen(asking)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\u0007", "a\u0085b", "\ud800", "a\udc00b"})
    void a_note_is_text_that_can_be_kept(String note) {
        var asking = failed();

        assertThatThrownBy(() -> service.note(ada, scope.workspaceId(), asking.id(), note))
                .isInstanceOf(Problem.InvalidInput.class)
                .hasMessage("attention.note");
        assertThatThrownBy(() -> service.close(ada, scope.workspaceId(), asking.id(), note))
                .isInstanceOf(Problem.InvalidInput.class)
                .hasMessage("attention.note");
        assertThat(service.note(ada, scope.workspaceId(), asking.id(), "Two\r\nlines,\ttabbed \ud83d\ude00"))
                .isInstanceOf(Done.class);
    }

    @Test
    void what_asks_no_more_by_the_time_it_is_taken_is_answered_as_it_was() {
        var slow = runs.running(ada, scope);
        jdbc.sql("""
                update scheduled_tasks
                set picked = true, picked_by = 'node', last_heartbeat = now()
                where task_instance = ?
                """).param(slow.id().toString()).update();
        aged(slow);
        jdbc.sql("""
                create or replace function come_back() returns trigger language plpgsql as
                'begin update operation_run set created_at = now(), started_at = now() where id = new.run_id;
                return null; end'
                """).update();
        jdbc.sql("create trigger come_back after insert on run_attention for each row execute function come_back()")
                .update();
        try {
            assertThat(service.take(ada, scope.workspaceId(), slow.id())).isInstanceOf(Done.class);
        } finally {
            jdbc.sql("drop trigger come_back on run_attention").update();
        }
        assertThat(row(slow).attention()).isNull();
    }

    @Test
    void closing_again_in_the_same_words_changes_nothing_and_in_others_it_is_told_that_it_was_closed() {
        var asking = failed();
        service.close(ada, scope.workspaceId(), asking.id(), "Known.");

        assertThat(service.close(ada, scope.workspaceId(), asking.id(), "Known."))
                .isInstanceOf(Done.class);
        assertThat(service.close(bo, scope.workspaceId(), asking.id(), "Known."))
                .isInstanceOf(Over.class);
        assertThat(steps(asking)).containsExactly(EventKind.ATTENTION_CLOSED);
    }

    @Test
    void whoever_is_later_than_a_success_is_told_so() {
        var asking = failed();
        var later = runs.ended(ada, scope, Ending.succeeded(Map.of()));

        for (var act : actions(asking)) {
            assertThat(call(act))
                    .isInstanceOfSatisfying(
                            Over.class,
                            over -> assertThat(over.attention().end().answeredBy())
                                    .isEqualTo(later.id()));
        }
    }

    @Test
    void a_flag_that_is_raised_after_it_was_closed_asks_again() {
        var first = runs.running(ada, scope);
        var second = writer.markRunning(first.id()).run();
        runs.end(second, Ending.failed("run.unexpected", null));
        service.close(ada, scope.workspaceId(), first.id(), "Known.");

        writer.complete(first, Ending.succeeded(Map.of()));

        assertThat(isOpen(first)).isTrue();
    }

    @Test
    void a_run_that_asks_nothing_can_neither_be_taken_nor_closed() {
        var done = runs.ended(ada, scope, Ending.succeeded(Map.of()));

        assertThat(service.take(ada, scope.workspaceId(), done.id())).isEqualTo(new Over(null));
        assertThat(service.close(ada, scope.workspaceId(), done.id(), "Why not."))
                .isEqualTo(new Over(null));
        assertThat(service.note(ada, scope.workspaceId(), done.id(), "Why not."))
                .isEqualTo(new Over(null));
        assertThat(steps(done)).isEmpty();
    }

    @Test
    void what_nobody_works_on_and_what_takes_too_long_ask_while_they_do() {
        var lost = runs.queued(ada, scope);
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(lost.id().toString())
                .update();
        aged(lost);
        var slow = runs.running(ada, scope);
        jdbc.sql("""
                update scheduled_tasks
                set picked = true, picked_by = 'node', last_heartbeat = now()
                where task_instance = ?
                """).param(slow.id().toString()).update();
        aged(slow);

        assertThat(open(ada)).containsExactlyInAnyOrder(lost.id(), slow.id());
        service.take(ada, scope.workspaceId(), lost.id());
        service.close(bo, scope.workspaceId(), slow.id(), "It is a large one.");
        assertThat(open(ada)).containsExactly(lost.id());

        // closed while it ran, and then it fails: that is another question
        runs.end(slow, Ending.failed("run.unexpected", null));
        assertThat(open(ada)).containsExactlyInAnyOrder(lost.id(), slow.id());
    }

    /// A person who closes at the instant at which the run ends has the later time, as the database gave it.
    @Test
    void what_ends_while_a_person_closes_it_asks_also_where_the_closing_has_the_later_time() {
        var failing = runs.running(ada, scope);
        var lost = runs.running(ada, some.environment(scope.workspaceId()));
        for (var run : List.of(failing, lost)) {
            jdbc.sql("update operation_run set attention_ended_at = now() + interval '1 minute',"
                            + " attention_ended_by = 'person' where id = ?")
                    .param(run.id())
                    .update();
        }

        runs.end(failing, Ending.failed("run.unexpected", null));
        writer.reconcile(
                new Actor.System("reconciler"),
                ReconciliationSource.SCHEDULED,
                clock.now(),
                List.of(proven(lost, RunOutcome.BLOCKED)));

        assertThat(isOpen(failing)).isTrue();
        assertThat(isOpen(lost)).isTrue();
    }

    @Test
    void what_two_endings_at_one_instant_did_not_see_of_each_other_is_ended_by_the_next_pass() {
        var asking = failed();
        var later = runs.ended(ada, scope, Ending.succeeded(Map.of()));
        // as a node of the release before leaves it
        jdbc.sql("update operation_run set attention_ended_at = null, attention_ended_by = null,"
                        + " attention_answered_by = null where id = ?")
                .param(asking.id())
                .update();
        assertThat(isOpen(asking)).isTrue();

        writer.answerLately();

        assertThat(end(asking).answeredBy()).isEqualTo(later.id());
        assertThat(writer.answerLately()).isZero();
    }

    // whose it is

    @Test
    void of_two_who_take_it_at_once_one_has_it_and_the_other_is_told_who() throws Exception {
        for (int round = 0; round < 10; round++) {
            var asking = failed();
            var answers = atOnce(
                    () -> service.take(ada, scope.workspaceId(), asking.id()),
                    () -> service.take(bo, scope.workspaceId(), asking.id()));

            assertThat(answers).filteredOn(Done.class::isInstance).hasSize(1);
            assertThat(answers)
                    .filteredOn(Held.class::isInstance)
                    .singleElement()
                    .satisfies(told -> assertThat(((Held) told).by())
                            .isEqualTo(row(asking).attention().holder()));
            assertThat(steps(asking)).containsExactly(EventKind.ATTENTION_TAKEN);
        }
    }

    @Test
    void of_a_person_who_closes_and_a_run_that_succeeds_at_once_one_ends_it() throws Exception {
        for (int round = 0; round < 10; round++) {
            var asking = failed();
            var later = runs.running(bo, scope);
            atOnce(() -> service.close(ada, scope.workspaceId(), asking.id(), "Known."), () -> {
                runs.end(later, Ending.succeeded(Map.of()));
                return new Over(null);
            });

            assertThat(steps(asking)).hasSize(1);
            assertThat(end(asking).how())
                    .isEqualTo(steps(asking).contains(EventKind.ATTENTION_CLOSED) ? "person" : "later_success");
        }
    }

    @Test
    void taking_again_changes_nothing_and_what_another_has_is_left_alone() {
        var asking = failed();
        service.take(ada, scope.workspaceId(), asking.id());

        assertThat(service.take(ada, scope.workspaceId(), asking.id())).isInstanceOf(Done.class);
        for (var act : List.<Callable<AttentionStep>>of(
                () -> service.take(bo, scope.workspaceId(), asking.id()),
                () -> service.release(bo, scope.workspaceId(), asking.id()),
                () -> service.snooze(
                        bo, scope.workspaceId(), asking.id(), clock.now().plusSeconds(60)),
                () -> service.close(bo, scope.workspaceId(), asking.id(), "Known."))) {
            assertThat(call(act)).isInstanceOf(Held.class);
        }
        assertThat(steps(asking)).containsExactly(EventKind.ATTENTION_TAKEN);
        assertThat(row(asking).attention().isHeldBy(ada.account())).isTrue();
    }

    @Test
    void what_is_given_back_is_nobodys_and_giving_back_again_changes_nothing() {
        var asking = failed();
        service.take(ada, scope.workspaceId(), asking.id());

        service.release(ada, scope.workspaceId(), asking.id());
        service.release(bo, scope.workspaceId(), asking.id());

        assertThat(row(asking).attention().holder()).isNull();
        assertThat(steps(asking)).containsExactly(EventKind.ATTENTION_TAKEN, EventKind.ATTENTION_RELEASED);
    }

    @Test
    void it_is_handed_over_also_from_somebody_who_is_away() {
        var asking = failed();
        service.take(ada, scope.workspaceId(), asking.id());

        assertThat(service.handOver(bo, scope.workspaceId(), asking.id(), bo.account()))
                .isInstanceOf(Done.class);
        assertThat(service.handOver(bo, scope.workspaceId(), asking.id(), bo.account()))
                .isInstanceOf(Done.class);

        assertThat(row(asking).attention().isHeldBy(bo.account())).isTrue();
        assertThat(timeline(asking).getLast().details()).containsEntry("to", bo.name());
        assertThat(steps(asking)).containsExactly(EventKind.ATTENTION_TAKEN, EventKind.ATTENTION_HANDED_OVER);
    }

    @Test
    @Tag("I12")
    void it_is_handed_over_to_nobody_who_could_not_deal_with_it_and_all_of_them_are_told_alike() {
        var asking = failed();
        var elsewhere = some.personFor(some.environment(scope.workspaceId()), Role.OPERATOR);
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        var stranger = some.stranger();

        for (var to : List.of(elsewhere.account(), auditor.account(), stranger.account(), UUID.randomUUID())) {
            assertThatThrownBy(() -> service.handOver(ada, scope.workspaceId(), asking.id(), to))
                    .isInstanceOf(Problem.InvalidInput.class)
                    .hasMessage("attention.not_theirs");
        }
        assertThat(holders.candidates(ada, scope.workspaceId(), scope.environmentId()))
                .extracting(HolderQueries.Candidate::account)
                .containsExactlyInAnyOrder(ada.account(), bo.account());
        assertThat(row(asking).attention().holder()).isNull();
    }

    @Test
    void whoever_may_no_longer_deal_with_it_holds_nothing() {
        var left = failed();
        var lesser = failed();
        var elsewhere = failed();
        var carl = some.person(scope.workspaceId(), Role.OPERATOR);
        var dora = some.personFor(scope, Role.OPERATOR);
        service.take(bo, scope.workspaceId(), left.id());
        service.take(carl, scope.workspaceId(), lesser.id());
        service.take(dora, scope.workspaceId(), elsewhere.id());

        some.leave(scope.workspaceId(), bo);
        jdbc.sql("update member set role = 'auditor' where account_id = ?")
                .param(carl.account())
                .update();
        some.shareInstead(some.environment(scope.workspaceId()), dora);

        for (var asking : List.of(left, lesser, elsewhere)) {
            assertThat(row(asking).attention().holder()).isNull();
            assertThat(service.take(ada, scope.workspaceId(), asking.id())).isInstanceOf(Done.class);
        }
    }

    // until when it waits

    @Test
    void it_waits_by_the_clock_of_the_database_and_is_the_persons_who_let_it_wait() {
        var asking = failed();
        var until = clock.now().plus(Duration.ofHours(1));

        service.snooze(ada, scope.workspaceId(), asking.id(), until);

        assertThat(row(asking).attention().until()).isEqualTo(until);
        assertThat(row(asking).attention().isHeldBy(ada.account())).isTrue();
        jdbc.sql("update run_attention set waits_until = now() - interval '1 second' where run_id = ?")
                .param(asking.id())
                .update();
        assertThat(row(asking).attention().until()).isNull();
        assertThat(row(asking).attention().isHeldBy(ada.account())).isTrue();
    }

    @Test
    void a_time_that_is_past_or_far_away_is_refused() {
        var asking = failed();

        for (var until : List.of(
                clock.now().minusSeconds(1),
                clock.now().plus(AttentionService.LONGEST).plusSeconds(60))) {
            assertThatThrownBy(() -> service.snooze(ada, scope.workspaceId(), asking.id(), until))
                    .isInstanceOf(Problem.InvalidInput.class)
                    .hasMessage("attention.until");
        }
    }

    @Test
    void whoever_takes_what_waits_deals_with_it_now() {
        var asking = failed();
        service.snooze(ada, scope.workspaceId(), asking.id(), clock.now().plusSeconds(3_600));

        service.take(ada, scope.workspaceId(), asking.id());

        assertThat(row(asking).attention().until()).isNull();
    }

    // what is written, and who may

    @Test
    void notes_are_kept_also_beside_somebody_elses_and_after_the_end_and_once_each() {
        var asking = failed();
        service.take(ada, scope.workspaceId(), asking.id());
        service.note(bo, scope.workspaceId(), asking.id(), "Seen before.");
        service.note(bo, scope.workspaceId(), asking.id(), "Seen before.");
        service.close(ada, scope.workspaceId(), asking.id(), "Known.");
        service.note(bo, scope.workspaceId(), asking.id(), "Seen before.");

        assertThat(steps(asking))
                .containsExactly(
                        EventKind.ATTENTION_TAKEN, EventKind.NOTED, EventKind.ATTENTION_CLOSED, EventKind.NOTED);
    }

    @Test
    @Tag("I12")
    void whoever_may_not_manage_operations_there_does_nothing_about_it() {
        var asking = failed();
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        var elsewhere = some.personFor(some.environment(scope.workspaceId()), Role.OPERATOR);
        var outsider = some.person(some.workspace(), Role.OWNER);

        for (var person : List.of(auditor, customer)) {
            actionsOf(person, asking)
                    .forEach(act -> assertThatThrownBy(act::call).isInstanceOf(Problem.Forbidden.class));
        }
        for (var person : List.of(elsewhere, outsider)) {
            actionsOf(person, asking)
                    .forEach(act -> assertThatThrownBy(act::call).isInstanceOf(Problem.NotFound.class));
        }
        assertThat(steps(asking)).isEmpty();
    }

    private List<Callable<AttentionStep>> actions(OperationRun run) {
        return actionsOf(ada, run).toList();
    }

    private Stream<Callable<AttentionStep>> actionsOf(Actor.Person person, OperationRun run) {
        return Stream.<Function<UUID, AttentionStep>>of(
                        id -> service.take(person, scope.workspaceId(), id),
                        id -> service.release(person, scope.workspaceId(), id),
                        id -> service.snooze(
                                person, scope.workspaceId(), id, clock.now().plusSeconds(60)),
                        id -> service.handOver(person, scope.workspaceId(), id, bo.account()),
                        id -> service.close(person, scope.workspaceId(), id, "Known."))
                .map(act -> () -> act.apply(run.id()));
    }

    private static AttentionStep call(Callable<AttentionStep> act) {
        try {
            return act.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<AttentionStep> atOnce(Callable<AttentionStep> one, Callable<AttentionStep> other)
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(List.of(one, other)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private OperationRun failed() {
        return runs.ended(ada, scope, Ending.failed("run.unexpected", null));
    }

    private void aged(OperationRun run) {
        jdbc.sql("update operation_run set created_at = now() - interval '1 hour',"
                        + " started_at = case when started_at is null then null else now() - interval '1 hour' end"
                        + " where id = ?")
                .param(run.id())
                .update();
    }

    private RunRow row(OperationRun run) {
        return queries.row(ada, scope.workspaceId(), run.id());
    }

    private boolean isOpen(OperationRun run) {
        return open(ada).contains(run.id()) && row(run).needsAttention();
    }

    private List<UUID> open(Actor.Person person) {
        var filter = new RunFilter(false, true, false, null, null, null, null);
        return queries.page(person, scope.workspaceId(), filter, null, 100).items().stream()
                .map(RunRow::id)
                .toList();
    }

    private Attention.End end(OperationRun run) {
        assertThat(open(ada)).doesNotContain(run.id());
        return row(run).attention().end();
    }

    private List<TimelineEntry> timeline(OperationRun run) {
        return queries.detail(ada, scope.workspaceId(), run.id()).events();
    }

    private List<EventKind> steps(OperationRun run) {
        return timeline(run).stream()
                .map(TimelineEntry::kind)
                .filter(EventKind::isOfAttention)
                .toList();
    }

    private int audited(String action, OperationRun run) {
        return jdbc.sql("select count(*) from audit_entry where action = ? and subject_id = ?")
                .params(action, run.id().toString())
                .query(Integer.class)
                .single();
    }
}
