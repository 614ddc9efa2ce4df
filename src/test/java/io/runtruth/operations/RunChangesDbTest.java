package io.runtruth.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a run publishes: whoever waits for endings is not woken by each of its steps.
class RunChangesDbTest extends DatabaseTest {

    private final OperationRunService runs;
    private final TestRuns work;
    private final JdbcClient jdbc;
    private final Scope scope;
    private final Actor.Person person;

    RunChangesDbTest(OperationRunService runs, TestWorkspaces workspaces, JdbcClient jdbc) {
        this.runs = runs;
        this.jdbc = jdbc;
        work = new TestRuns(runs);
        scope = workspaces.environment(workspaces.workspace());
        person = workspaces.person(scope.workspaceId(), Role.OWNER);
    }

    @Test
    void start_pick_up_and_progress_are_no_endings() {
        var run = work.running(person, scope);

        work.progress(run, new Progress(1, 2, "compose"));

        assertThat(endingsOf(run)).containsExactly(false, false, false);
    }

    @Test
    void a_worker_s_ending_is_one() {
        var run = work.running(person, scope);

        work.end(run, Ending.succeeded(Map.of()));

        assertThat(endingsOf(run)).containsExactly(false, false, true);
    }

    @Test
    void a_cancelled_run_s_ending_is_one() {
        var run = work.queued(person, scope);

        runs.cancel(person, scope.workspaceId(), run.id());

        assertThat(endingsOf(run)).containsExactly(false, true);
    }

    @Test
    void a_report_that_contradicts_the_ending_is_told_of_as_one() {
        var run = work.running(person, scope);
        work.end(run, Ending.succeeded(Map.of()));

        work.end(run, Ending.failed("run.unexpected", null));

        assertThat(endingsOf(run)).containsExactly(false, false, true, true);
    }

    private List<Boolean> endingsOf(OperationRun run) {
        return jdbc.sql("select ended from committed_change where subject_id = ? order by id")
                .param(run.id())
                .query(Boolean.class)
                .list();
    }
}
