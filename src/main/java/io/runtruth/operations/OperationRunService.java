package io.runtruth.operations;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.Capability;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.operations.OperationRunRepository.AnsweredQuestion;
import io.runtruth.operations.OperationRunRepository.EventRow;
import io.runtruth.operations.RunProgress.Going;
import io.runtruth.operations.RunTransition.AlreadyTerminal;
import io.runtruth.operations.RunTransition.Applied;
import io.runtruth.operations.RunTransition.LeaseLost;
import io.runtruth.operations.queue.Node;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.queue.RunQueue;
import io.runtruth.shared.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The only writer of runs, of their events and of their context (I4). Each transition is a compare-and-set that
/// returns what happened; each appends one event and publishes one change, in the same transaction.
@Service
public class OperationRunService {

    private static final Actor WORKER = new Actor.System("worker");
    private static final Actor RECONCILER = new Actor.System("reconciler");
    private static final String SUBJECT = "operation_run";

    /// Questions of one kind that a success ends at once; those beyond are ended by the pass.
    private static final int MOST_ANSWERED = 1_000;

    private final Access access;
    private final OperationRunRepository runs;
    private final RunQueue queue;
    private final ChangeFeed feed;
    private final AuditTrail audit;
    private final RunMetrics metrics;
    private final List<EndingListener> listeners;
    private final Node node;
    private final QueueClock clock;

    OperationRunService(
            Access access,
            OperationRunRepository runs,
            RunQueue queue,
            ChangeFeed feed,
            AuditTrail audit,
            RunMetrics metrics,
            List<EndingListener> listeners,
            Node node,
            QueueClock clock) {
        this.access = access;
        this.runs = runs;
        this.queue = queue;
        this.feed = feed;
        this.audit = audit;
        this.metrics = metrics;
        this.listeners = listeners;
        this.node = node;
        this.clock = clock;
    }

    /// Joins the transaction of the part that starts the operation, which has checked the actor's right and
    /// appends the audit entry: run, event and queue entry commit with what they are about, or not at all (I5).
    @Transactional
    public RunStart start(Actor actor, NewRun asked) {
        var initiator = new Initiator(actor.kind(), actor.accountId().orElse(null), actor.name(), clock.now());
        var dispatched = event(EventKind.DISPATCHED, actor)
                .moving(null, RunStatus.QUEUED)
                .with("via", asked.via().code());
        if (!runs.insert(asked, initiator, againOf(dispatched, asked.againOf()))) {
            return activeRun(asked.scope().workspaceId(), asked.type(), asked.identity())
                    .<RunStart>map(RunStart.AlreadyActive::new)
                    .orElseGet(RunStart.GoneAgain::new);
        }
        var run = asked.queued(initiator);
        metrics.happened(run, dispatched);
        feed.publish(Stream.concat(Stream.of(change(run)), asked.alsoChanged().stream())
                .toList());
        return new RunStart.Started(run);
    }

    /// The run of this identity that is queued or running; for the part that starts the operation.
    public Optional<OperationRun> activeRun(UUID workspaceId, OperationType type, String identity) {
        return runs.active(workspaceId, type, identity);
    }

    /// Keeps on the run's timeline who asked for the same and was given this run (contract 6.2). Joins the caller's
    /// transaction; the caller has checked the actor's right.
    @Transactional
    public void join(Actor actor, OperationRun run, Join join) {
        var event =
                againOf(event(EventKind.JOINED, actor).with("via", join.via().code()), join.againOf());
        keep(run, join.requestId() == null ? event : event.with("request_id", join.requestId()));
        audited(actor, run, "run.joined", Map.of("via", join.via().code()));
    }

    private static RunEvent againOf(RunEvent event, @Nullable UUID before) {
        return before == null ? event : event.with(EventKind.AGAIN_OF, before);
    }

