package io.runtruth.operations;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.Capability;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.operations.OperationRunRepository.Entry;
import io.runtruth.operations.RunProgress.Going;
import io.runtruth.operations.RunTransition.AlreadyTerminal;
import io.runtruth.operations.RunTransition.Applied;
import io.runtruth.operations.RunTransition.LeaseLost;
import io.runtruth.operations.queue.RunQueue;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The only writer of runs, of their events and of their context (I4). Each transition is a compare-and-set that
/// returns what happened; each appends one event and publishes one change, in the same transaction.
@Service
public class OperationRunService {

    private static final Actor WORKER = new Actor.System("worker");
    private static final String SUBJECT = "operation_run";

    private final Access access;
    private final OperationRunRepository runs;
    private final RunQueue queue;
    private final ChangeFeed feed;
    private final AuditTrail audit;
    private final Node node;
    private final Clock clock;

    OperationRunService(
            Access access,
            OperationRunRepository runs,
            RunQueue queue,
            ChangeFeed feed,
            AuditTrail audit,
            Node node,
            Clock clock) {
        this.access = access;
        this.runs = runs;
        this.queue = queue;
        this.feed = feed;
        this.audit = audit;
        this.node = node;
        this.clock = clock;
    }

    /// Joins the transaction of the part that starts the operation, which has checked the actor's right and appends the
    /// audit entry: run, event and queue entry commit with what they are about, or not at all (I5).
    ///
    /// @return empty where a run of this identity was in the way and is gone again: the caller looks
    /// at the truth anew
    @Transactional
    public Optional<RunStart> start(Actor actor, NewRun asked) {
        var initiator = new Initiator(actor.kind(), actor.accountId().orElse(null), actor.name(), clock.instant());
        var inserted = runs.insert(asked, initiator);
        if (inserted.isEmpty()) {
            return active(asked).map(RunStart.AlreadyActive::new);
        }
        var run = inserted.get();
        keep(
                run,
                event(EventKind.DISPATCHED, actor)
                        .moving(null, RunStatus.QUEUED)
                        .with("via", asked.via().code()));
        queue.schedule(run.type(), run.id());
        return Optional.of(new RunStart.Started(run));
    }

    private Optional<OperationRun> active(NewRun asked) {
        return runs.active(asked.scope().workspaceId(), asked.type(), asked.identity());
    }

    /// The run of this identity that is queued or running; for the part that starts the operation.
    @Transactional(readOnly = true)
    public Optional<OperationRun> activeRun(UUID workspaceId, OperationType type, String identity) {
        return runs.active(workspaceId, type, identity);
    }

    /// Keeps on the run's timeline who asked for the same and was given this run (SPEC 6.2). Joins the caller's
    /// transaction; the caller has checked the actor's right.
    @Transactional
    public void join(Actor actor, OperationRun run, Join join) {
        var event = event(EventKind.JOINED, actor).with("via", join.via().code());
        keep(run, join.requestId() == null ? event : event.with("request_id", join.requestId()));
        audited(actor, run, "run.joined", Map.of("via", join.via().code()));
    }

    /// Takes the run's lease for a worker: raises the attempt.
    @Transactional
    public RunTransition markRunning(UUID runId) {
        var seen = require(runId);
        var picked = seen.status().isActive()
                ? runs.markRunning(runId, seen.attempt(), clock.instant())
                : Optional.<OperationRun>empty();
        if (picked.isPresent()) {
            keep(picked.get(), event(EventKind.PICKED_UP, WORKER).moving(seen.status(), RunStatus.RUNNING));
            return new Applied(picked.get());
        }
        var now = require(runId);
        if (now.status().isActive()) {
            return new LeaseLost(now);
        }
        keep(now, event(EventKind.PICKED_UP_AFTER_END, WORKER));
        return new AlreadyTerminal(now);
    }

    /// For the worker that holds the run; nobody else's report is kept.
    @Transactional
    public Going progress(OperationRun run, Progress progress) {
        if (!runs.progress(run, progress, clock.instant())) {
            return Going.LEASE_LOST;
        }
        feed.publish(change(run));
        return require(run.id()).stopRequested() ? Going.STOP_REQUESTED : Going.ON;
    }

