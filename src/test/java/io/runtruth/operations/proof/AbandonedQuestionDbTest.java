package io.runtruth.operations.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Role;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.attention.AttentionService;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.reads.Notice;
import io.runtruth.operations.reads.NoticeQueries;
import io.runtruth.operations.reads.NoticeService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What becomes of a question whose holder is gone (contract 3 and contract 9).
class AbandonedQuestionDbTest extends DatabaseTest {

    private final AbandonedQuestionRepository abandoned;
    private final AttentionService attention;
    private final NoticeQueries notices;
    private final NoticeService service;
    private final QueueClock clock;
    private final TestRuns runs;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;

    private Scope scope;

    AbandonedQuestionDbTest(
            AbandonedQuestionRepository abandoned,
            AttentionService attention,
            NoticeQueries notices,
            NoticeService service,
            QueueClock clock,
            OperationRunService writer,
            TestWorkspaces some,
            JdbcClient jdbc) {
        this.abandoned = abandoned;
        this.attention = attention;
        this.notices = notices;
        this.service = service;
        this.clock = clock;
        this.runs = new TestRuns(writer);
        this.some = some;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void somewhere() {
        scope = some.environment(some.workspace());
    }

    @Test
    void what_waited_for_somebody_who_left_comes_back_unread() {
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        var other = some.person(scope.workspaceId(), Role.OPERATOR);
        var asking = failed();
        jdbc.sql("update operation_run set notice_at = notice_at - interval '1 day' where id = ?")
                .param(asking.id())
                .update();
        service.seen(other, notices.recent(other));
        attention.snooze(operator, scope.workspaceId(), asking.id(), clock.now().plus(Duration.ofDays(30)));
        some.leave(scope.workspaceId(), operator);
        assertThat(notices.recent(other)).extracting(Notice::unread).containsExactly(false);

        assertThat(abandoned.free(clock.now().minus(NoticeQueries.TAKEN_WITHIN)))
                .isPositive();

        assertThat(notices.recent(other)).singleElement().satisfies(notice -> {
            assertThat(notice.runId()).isEqualTo(asking.id());
            assertThat(notice.unread()).isTrue();
        });
        assertThat(abandoned.free(clock.now())).isZero();
    }

    @Test
    void what_somebody_deals_with_is_left_theirs() {
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        var asking = failed();
        var until = clock.now().plus(Duration.ofDays(30));
        attention.snooze(operator, scope.workspaceId(), asking.id(), until);

        abandoned.free(clock.now());

        assertThat(jdbc.sql("select taken_by from run_attention where run_id = ? and waits_until is not null")
                        .param(asking.id())
                        .query(UUID.class)
                        .single())
                .isEqualTo(operator.account());
    }

    private OperationRun failed() {
        return runs.ended(
                some.person(scope.workspaceId(), Role.REVIEWER), scope, Ending.failed("run.unexpected", null));
    }
}