    /// A run whose operation the actor wants to start again; for the part that then does.
    ///
    /// @throws Problem.NotFound also for a run that the actor may not see (I12)
    /// @throws Problem.Conflict `run.not_retryable` for a run that has not ended, or has succeeded
    public OperationRun retryable(Actor actor, UUID workspaceId, UUID runId) {
        var run = visible(actor, workspaceId, runId, Capability.OPERATIONS_MANAGE);
        if (!run.outcome().canBeTriedAgain()) {
            throw new Problem.Conflict("run.not_retryable");
        }
        return run;
    }

    /// Keeps on the timeline of a run as which other run its operation was tried again (contract 3). Joins the
    /// transaction of that start.
    ///
    /// @param now the run that was started, or joined
    @Transactional
    public void triedAgain(Actor actor, OperationRun before, UUID now) {
        keep(before, event(EventKind.TRIED_AGAIN, actor).with(EventKind.TRIED_AGAIN_AS, now));
    }

    /// Takes the run's lease for a worker: raises the attempt.
    @Transactional
    public RunTransition markRunning(UUID runId) {
        var seen = require(runId);
        var picked = seen.status().isActive()
                ? runs.markRunning(runId, seen.attempt(), clock.now())
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
        var stopRequested = runs.progress(run, progress, clock.now());
        if (stopRequested.isEmpty()) {
            return Going.LEASE_LOST;
        }
        feed.publish(change(run));
        return stopRequested.get() ? Going.STOP_REQUESTED : Going.ON;
    }