    /// Ends the run on behalf of the attempt that `run` carries, about the content that it carries. A report that
    /// comes too late changes nothing: it is
    /// kept on the timeline and compared with the ending, and flagged for attention where it contradicts it (I4).
    @Transactional
    public RunTransition complete(OperationRun run, Ending ending) {
        var completed = runs.complete(run, ending, clock.instant());
        if (completed.isPresent()) {
            runs.flagIfContradicted(Set.of(run.id()));
            keep(
                    completed.get(),
                    event(EventKind.COMPLETED, WORKER)
                            .moving(run.status(), RunStatus.COMPLETED)
                            .ending(ending.outcome(), ending.reasonCode()));
            return new Applied(completed.get());
        }
        return lateReport(runs.lock(run.id()).orElseThrow(OperationRunService::notFound), ending);
    }

    /// Keeps and compares a worker's report as [#complete] does, where the worker no longer holds the run.
    ///
    /// @return empty where it holds the run: nothing was written
    @Transactional
    public Optional<RunTransition> completeLate(OperationRun run, Ending ending) {
        var now = runs.lock(run.id()).orElseThrow(OperationRunService::notFound);
        return now.status().isActive() && now.attempt() == run.attempt()
                ? Optional.empty()
                : Optional.of(lateReport(now, ending));
    }

    /// @param now locked, so that the run does not end while the report is being kept
    private RunTransition lateReport(OperationRun now, Ending reported) {
        if (now.status().isActive()) {
            keep(now, event(EventKind.LATE_REPORT, WORKER).ending(reported.outcome(), reported.reasonCode()));
            return new LeaseLost(now);
        }
        var agrees = now.outcome() == reported.outcome();
        keep(
                now,
                event(EventKind.LATE_REPORT, WORKER)
                        .ending(reported.outcome(), reported.reasonCode())
                        .with("agrees", agrees));
        if (!agrees) {
            runs.flagAsContradicted(now.id(), clock.instant());
        }
        return new AlreadyTerminal(now);
    }

    /// A queued run is cancelled at once, its queue entry with it; a running one is asked to stop, and stops at its
    /// next step.
    @Transactional
    public RunTransition cancel(Actor actor, UUID workspaceId, UUID runId) {
        var run = visible(actor, workspaceId, runId, Capability.OPERATIONS_MANAGE);
        var cancelled = runs.cancelQueued(runId, clock.instant());
        if (cancelled.isPresent()) {
            queue.remove(run.type(), runId);
            keep(
                    cancelled.get(),
                    event(EventKind.COMPLETED, actor)
                            .moving(RunStatus.QUEUED, RunStatus.COMPLETED)
                            .ending(RunOutcome.CANCELLED, null));
            audit.append(
                    actor,
                    workspaceId,
                    AuditTrail.Entry.change(
                            "run.cancelled",
                            SUBJECT,
                            runId,
                            Map.of("status", RunStatus.QUEUED.code()),
                            Map.of("status", RunStatus.COMPLETED.code(), "outcome", RunOutcome.CANCELLED.code())));
            return new Applied(cancelled.get());
        }
        var asked = runs.requestStop(runId, clock.instant());
        asked.ifPresent(now -> {
            keep(now, event(EventKind.STOP_REQUESTED, actor));
            audited(actor, now, "run.stop_requested", Map.of());
        });
        var now = require(runId);
        return now.status().isActive() ? new Applied(now) : new AlreadyTerminal(now);
    }

