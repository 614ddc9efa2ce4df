package io.runtruth.restore;

import static io.runtruth.testing.TestTargets.write;
import static io.runtruth.testing.TestTargets.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TargetServer;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How a target differs from the newest snapshot of its environment (contract 7).
class DriftDbTest extends DatabaseTest {

    private final DriftQueries drifts;
    private final SnapshotService snapshots;
    private final RestoreService restores;
    private final TargetService targetService;
    private final TestTargets targets;
    private final TestWorkspaces some;
    private final ManualQueue queue;
    private final OperationRunService runs;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person operator;
    private Path target;

    DriftDbTest(
            DriftQueries drifts,
            SnapshotService snapshots,
            RestoreService restores,
            TargetService targetService,
            TestTargets targets,
            TestWorkspaces some,
            ManualQueue queue,
            OperationRunService runs,
            JdbcClient jdbc) {
        this.drifts = drifts;
        this.snapshots = snapshots;
        this.restores = restores;
        this.targetService = targetService;
        this.targets = targets;
        this.some = some;
        this.queue = queue;
        this.runs = runs;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void places() {
        scope = some.environment(some.workspace());
        operator = some.person(scope.workspaceId(), Role.OPERATOR);
        target = targets.target(scope);
    }

    @Test
    void a_target_is_compared_by_what_its_documents_say() {
        taken("same.json", "1", "form.json", "{\"a\":1}", "changed.json", "1", "gone.json", "1");
        write(target, "same.json", "1");
        write(target, "form.json", "{ \"a\": 1.0 }");
        write(target, "changed.json", "2");
        write(target, "new.json", "1");
        write(target, "broken.json", "{");

        var drift = drifts.drift(operator, scope);

        assertThat(drift.changed()).isOne();
        assertThat(drift.reformatted()).isOne();
        assertThat(drift.onlyInTarget()).isEqualTo(2);
        assertThat(drift.onlyInSnapshot()).isOne();
        assertThat(drift.same()).isOne();
        assertThat(drift.isNone()).isFalse();
        assertThat(drifts.known(operator, scope)).contains(drift);
    }

    @Test
    void what_a_preview_or_a_comparison_took_is_not_what_it_is_compared_with() {
        var chosen = taken("a.json", "1");
        write(target, "a.json", "2");
        restores.preview(operator, scope, new NewPreview(chosen.id(), null, new RestoreRequest(Via.API, null)));
        write(target, "a.json", "3");
        snapshots.captureToCompare(operator, scope);

        var drift = drifts.drift(operator, scope);

        assertThat(drift.against().id()).isEqualTo(chosen.id());
        assertThat(drift.changed()).isOne();
    }

    @Test
    void what_is_known_is_of_this_target_and_this_snapshot_and_of_no_other() {
        taken("a.json", "1");
        write(target, "a.json", "1");
        assertThat(drifts.drift(operator, scope).isNone()).isTrue();

        taken("a.json", "2");

        assertThat(drifts.known(operator, scope)).isEmpty();
        assertThat(drifts.drift(operator, scope).changed()).isOne();
        targetService.choose(new Actor.System("test"), scope, "elsewhere", null);
        assertThat(drifts.known(operator, scope)).isEmpty();
    }

    @Test
    void what_a_comparison_met_first_is_what_it_is_compared_with_once_somebody_captures_it() {
        taken("a.json", "1");
        write(target, "a.json", "2");
        var compared = snapshots.captureToCompare(operator, scope).snapshot();
        assertThat(drifts.drift(operator, scope).changed()).isOne();

        var captured = snapshots.capture(operator, scope);

        assertThat(captured.alreadyKnown()).isTrue();
        assertThat(drifts.known(operator, scope)).isEmpty();
        var drift = drifts.drift(operator, scope);
        assertThat(drift.against().id()).isEqualTo(compared.id());
        assertThat(drift.isNone()).isTrue();
        assertThat(told(compared)).containsExactly("compared", "captured");
    }

    @Test
    void what_was_taken_before_another_is_what_it_is_compared_with_once_it_is_taken_again() {
        var first = taken("a.json", "1");
        var second = taken("a.json", "2");
        write(target, "a.json", "1");
        assertThat(drifts.drift(operator, scope).against().id()).isEqualTo(second.id());

        taken("a.json", "1");

        assertThat(drifts.drift(operator, scope).against().id()).isEqualTo(first.id());
        assertThat(told(first)).containsExactly("uploaded", "uploaded");
        snapshots.captureToCompare(operator, scope);
        assertThat(told(first)).hasSize(2);
    }

    private List<String> told(ConfigurationSnapshot snapshot) {
        return jdbc.sql("""
                select details ->> 'origin'
                from audit_entry
                where subject_id = ?
                and action = 'configuration.snapshot_taken'
                order by id
                """).param(snapshot.id().toString()).query(String.class).list();
    }

    @Test
    void what_was_read_before_a_restore_is_not_told_after_it() {
        var wanted = taken("a.json", "1");
        write(target, "a.json", "2");
        assertThat(drifts.drift(operator, scope).changed()).isOne();
        var restore =
                restores.preview(operator, scope, new NewPreview(wanted.id(), null, new RestoreRequest(Via.API, null)));
        assertThat(drifts.known(operator, scope)).isPresent();
        var run = ((RestoreDispatched) restores.start(
                        operator, scope, restore.id(), "Environment", null, new RestoreRequest(Via.API, null)))
                .runId();

        queue.work(run);

        assertThat(drifts.known(operator, scope)).isEmpty();
        assertThat(drifts.drift(operator, scope).isNone()).isTrue();
    }

    @Test
    void what_is_read_while_a_restore_is_under_way_or_before_one_that_was_stopped_is_told_to_nobody_else() {
        var wanted = taken("a.json", "1");
        write(target, "a.json", "2");
        var restore =
                restores.preview(operator, scope, new NewPreview(wanted.id(), null, new RestoreRequest(Via.API, null)));
        var run = ((RestoreDispatched) restores.start(
                        operator, scope, restore.id(), "Environment", null, new RestoreRequest(Via.API, null)))
                .runId();
        jdbc.sql("update restore_run set state = 'in_progress', begun_at = now() where id = ?")
                .param(restore.id())
                .update();

        assertThat(drifts.drift(operator, scope).changed()).isOne();
        assertThat(drifts.known(operator, scope)).isEmpty();

        runs.cancel(operator, scope.workspaceId(), run);
        assertThat(drifts.known(operator, scope)).isEmpty();
        drifts.drift(operator, scope);
        assertThat(drifts.known(operator, scope)).isPresent();
    }

    @Test
    void a_reading_is_of_when_it_began_and_a_later_one_counts() {
        try (var server = TargetServer.open().with("a.json", "1")) {
            targetService.choose(new Actor.System("test"), scope, server.address(), TargetServer.TOKEN);
            taken("a.json", "1");
            var inner = new AtomicReference<TargetDrift>();
            server.once("GET", "a.json", (_, _) -> {
                server.with("a.json", "2");
                inner.set(drifts.drift(new Actor.System("test"), scope));
                server.with("a.json", "1");
                return false;
            });

            var outer = drifts.drift(operator, scope);

            assertThat(outer.isNone()).isTrue();
            assertThat(outer.readAt()).isBefore(inner.get().readAt());
            assertThat(drifts.known(operator, scope)).contains(inner.get());
        }
    }

    @Test
    void whoever_asks_so_soon_after_another_has_the_same_and_the_target_is_not_asked_again() {
        try (var server = TargetServer.open().with("a.json", "1")) {
            targetService.choose(new Actor.System("test"), scope, server.address(), TargetServer.TOKEN);
            taken("a.json", "1");
            var first = drifts.drift(operator, scope);
            var asked = server.calls().size();

            var second = drifts.drift(some.person(scope.workspaceId(), Role.AUDITOR), scope);

            assertThat(second).isEqualTo(first);
            assertThat(server.calls()).hasSize(asked);
            assertThat(server.count("PUT")).isZero();
        }
    }

    @Test
    void without_a_snapshot_or_a_target_that_can_be_read_it_says_what_to_do() {
        assertThatThrownBy(() -> drifts.drift(operator, scope))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessage("drift.no_snapshot");
        taken("a.json", "1");
        target.toFile().delete();
        assertThatThrownBy(() -> drifts.drift(operator, scope)).hasMessage("target.missing");
    }

    @Test
    @Tag("I12")
    void who_sees_the_operations_sees_the_counts_and_nobody_else_does() {
        taken("a.json", "1");
        write(target, "a.json", "2");
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);

        assertThat(drifts.drift(auditor, scope).changed()).isOne();
        assertThatThrownBy(() -> snapshots.captureToCompare(auditor, scope)).isInstanceOf(Problem.Forbidden.class);
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        assertThatThrownBy(() -> drifts.drift(customer, scope)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> drifts.known(customer, scope)).isInstanceOf(Problem.Forbidden.class);
        var stranger = some.person(some.workspace(), Role.OWNER);
        assertThatThrownBy(() -> drifts.drift(stranger, scope)).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> drifts.known(stranger, scope)).isInstanceOf(Problem.NotFound.class);
    }

    private ConfigurationSnapshot taken(String... pathsAndTexts) {
        return snapshots
                .take(operator, scope, "a.zip", new ByteArrayInputStream(zip(pathsAndTexts)))
                .snapshot();
    }
}