    /// Ends the run on behalf of the attempt that `run` carries, about the content that it carries. A report that
    /// comes too late changes nothing: it is kept on the timeline and compared with the ending, and flagged for
    /// attention where it contradicts it (I4).
    @Transactional
    public RunTransition complete(OperationRun run, Ending ending) {
        var completed = runs.complete(run, ending, clock.now());
        if (completed.isPresent()) {
            keep(
                    completed.get(),
                    event(EventKind.COMPLETED, WORKER)
                            .moving(run.status(), RunStatus.COMPLETED)
                            .ending(ending.outcome(), ending.reasonCode()));
            tell(
                    List.of(new EndedRun(run, ending.outcome(), ending.reasonCode())),
                    runs.flagIfContradicted(Set.of(run.id())));
            answer(WORKER, Set.of(run.id()));
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
        if (!agrees && runs.flagAsContradicted(now.id(), clock.now())) {
            listeners.forEach(it -> it.contradicted(now));
            answer(WORKER, Set.of(now.id()));
        }
        return new AlreadyTerminal(now);
    }

    /// A queued run is cancelled at once, its queue entry with it, unless a worker has just picked that: it finds
    /// the run ended. A running one is asked to stop, and stops at its next step.
    @Transactional
    public RunTransition cancel(Actor actor, UUID workspaceId, UUID runId) {
        var run = visible(actor, workspaceId, runId, Capability.OPERATIONS_MANAGE);
        var cancelled = runs.cancelQueued(runId, clock.now());
        if (cancelled.isPresent()) {
            queue.removeUnworked(List.of(run.entry()));
            keep(
                    cancelled.get(),
                    event(EventKind.COMPLETED, actor)
                            .moving(RunStatus.QUEUED, RunStatus.COMPLETED)
                            .ending(RunOutcome.CANCELLED, null),
                    run.attempt());
            tell(List.of(new EndedRun(run, RunOutcome.CANCELLED, null)), Set.of());
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
        var asked = runs.requestStop(runId, clock.now());
        asked.ifPresent(now -> {
            keep(now, event(EventKind.STOP_REQUESTED, actor));
            audited(actor, now, "run.stop_requested", Map.of());
        });
        var now = require(runId);
        return now.status().isActive() ? new Applied(now) : new AlreadyTerminal(now);
    }

    /// Ends runs by what was found about them: outcome, `context.reconciliation`, event, audit entry and the
    /// removal of a queue entry that nobody works commit together, in a fixed number of statements. A run that is
    /// no longer as it was found stays as it is, and nothing is written about it: reconciling again changes
    /// nothing (I7). The worker's lease is taken in the same step, so a slow one can do no more harm (I4).
    ///
    /// @param at when they were found
    /// @return the runs that it ended
    @Transactional
    public Set<UUID> reconcile(Actor by, ReconciliationSource source, Instant at, List<ProvenEnding> endings) {
        var ended = runs.reconcile(endings.stream().map(ProvenEnding::closing).toList(), at, source.isTheWorker());
        var kept = endings.stream().filter(it -> ended.contains(it.run().id())).toList();
        if (kept.isEmpty()) {
            return ended;
        }
        tell(kept.stream().map(ProvenEnding::ended).toList(), runs.flagIfContradicted(ended));
        metrics.decided(kept);
        runs.append(kept.stream()
                .map(it -> it.entry(event(EventKind.RECONCILED, by)))
                .toList());
        audit.append(by, kept.stream().map(it -> it.audited()).toList());
        if (!source.isTheWorker()) {
            queue.removeUnworked(kept.stream().map(it -> it.run().entry()).toList());
        }
        feed.publish(kept.stream().map(it -> change(it.run()).ofEnding()).toList());
        answer(by, ended);
        return ended;
    }

    /// Ends what a later run of the same type and environment has answered, of the kinds of these ended runs
    /// (contract 3). After their ending and in its transaction: a success answers what was asked before it was
    /// started, and what fails after a later success asks nobody.
    private void answer(Actor by, Set<UUID> ended) {
        answered(by, runs.answer(ended, clock.now(), MOST_ANSWERED));
    }

    /// What two endings at one instant did not see of each other, and what a node of the release before left open, of
    /// the last minutes. Writes nothing where nothing was left (I7).
    ///
    /// @return how many questions it ended
    @Transactional
    public int answerLately() {
        var answered = runs.answerLately(clock.now(), MOST_ANSWERED);
        answered(RECONCILER, answered);
        return answered.size();
    }

    private void answered(Actor by, List<AnsweredQuestion> answered) {
        if (answered.isEmpty()) {
            return;
        }
        var event = event(EventKind.ATTENTION_ANSWERED, by);
        runs.append(answered.stream()
                .map(it -> EventRow.of(it.run(), event.with(EventKind.ANSWERED_BY, it.by())))
                .toList());
        audit.append(
                by,
                answered.stream()
                        .map(it -> new AuditTrail.Recorded(
                                it.run().workspaceId(),
                                new AuditTrail.Entry(
                                        "run.attention_answered",
                                        SUBJECT,
                                        it.run().id(),
                                        Map.of(EventKind.ANSWERED_BY, it.by()))))
                        .toList());
        answered.forEach(it -> metrics.happened(it.run(), event));
        feed.publish(answered.stream().map(it -> change(it.run()).ofEnding()).toList());
    }

    /// A run that the actor may deal with, as it stays until the transaction ends; for the part that then does.
    ///
    /// @throws Problem.NotFound also for a run that the actor may not see (I12)
    @Transactional
    public OperationRun held(Actor actor, UUID workspaceId, UUID runId) {
        visible(actor, workspaceId, runId, Capability.OPERATIONS_MANAGE);
        return runs.lock(runId).orElseThrow(OperationRunService::notFound);
    }

    /// Keeps a step of those who deal with the question of a run, on its timeline and in the audit trail. Joins the
    /// transaction of the part that has checked and done it.
    ///
    /// @param kind one of attention; [EventKind#ATTENTION_CLOSED] ends the question, and leaves the outcome alone
    /// @param details plain values, bounded
    @Transactional
    public void attended(Actor actor, OperationRun run, EventKind kind, Map<String, Object> details) {
        if (kind == EventKind.ATTENTION_CLOSED) {
            runs.closeAttention(run.id(), clock.now());
        }
        var event = event(kind, actor);
        for (var detail : details.entrySet()) {
            event = event.with(detail.getKey(), detail.getValue());
        }
        keep(run, event);
        var told = new HashMap<>(details);
        // the trail keeps that there are words, the timeline has them
        told.remove(EventKind.NOTE);
        audited(actor, run, "run." + kind.code(), told);
    }

    /// Gives runs that nobody works on to the queue again. One that is no longer as it was found stays as it is.
    ///
    /// @param lost as they were found
    /// @return the runs that it gave back
    @Transactional
    public Set<UUID> giveBack(Actor by, ReconciliationSource source, List<OperationRun> lost) {
        var heldIds = runs.hold(lost);
        var held = lost.stream().filter(run -> heldIds.contains(run.id())).toList();
        var givenIds = queue.giveBack(held.stream().map(OperationRun::entry).toList());
        var given = held.stream().filter(run -> givenIds.contains(run.id())).toList();
        if (given.isEmpty()) {
            return givenIds;
        }
        var event = event(EventKind.GIVEN_BACK, by).with("source", source.code());
        runs.append(given.stream().map(run -> EventRow.of(run, event)).toList());
        given.forEach(run -> metrics.happened(run, event));
        audit.append(
                by,
                given.stream()
                        .map(run -> new AuditTrail.Recorded(
                                run.workspaceId(),
                                new AuditTrail.Entry(
                                        "run.given_back", SUBJECT, run.id(), Map.of("source", source.code()))))
                        .toList());
        feed.publish(given.stream().map(OperationRunService::change).toList());
        return givenIds;
    }

    /// Keeps on the timeline that a passing fault stopped this attempt and the queue will try again.
    ///
    /// @return how often that has happened to the run by now
    @Transactional
    public Retries retryScheduled(OperationRun run, String reference) {
        keep(run, event(EventKind.RETRY_SCHEDULED, WORKER).with("reference", reference));
        return runs.retries(run);
    }

    /// How often passing faults stopped the run, for its worker.
    @Transactional(readOnly = true)
    public Retries retries(OperationRun run) {
        return runs.retries(run);
    }

    /// @param lastReference under which the log has the last fault; null where there was none
    public record Retries(int times, @Nullable String lastReference) {

        /// So many are tried again, each after a longer delay than the one before (contract 4).
        public static final int MOST = 3;

        public static final Retries NONE = new Retries(0, null);

        public boolean areUsedUp() {
            return times > MOST;
        }
    }

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
                .orElseThrow(OperationRunService::notFound);
    }

    private void keep(OperationRun run, RunEvent event) {
        keep(run, event, run.attempt());
    }

    /// @param attempts that were taken up; the run's own number is higher where it was raised to shut a worker out
    private void keep(OperationRun run, RunEvent event, int attempts) {
        runs.append(List.of(EventRow.of(run, event)));
        metrics.happened(run, event, attempts);
        feed.publish(event.kind().tellsOfAnEnding() ? change(run).ofEnding() : change(run));
    }

    private void tell(List<EndedRun> ended, Set<UUID> contradicted) {
        listeners.forEach(it -> it.ended(ended));
        ended.stream()
                .map(EndedRun::run)
                .filter(run -> contradicted.contains(run.id()))
                .forEach(run -> listeners.forEach(it -> it.contradicted(run)));
    }

    private void audited(Actor actor, OperationRun run, String action, Map<String, Object> details) {
        audit.append(actor, run.workspaceId(), new AuditTrail.Entry(action, SUBJECT, run.id(), details));
    }

    private static Change change(OperationRun run) {
        return new Change(Change.Kind.RUN, run.workspaceId(), run.environmentId(), run.id());
    }

    private RunEvent event(EventKind kind, Actor actor) {
        return new RunEvent(kind, clock.now(), actor, node.name());
    }

    /// How a repeated start reached the run it joined.
    ///
    /// @param requestId the caller's own, where it sent one
    /// @param againOf the run that was to be tried again, where one was
    public record Join(
            Via via, @Nullable String requestId, @Nullable UUID againOf) {

        public Join(Via via, @Nullable String requestId) {
            this(via, requestId, null);
        }
    }
}