    /// Ends runs by what was found about them: outcome, `context.reconciliation`, event, audit entry and the removal
    /// of a queue entry that nobody works commit together, in a fixed number of statements. A run that is no longer
    /// as it was found stays as it is, and nothing is written about it: reconciling again changes nothing (I7).
    /// The worker's lease is taken in the same step, so a slow one can do no more harm (I4).
    ///
    /// @param findings with a consequence that ends them
    /// @return the runs that it ended
    @Transactional
    public Set<UUID> reconcile(Actor by, ReconciliationSource source, List<RunFinding> findings) {
        var at = clock.instant();
        var ends = findings.stream().map(it -> Ended.of(it, by, source, at)).toList();
        var ended = runs.reconcile(ends.stream().map(Ended::closing).toList(), at, source.isTheWorker());
        var kept = ends.stream()
                .filter(it -> ended.contains(it.finding().run().id()))
                .toList();
        if (kept.isEmpty()) {
            return ended;
        }
        runs.flagIfContradicted(ended);
        runs.append(kept.stream()
                .map(it -> it.entry(by, source, event(EventKind.RECONCILED, by)))
                .toList());
        audit.append(by, kept.stream().map(it -> it.audited(source)).toList());
        if (!source.isTheWorker()) {
            queue.removeUnworked(kept.stream().map(it -> it.finding().run()).toList());
        }
        feed.publish(kept.stream().map(it -> change(it.finding().run())).toList());
        return ended;
    }

    /// Gives runs that nobody works on to the queue again. One that is no longer as it was found stays as it is.
    ///
    /// @param findings of lost runs
    /// @return the runs that it gave back
    @Transactional
    public Set<UUID> giveBack(Actor by, ReconciliationSource source, List<RunFinding> findings) {
        var held = runs.hold(findings.stream().map(RunFinding::run).toList());
        var found = findings.stream().filter(it -> held.contains(it.run().id())).toList();
        var given = queue.giveBack(found.stream().map(RunFinding::run).toList());
        var kept = found.stream().filter(it -> given.contains(it.run().id())).toList();
        if (kept.isEmpty()) {
            return given;
        }
        runs.append(kept.stream()
                .map(it -> Entry.of(it.run(), event(EventKind.GIVEN_BACK, by).with("source", source.code())))
                .toList());
        audit.append(
                by,
                kept.stream()
                        .map(it -> new AuditTrail.Recorded(
                                it.run().workspaceId(),
                                new AuditTrail.Entry(
                                        "run.given_back", SUBJECT, it.run().id(), Map.of("source", source.code()))))
                        .toList());
        feed.publish(kept.stream().map(it -> change(it.run())).toList());
        return given;
    }

    /// Keeps on the timeline that a passing fault stopped this attempt and the queue will try again.
    @Transactional
    public void retryScheduled(OperationRun run, String reference) {
        keep(run, event(EventKind.RETRY_SCHEDULED, WORKER).with("reference", reference));
    }

    /// The run as it is, for the part whose operation it is; the caller has checked the actor's right.
    private OperationRun require(UUID runId) {
        return runs.find(runId).orElseThrow(OperationRunService::notFound);
    }

    private static Problem.NotFound notFound() {
        return new Problem.NotFound("not_found");
    }

    private OperationRun visible(Actor actor, UUID workspaceId, UUID runId, Capability capability) {
        var reach = access.require(actor, workspaceId, capability);
        return runs.find(runId)
                .filter(run -> run.workspaceId().equals(workspaceId))
                .filter(run -> run.environmentId() == null ? reach.all() : reach.covers(run.scope()))
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    private void keep(OperationRun run, RunEvent event) {
        runs.append(List.of(Entry.of(run, event)));
        feed.publish(change(run));
    }

    private void audited(Actor actor, OperationRun run, String action, Map<String, Object> details) {
        audit.append(actor, run.workspaceId(), new AuditTrail.Entry(action, SUBJECT, run.id(), details));
    }

    private static Change change(OperationRun run) {
        return new Change(Change.Kind.RUN, run.workspaceId(), run.environmentId(), run.id());
    }

    private RunEvent event(EventKind kind, Actor actor) {
        return new RunEvent(kind, clock.instant(), actor, node.name());
    }

    /// How a repeated start reached the run it joined.
    ///
    /// @param requestId the caller's own, where it sent one
    public record Join(Via via, @Nullable String requestId) {}
}
