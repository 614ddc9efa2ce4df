package io.runtruth.operations.reads;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.NoticeChoice;
import io.runtruth.access.NoticeChoiceService;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.access.Role;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.attention.AttentionService;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the bell tells whom (contract 9).
class NoticeQueriesDbTest extends DatabaseTest {

    private final NoticeQueries notices;
    private final NoticeChoiceService choices;
    private final NoticeService service;
    private final RunQueries queries;
    private final OperationRunService writer;
    private final TestRuns runs;
    private final TestWorkspaces some;
    private final AttentionService attention;
    private final QueueClock clock;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person reviewer;

    NoticeQueriesDbTest(
            NoticeQueries notices,
            NoticeChoiceService choices,
            NoticeService service,
            RunQueries queries,
            OperationRunService writer,
            TestWorkspaces some,
            AttentionService attention,
            QueueClock clock,
            JdbcClient jdbc) {
        this.notices = notices;
        this.choices = choices;
        this.service = service;
        this.queries = queries;
        this.writer = writer;
        this.runs = new TestRuns(writer);
        this.some = some;
        this.attention = attention;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void people() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
    }

    @Test
    void whoever_started_a_run_is_told_of_its_end_and_of_nothing_before() {
        var run = runs.running(reviewer, scope);
        assertThat(notices.recent(reviewer)).isEmpty();

        runs.end(run, Ending.succeeded(Map.of()));

        assertThat(notices.recent(reviewer)).singleElement().satisfies(notice -> {
            assertThat(notice.runId()).isEqualTo(run.id());
            assertThat(notice.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
            assertThat(notice.needsAttention()).isFalse();
            assertThat(notice.unread()).isTrue();
        });
    }

    @Test
    void a_run_that_needs_attention_is_told_to_all_who_may_manage_operations_there() {
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        runs.ended(reviewer, scope, Ending.blocked("review.archived"));
        quarterOfAnHourLater();

        assertThat(notices.recent(operator)).singleElement().satisfies(notice -> {
            assertThat(notice.needsAttention()).isTrue();
            assertThat(notice.reasonCode()).isEqualTo("review.archived");
        });
        assertThat(notices.recent(auditor)).isEmpty();
    }

    @Test
    void a_run_that_succeeded_bothers_nobody_else() {
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        runs.ended(reviewer, scope, Ending.succeeded(Map.of()));

        assertThat(notices.recent(operator)).isEmpty();
    }

    @Test
    @Tag("I7")
    void a_run_has_one_entry_also_for_whoever_started_it_and_may_manage_it() {
        var run = runs.running(reviewer, scope);
        runs.end(run, Ending.failed("run.unexpected", null));
        writer.complete(run, Ending.failed("run.unexpected", null));

        assertThat(notices.recent(reviewer)).hasSize(1);
    }

    @Test
    @Tag("I12")
    void nobody_is_told_of_environments_and_workspaces_that_they_may_not_see() {
        var elsewhere = some.personFor(some.environment(scope.workspaceId()), Role.OPERATOR);
        var outsider = some.person(some.workspace(), Role.OWNER);
        runs.ended(reviewer, scope, Ending.blocked("review.archived"));

        assertThat(notices.recent(elsewhere)).isEmpty();
        assertThat(notices.recent(outsider)).isEmpty();
    }

    @Test
    @Tag("I12")
    void whoever_left_the_workspace_is_told_nothing_any_more_not_even_of_their_own_runs() {
        runs.ended(reviewer, scope, Ending.succeeded(Map.of()));
        some.leave(scope.workspaceId(), reviewer);

        assertThat(notices.recent(reviewer)).isEmpty();
    }

    @Test
    void what_was_seen_is_read_until_the_run_is_flagged_later() {
        var first = runs.running(reviewer, scope);
        var second = writer.markRunning(first.id()).run();
        runs.end(second, Ending.succeeded(Map.of()));
        service.seen(reviewer, notices.recent(reviewer));
        assertThat(notices.recent(reviewer)).extracting(Notice::unread).containsExactly(false);

        writer.complete(first, Ending.failed("run.unexpected", null));

        assertThat(notices.recent(reviewer)).singleElement().satisfies(notice -> {
            assertThat(notice.unread()).isTrue();
            assertThat(notice.needsAttention()).isTrue();
        });
    }

    @Test
    void what_ended_while_a_person_read_stays_unread() {
        runs.ended(reviewer, scope, Ending.succeeded(Map.of()));
        var told = notices.recent(reviewer);
        runs.ended(reviewer, scope, Ending.succeeded(Map.of()));

        service.seen(reviewer, told);

        assertThat(notices.recent(reviewer)).extracting(Notice::unread).containsExactly(true, false);
    }

    @Test
    void no_more_than_twenty_are_told_whatever_they_are_told_for() {
        var owner = some.person(scope.workspaceId(), Role.OWNER);
        for (int i = 0; i < 15; i++) {
            runs.ended(owner, scope, Ending.succeeded(Map.of()));
        }
        for (int i = 0; i < 15; i++) {
            runs.ended(reviewer, scope, Ending.failed("run.unexpected", null));
        }
        quarterOfAnHourLater();

        assertThat(notices.recent(owner)).hasSize(NoticeQueries.MOST);
    }

    @Test
    @Tag("I12")
    void a_member_of_some_environments_is_told_of_what_needs_attention_in_these() {
        var elsewhere = some.environment(scope.workspaceId());
        var operator = some.personFor(scope, Role.OPERATOR);
        runs.ended(reviewer, elsewhere, Ending.failed("run.unexpected", null));
        var told = runs.ended(reviewer, scope, Ending.failed("run.unexpected", null));
        quarterOfAnHourLater();

        assertThat(notices.recent(operator)).extracting(Notice::runId).containsExactly(told.id());
    }

    @Test
    void what_nobody_has_taken_is_told_after_a_quarter_of_an_hour_and_is_new_then() {
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        var asking = failed();
        assertThat(notices.recent(operator)).isEmpty();
        runs.ended(operator, some.environment(scope.workspaceId()), Ending.succeeded(Map.of()));
        service.seen(operator, notices.recent(operator));

        later("14 minutes 59 seconds");
        assertThat(notices.recent(operator)).extracting(Notice::runId).doesNotContain(asking.id());
        later("1 second");

        assertThat(notices.recent(operator)).first().satisfies(notice -> {
            assertThat(notice.runId()).isEqualTo(asking.id());
            assertThat(notice.needsAttention()).isTrue();
            assertThat(notice.unread()).isTrue();
            assertThat(notice.toldAt()).isEqualTo(notice.at().plus(NoticeQueries.TAKEN_WITHIN));
        });
    }

    @Test
    void what_somebody_takes_care_of_is_told_to_nobody_else_but_whoever_started_it() {
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        var other = some.person(scope.workspaceId(), Role.OPERATOR);
        var asking = failed();
        quarterOfAnHourLater();

        attention.take(other, scope.workspaceId(), asking.id());

        assertThat(notices.recent(operator)).isEmpty();
        assertThat(notices.recent(other)).extracting(Notice::runId).containsExactly(asking.id());
        assertThat(notices.recent(reviewer)).extracting(Notice::runId).containsExactly(asking.id());
        some.leave(scope.workspaceId(), other);
        assertThat(notices.recent(operator)).extracting(Notice::runId).containsExactly(asking.id());
    }

    @Test
    void what_is_handed_over_is_new_to_whoever_gets_it() {
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        var asking = failed();
        quarterOfAnHourLater();
        service.seen(operator, notices.recent(operator));
        assertThat(notices.recent(operator)).extracting(Notice::unread).containsExactly(false);

        attention.handOver(reviewer, scope.workspaceId(), asking.id(), operator.account());

        assertThat(notices.recent(operator)).extracting(Notice::unread).containsExactly(true);
    }

    @Test
    void what_waits_is_told_to_nobody_until_it_does_no_longer() {
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        var other = some.person(scope.workspaceId(), Role.OPERATOR);
        var asking = failed();
        quarterOfAnHourLater();

        attention.snooze(operator, scope.workspaceId(), asking.id(), clock.now().plusSeconds(3_600));
        assertThat(notices.recent(operator)).isEmpty();
        assertThat(notices.recent(other)).isEmpty();

        jdbc.sql("update run_attention set waits_until = now() - interval '1 second' where run_id = ?")
                .param(asking.id())
                .update();
        assertThat(notices.recent(operator)).extracting(Notice::runId).containsExactly(asking.id());
        assertThat(notices.recent(other)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Gone.class)
    void what_waits_for_somebody_who_is_gone_waits_no_more_and_is_told(Gone how) {
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        var other = some.person(scope.workspaceId(), Role.OPERATOR);
        var asking = failed();
        quarterOfAnHourLater();
        attention.snooze(operator, scope.workspaceId(), asking.id(), clock.now().plusSeconds(3_600));
        assertThat(notices.recent(other)).isEmpty();

        jdbc.sql(how.sql).param(operator.account()).update();

        assertThat(notices.recent(other)).extracting(Notice::runId).containsExactly(asking.id());
        assertThat(notices.toMail(other, Instant.EPOCH, clock.now(), 10))
                .extracting(Notice::runId)
                .containsExactly(asking.id());
        assertThat(notices.toMail(reviewer, Instant.EPOCH, clock.now(), 10))
                .extracting(Notice::runId)
                .containsExactly(asking.id());
        assertThat(queries.row(other, scope.workspaceId(), asking.id())
                        .attention()
                        .until())
                .isNull();
    }

    enum Gone {
        REMOVED("delete from member where account_id = ?"),
        DISABLED("update account set disabled_at = now() where id = ?"),
        WITHOUT_THE_RIGHT("update member set role = 'auditor' where account_id = ?");

        private final String sql;

        Gone(String sql) {
            this.sql = sql;
        }
    }

    @Test
    void what_has_been_dealt_with_needs_nobody_any_more() {
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        failed();
        quarterOfAnHourLater();

        runs.ended(reviewer, scope, Ending.succeeded(Map.of()));

        assertThat(notices.recent(operator)).isEmpty();
        assertThat(notices.recent(reviewer)).extracting(Notice::needsAttention).containsExactly(false, false);
    }

    @ParameterizedTest
    @EnumSource(
            value = NoticeKind.class,
            names = {"RUN_SUCCEEDED", "RUN_ENDED_OTHERWISE", "ATTENTION_MINE", "ATTENTION_UNTAKEN"})
    void what_a_person_does_not_want_is_not_told_and_the_rest_is(NoticeKind kind) {
        var succeeded = runs.ended(reviewer, scope, Ending.succeeded(Map.of()));
        var failed = runs.ended(reviewer, some.environment(scope.workspaceId()), Ending.failed("run.unexpected", null));
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        var mine = runs.ended(operator, some.environment(scope.workspaceId()), Ending.blocked("review.archived"));
        var untaken = runs.ended(operator, some.environment(scope.workspaceId()), Ending.blocked("review.archived"));
        attention.take(reviewer, scope.workspaceId(), mine.id());
        quarterOfAnHourLater();
        var told = Map.of(
                NoticeKind.RUN_SUCCEEDED, succeeded.id(),
                NoticeKind.RUN_ENDED_OTHERWISE, failed.id(),
                NoticeKind.ATTENTION_MINE, mine.id(),
                NoticeKind.ATTENTION_UNTAKEN, untaken.id());
        assertThat(notices.recent(reviewer))
                .extracting(Notice::runId)
                .containsExactlyInAnyOrderElementsOf(told.values());
        attention.take(operator, scope.workspaceId(), failed.id());

        choose(reviewer, kind, NoticeWay.BELL, false);

        assertThat(notices.recent(reviewer))
                .extracting(Notice::runId)
                .hasSize(3)
                .doesNotContain(told.get(kind))
                .isSubsetOf(told.values());
    }

    @Test
    void what_is_not_wanted_for_one_reason_is_told_for_another() {
        var failed = failed();
        choose(reviewer, NoticeKind.RUN_ENDED_OTHERWISE, NoticeWay.BELL, false);
        assertThat(notices.recent(reviewer)).isEmpty();

        quarterOfAnHourLater();

        assertThat(notices.recent(reviewer)).extracting(Notice::runId).containsExactly(failed.id());
    }

    @Test
    void an_ending_that_is_wanted_is_told_behind_many_that_are_not() {
        var failed = failed();
        for (var i = 0; i < NoticeQueries.MOST + 1; i++) {
            runs.ended(reviewer, some.environment(scope.workspaceId()), Ending.succeeded(Map.of()));
        }
        assertThat(notices.recent(reviewer)).extracting(Notice::runId).doesNotContain(failed.id());

        choose(reviewer, NoticeKind.RUN_SUCCEEDED, NoticeWay.BELL, false);

        assertThat(notices.recent(reviewer)).extracting(Notice::runId).containsExactly(failed.id());
    }

    @Test
    void by_e_mail_a_success_is_told_to_who_wants_it_and_to_nobody_else() {
        var succeeded = runs.ended(reviewer, scope, Ending.succeeded(Map.of()));
        assertThat(notices.toMail(reviewer, Instant.EPOCH, clock.now(), 10)).isEmpty();

        choose(reviewer, NoticeKind.RUN_SUCCEEDED, NoticeWay.MAIL, true);

        assertThat(notices.toMail(reviewer, Instant.EPOCH, clock.now(), 10))
                .extracting(Notice::runId)
                .containsExactly(succeeded.id());
    }

    @Test
    void by_e_mail_what_the_bell_does_not_tell_is_told_also_after_the_bell_was_read() {
        choose(reviewer, NoticeKind.RUN_SUCCEEDED, NoticeWay.BELL, false);
        choose(reviewer, NoticeKind.RUN_SUCCEEDED, NoticeWay.MAIL, true);
        var succeeded = runs.ended(reviewer, some.environment(scope.workspaceId()), Ending.succeeded(Map.of()));
        failed();

        service.seen(reviewer, notices.recent(reviewer));

        assertThat(notices.toMail(reviewer, Instant.EPOCH, clock.now(), 10))
                .extracting(Notice::runId)
                .containsExactly(succeeded.id());
    }

    @Test
    void by_e_mail_what_is_not_wanted_takes_no_place() {
        var failed = failed();
        runs.ended(reviewer, some.environment(scope.workspaceId()), Ending.succeeded(Map.of()));

        assertThat(notices.toMail(reviewer, Instant.EPOCH, clock.now(), 1))
                .extracting(Notice::runId)
                .containsExactly(failed.id());
    }

    @Test
    void by_e_mail_what_somebody_else_takes_care_of_is_not_told_to_who_started_it() {
        var failed = failed();
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        assertThat(notices.toMail(reviewer, Instant.EPOCH, clock.now(), 10)).hasSize(1);

        attention.take(operator, scope.workspaceId(), failed.id());

        assertThat(notices.toMail(reviewer, Instant.EPOCH, clock.now(), 10)).isEmpty();
    }

    private void choose(Actor.Person person, NoticeKind kind, NoticeWay way, boolean wanted) {
        choices.choose(person, List.of(new NoticeChoice(kind, way, wanted)));
    }

    private OperationRun failed() {
        return runs.ended(reviewer, scope, Ending.failed("run.unexpected", null));
    }

    private void quarterOfAnHourLater() {
        later("15 minutes");
    }

    private void later(String by) {
        jdbc.sql("update operation_run set notice_at = notice_at - cast(? as interval) where workspace_id = ?")
                .params(by, scope.workspaceId())
                .update();
        jdbc.sql("""
                update notice_seen
                set seen_at = seen_at - cast(? as interval)
                where account_id in (select account_id from member where workspace_id = ?)
                """).params(by, scope.workspaceId()).update();
    }
}
