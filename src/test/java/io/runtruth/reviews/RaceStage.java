package io.runtruth.reviews;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunProgress;
import io.runtruth.operations.RunTransition;
import io.runtruth.operations.Via;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import io.runtruth.operations.proof.RunProofService;
import io.runtruth.operations.proof.WorkerProof;
import io.runtruth.operations.queue.SeveredNode;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.compose.ComposeInput;
import io.runtruth.reviews.compose.ReviewComposer;
import io.runtruth.shared.Scope;
import io.runtruth.testing.SettableClock;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What races of compositions are made of: one workspace with its people, an environment for each race, and what
/// each racer does there, by the product's own services.
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
    private final ReviewComposeJob job;
    private final WorkerProof worker;
    private final RunProofService proofs;
    private final OperationLifecycleReconciler passes;
    private final ManualQueue queue;
    private final SeveredNode severed;
    private final RunQueries pages;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final SettableClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private final Set<UUID> oncePublished = ConcurrentHashMap.newKeySet();
    private final UUID workspace;
    private final Actor.Person first;
    private final Actor.Person second;
    private final Actor.Person owner;

    RaceStage(
            EnvironmentReviewService starts,
            ReviewLifecycleService lifecycle,
            ReviewQueries reviews,
            EvidenceQueries checks,
            OperationRunService runs,
            EnvironmentService environments,
            ReviewComposeJob job,
            WorkerProof worker,
            RunProofService proofs,
            OperationLifecycleReconciler passes,
            ManualQueue queue,
            SeveredNode severed,
            RunQueries pages,
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
        this.job = job;
        this.worker = worker;
        this.proofs = proofs;
        this.passes = passes;
        this.queue = queue;
        this.severed = severed;
        this.pages = pages;
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

    Actor.Person owner() {
        return owner;
    }

    /// A new environment with evidence, and nothing else.
    Scope environment() {
        var scope = some.environment(workspace);
        evidence.snapshot(scope, COLLECTED, "pass");
        return scope;
    }

    StartResult start(Actor.Person person, Scope scope) {
        return starts.create(
                person, scope, new StartRequest(Via.API, "%s by %s".formatted(scope.environmentId(), person.name())));
    }

    /// A review that is ready, and evidence that it does not know of.
    UUID outdated(Scope scope) {
        var started = (Dispatched) starts.create(owner, scope, new StartRequest(Via.API, null));
        clock.advance(LONG_ENOUGH);
        work(scope);
        evidence.snapshot(scope, COLLECTED, "fail");
        return started.reviewId();
    }

    StartResult refresh(Actor.Person person, ReviewRef review) {
        return starts.refresh(
                person, review, new StartRequest(Via.API, "refresh %s by %s".formatted(review.id(), person.name())));
    }

    /// A run that was cancelled before anybody took it up; its draft is left.
    UUID cancelled(Scope scope) {
        var run = queued(scope);
        runs.cancel(owner, workspace, run);
        return run;
    }

    StartResult again(Actor.Person person, UUID run) {
        return starts.again(
                person, workspace, run, new StartRequest(Via.API, "again %s by %s".formatted(run, person.name())));
    }

    /// A run that waits in the queue.
    UUID queued(Scope scope) {
        return ((Dispatched) starts.create(owner, scope, new StartRequest(Via.API, null))).runId();
    }

    /// A worker that took a run up, composed, and was not heard of since.
    ///
    /// @param attempt the one it works on, from 1; the workers before it were not heard of either
    /// @param keptEntry whether the queue has found the death and offers the run again; without, it has lost it
    Silent silentWorker(Scope scope, int attempt, boolean keptEntry) {
        var id = queued(scope);
        for (var before = 1; before < attempt; before++) {
            runs.markRunning(id);
        }
        var run = runs.markRunning(id).run();
        var input = reviews.composeInput(run).orElseThrow();
        var digests = input.sources().stream()
                .map(source -> source.file().fileDigest())
                .toList();
        var made = ReviewFingerprint.of(scope, digests, input.waivers());
        if (!keptEntry) {
            jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                    .param(run.id().toString())
                    .update();
        }
        clock.advance(LONG_ENOUGH);
        return new Silent(run, compose(scope, input), made);
    }

    private ReviewContent compose(Scope scope, ComposeInput input) {
        var composer = new ReviewComposer(input);
        for (var source : input.sources()) {
            checks.checks(scope, source.snapshotId(), 0, 10).forEach(check -> composer.add(source.snapshotId(), check));
        }
        return composer.compose(_ -> {});
    }

    /// A worker that picked the run's entry and did nothing since, not even say so.
    ManualQueue.Picked slowWorker(Scope scope) {
        queued(scope);
        clock.advance(LONG_ENOUGH);
        var picked = queue.pick(scope, clock.instant()).orElseThrow();
        clock.advance(LONG_ENOUGH);
        return picked;
    }

    /// A worker that has just picked the run's entry and has not yet begun.
    ManualQueue.Picked pickedWorker(Scope scope) {
        queued(scope);
        clock.advance(LONG_ENOUGH);
        return queue.pick(scope, clock.instant()).orElseThrow();
    }

    /// The same, on a node that has lost its session, and lives.
    ManualQueue.Picked severedWorker(Scope scope) {
        var picked = pickedWorker(scope);
        severed.holds(picked.taskInstance());
        return picked;
    }

    void lookForDeadNodes() {
        severed.isLookedAt(clock.instant());
    }

    void severedNodeBegins() {
        severed.begins();
    }

    Freshness.State freshness(UUID run) {
        return pages.row(owner, workspace, run).freshness().state();
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
                        COLLECTED.atOffset(ZoneOffset.UTC),
                        COLLECTED.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// False where the queue has nothing for a worker.
    boolean work(Scope scope) {
        var picked = queue.pick(scope, clock.instant());
        picked.ifPresent(queue::work);
        return picked.isPresent();
    }

    void workOn(ManualQueue.Picked picked) {
        queue.work(picked);
    }

    /// The silent worker speaks up: it has composed, and stores it as its job does.
    Optional<RunTransition> finishLate(Silent silent) {
        var stored = lifecycle.ready(silent.run, silent.content, silent.made);
        if (stored.isEmpty() && !worker.recovered(silent.run)) {
            runs.complete(silent.run, Ending.blocked("review.moved_on"));
        }
        return stored;
    }

    /// The silent worker does its work again from the beginning, as after a long pause.
    void workLate(Silent silent) {
        job.work(silent.run, _ -> RunProgress.Going.ON);
    }

    void pass() {
        passes.pass();
    }

    void check(OperationRun run) {
        proofs.prove(owner, workspace, run.id(), false);
    }

    /// What publishing does: the ready review is published, the one that was is superseded by it, in one
    /// transaction.
    ///
    /// @return false where nothing is ready
    boolean publish(Scope scope) {
        var published = transaction.execute(_ -> {
            var ready = lock(scope, "ready");
            if (ready == null) {
                return null;
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
            return ready;
        });
        if (published != null) {
            oncePublished.add(published);
        }
        return published != null;
    }

    /// What was published in any race so far.
    Set<UUID> oncePublished() {
        return oncePublished;
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

    void cancel(UUID run) {
        runs.cancel(owner, workspace, run);
    }

    void archive(Scope scope) {
        environments.change(owner, scope, new EnvironmentChange(null, true, null));
    }

    /// Whoever is left comes to its end within two passes: what has an entry is worked, what has none is settled.
    void letEverythingEnd(Scope scope) {
        for (var pass = 0; pass < 2 && isSomethingActive(scope); pass++) {
            clock.advance(LONG_ENOUGH);
            passes.pass();
            while (work(scope)) {
                clock.advance(LONG_ENOUGH);
            }
        }
    }

    private boolean isSomethingActive(Scope scope) {
        return jdbc.sql("""
                select exists (
                    select 1
                    from operation_run
                    where workspace_id = ?
                    and environment_id = ?
                    and status <> 'completed')
                    or exists (select 1 from scheduled_tasks)
                """)
                .params(scope.workspaceId(), scope.environmentId())
                .query(Boolean.class)
                .single();
    }

    RaceFacts facts(Scope scope) {
        return RaceFacts.of(jdbc, scope);
    }

    /// @param run as the worker took it up
    record Silent(OperationRun run, ReviewContent content, ReviewFingerprint made) {}
}
