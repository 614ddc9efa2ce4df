package io.runtruth.reviews;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunTransition;
import io.runtruth.operations.Via;
import io.runtruth.operations.queue.ManualQueue;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.compose.ReviewComposer;
import io.runtruth.shared.Scope;
import io.runtruth.testing.SettableClock;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What races of compositions are made of: one workspace with its people, an environment for each race, and what each
/// racer does there, by the product's own services.
@TestComponent
class RaceStage {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    private final EnvironmentReviewService starts;
    private final ReviewLifecycleService lifecycle;
    private final ReviewQueries reviews;
    private final EvidenceQueries checks;
    private final OperationRunService runs;
    private final EnvironmentService environments;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final SettableClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private final UUID workspace;
    private final Actor.Person first;
    private final Actor.Person second;
    private final Actor.Person owner;

    private @Nullable ReviewContent composed;

    RaceStage(
            EnvironmentReviewService starts,
            ReviewLifecycleService lifecycle,
            ReviewQueries reviews,
            EvidenceQueries checks,
            OperationRunService runs,
            EnvironmentService environments,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            SettableClock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.starts = starts;
        this.lifecycle = lifecycle;
        this.reviews = reviews;
        this.checks = checks;
        this.runs = runs;
        this.environments = environments;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.workspace = some.workspace();
        this.first = some.person(workspace, Role.REVIEWER);
        this.second = some.person(workspace, Role.REVIEWER);
        this.owner = some.person(workspace, Role.OWNER);
    }

    Actor.Person first() {
        return first;
    }

    Actor.Person second() {
        return second;
    }

    /// A new environment with evidence, and nothing else.
    Scope environment() {
        var scope = some.environment(workspace);
        evidence.snapshot(scope, COLLECTED, "pass");
        return scope;
    }

    StartResult start(Actor.Person person, Scope scope) {
        return starts.create(
                person, scope, new Ask(Via.API, "%s by %s".formatted(scope.environmentId(), person.name())));
    }

    /// A run whose worker took it up, composed, and was not heard of since.
    ///
    /// @param keptEntry whether the queue has found the death and offers the run again; without, it has lost it
    OperationRun runOfSilentWorker(Scope scope, boolean keptEntry) {
        var started = (Dispatched) starts.create(owner, scope, new Ask(Via.API, null));
        var run = runs.markRunning(started.runId()).run();
        if (composed == null) {
            composed = compose(run);
        }
        if (!keptEntry) {
            jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                    .param(run.id().toString())
                    .update();
        }
        clock.advance(LONG_ENOUGH);
        return run;
    }

    private ReviewContent compose(OperationRun run) {
        var input = reviews.composeInput(run).orElseThrow();
        var composer = new ReviewComposer(input);
        for (var source : input.sources()) {
            checks.checks(run.scope(), source.snapshotId(), 0, 10)
                    .forEach(check -> composer.add(source.snapshotId(), check));
        }
        return composer.compose(_ -> {});
    }

    /// An older review that is published; so there is something to supersede.
    void publishedBefore(Scope scope) {
        jdbc.sql("""
                insert into environment_review
                    (id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs,
                    pinned, content, created_at, status_at, version)
                values (?, ?, ?, 'published', ?, 1, '{}', '{}', '{}', ?, ?, 0)
                """)
                .params(
                        UUID.randomUUID(),
                        scope.workspaceId(),
                        scope.environmentId(),
                        "0".repeat(64),
                        COLLECTED.atOffset(java.time.ZoneOffset.UTC),
                        COLLECTED.atOffset(java.time.ZoneOffset.UTC))
                .update();
    }

    /// False where the queue has nothing for a worker.
    boolean work(Scope scope) {
        return queue.workNext(scope, clock.instant());
    }

    /// The silent worker speaks up: it has composed, and stores it.
    RunTransition finishLate(OperationRun run) {
        return lifecycle.ready(run, java.util.Objects.requireNonNull(composed));
    }

    /// What publishing does: the ready review is published, the one that was is superseded by it, in one transaction.
    ///
    /// @return false where nothing is ready
    boolean publish(Scope scope) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            var ready = lock(scope, "ready");
            if (ready == null) {
                return false;
            }
            var before = lock(scope, "published");
            jdbc.sql("update environment_review set status = 'published', version = version + 1 where id = ?")
                    .param(ready)
                    .update();
            if (before != null) {
                jdbc.sql("""
                        update environment_review
                        set status = 'superseded', superseded_by = ?, version = version + 1
                        where id = ?
                        """).params(ready, before).update();
            }
            return true;
        }));
    }

    private @Nullable UUID lock(Scope scope, String status) {
        return jdbc.sql("""
                select id
                from environment_review
                where environment_id = ?
                and status = ?
                order by created_at
                limit 1
                for no key update
                """)
                .params(scope.environmentId(), status)
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    void cancel(OperationRun run) {
        runs.cancel(owner, workspace, run.id());
    }

    void archive(Scope scope) {
        environments.archive(owner, scope);
    }

    /// Whoever is left comes to its end: entries are worked.
    void letEverythingEnd(Scope scope) {
        clock.advance(LONG_ENOUGH);
        while (work(scope)) {
            clock.advance(LONG_ENOUGH);
        }
    }

    RaceFacts facts(Scope scope) {
        return RaceFacts.of(jdbc, scope);
    }
}
