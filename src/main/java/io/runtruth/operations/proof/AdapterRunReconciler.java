package io.runtruth.operations.proof;

import static io.runtruth.operations.ReconciliationSource.DUPLICATE_RECOVERY;
import static io.runtruth.operations.ReconciliationSource.JOB_PREPROOF;
import static io.runtruth.operations.ReconciliationSource.OPERATOR;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.ReconciliationEvidence;
import io.runtruth.operations.ReconciliationSource;
import io.runtruth.operations.proof.ReconciliationAdapter.RunInQuestion;
import io.runtruth.operations.proof.ReconciliationDecision.NoProof;
import io.runtruth.operations.proof.ReconciliationDecision.Unsupported;
import io.runtruth.operations.reads.ActiveRun;
import io.runtruth.operations.reads.ActiveRunQueries;
import io.runtruth.operations.reads.Freshness.State;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Asks the adapter of a run's type what the business truth proves, and applies what follows through
/// [OperationRunService] (SPEC 5). Finding writes nothing, so each call has its dry run for free.
@Component
public class AdapterRunReconciler {

    private static final Actor WORKER = new Actor.System("worker");

    private final Map<OperationType, ReconciliationAdapter<?>> adapters;
    private final ActiveRunQueries active;
    private final OperationRunService runs;
    private final Access access;
    private final Clock clock;
    private final int mostAttempts;

    AdapterRunReconciler(
            List<ReconciliationAdapter<?>> adapters,
            ActiveRunQueries active,
            OperationRunService runs,
            Access access,
            Clock clock,
            @Value("${runtruth.queue.most-attempts}") int mostAttempts) {
        this.adapters = adapters.stream().collect(Collectors.toMap(ReconciliationAdapter::type, Function.identity()));
        this.active = active;
        this.runs = runs;
        this.access = access;
        this.clock = clock;
        this.mostAttempts = mostAttempts;
    }

    /// What the truth says of one run today. The dry run writes nothing, and answers for a run that has ended too;
    /// otherwise what follows is applied, and the finding says whether it was.
    ///
    /// @throws Problem.NotFound also for a run that the actor may not see (I12)
    public RunFinding check(Actor actor, UUID workspaceId, UUID runId, boolean dryRun) {
        var reach =
                access.require(actor, workspaceId, dryRun ? Capability.OPERATIONS_VIEW : Capability.OPERATIONS_MANAGE);
        var asked = active.find(workspaceId, runId)
                .filter(it -> it.run().environmentId() == null
                        ? reach.all()
                        : reach.covers(it.run().scope()))
                .orElseThrow(AdapterRunReconciler::notFound);
        var finding = find(List.of(asked)).getFirst();
        return dryRun ? finding : apply(actor, OPERATOR, List.of(finding)).getFirst();
    }

    /// For a system operator, who sees the runs of all workspaces: applies what follows (SPEC 8).
    ///
    /// @throws Problem.NotFound for anybody else
    public RunFinding checkAnywhere(Actor actor, UUID runId) {
        access.requireSystemOperator(actor);
        var asked = active.find(null, runId).orElseThrow(AdapterRunReconciler::notFound);
        return apply(actor, OPERATOR, find(List.of(asked))).getFirst();
    }

    private static Problem notFound() {
        return new Problem.NotFound("not_found");
    }

    /// For a worker that has just taken the run up.
    ///
    /// @return true where the truth has decided the run and nothing is left to be worked
    public boolean provenBeforeWork(OperationRun run) {
        return settledByTruth(run, JOB_PREPROOF);
    }

    /// For a worker that met another review with the content it had made, or whose own review is no longer its draft.
    ///
    /// @param run with the fingerprint that was met
    /// @return false where the truth proves nothing
    public boolean recovered(OperationRun run) {
        return settledByTruth(run, DUPLICATE_RECOVERY);
    }

    /// For a worker that has taken the run up once too often: the truth decides, or else the run has failed.
    public void endOfAttempts(OperationRun run) {
        apply(WORKER, JOB_PREPROOF, find(List.of(new ActiveRun(run, State.LOST))));
    }

    private boolean settledByTruth(OperationRun run, ReconciliationSource source) {
        var finding = find(List.of(new ActiveRun(run, State.WORKING))).getFirst();
        if (finding.decision() == null || finding.decision().outcome().isEmpty()) {
            return false;
        }
        apply(WORKER, source, List.of(finding.with(Consequence.END)));
        return true;
    }

    /// One statement of each adapter for the batch, and one more where something is lost without proof. Nothing
    /// follows from records that can't be read, so about those no adapter is asked (SPEC 4).
    List<RunFinding> find(List<ActiveRun> batch) {
        var decisions = decide(batch.stream()
                .filter(it -> it.freshness() != State.UNKNOWN)
                .map(it -> new RunInQuestion(it.run(), isAlive(it.freshness())))
                .toList());
        var unproven = batch.stream()
                .filter(it -> it.freshness() == State.LOST
                        && leavesItToUs(decisions.get(it.run().id())))
                .map(ActiveRun::run)
                .toList();
        var givenBack = unproven.isEmpty() ? Map.<UUID, Integer>of() : active.timesGivenBack(unproven);
        return batch.stream()
                .map(it -> finding(it, decisions.get(it.run().id()), givenBack))
                .toList();
    }

    private RunFinding finding(
            ActiveRun active, @Nullable ReconciliationDecision decision, Map<UUID, Integer> givenBack) {
        return new RunFinding(active.run(), active.freshness(), decision, consequence(active, decision, givenBack));
    }

    private Consequence consequence(
            ActiveRun active, @Nullable ReconciliationDecision decision, Map<UUID, Integer> givenBack) {
        if (decision == null || !isOpen(active.freshness())) {
            return Consequence.LEAVE;
        }
        if (decision.outcome().isPresent()) {
            return Consequence.END;
        }
        return active.freshness() == State.LOST && leavesItToUs(decision)
                ? fallback(active.run(), givenBack.getOrDefault(active.run().id(), 0))
                : Consequence.LEAVE;
    }

    /// Bounded by both: pick-ups, and entries that were lost before anybody picked them up (I6).
    private Consequence fallback(OperationRun run, int timesGivenBack) {
        return run.attempt() < mostAttempts && timesGivenBack < mostAttempts
                ? Consequence.GIVE_BACK
                : Consequence.GIVE_UP;
    }

    private static boolean leavesItToUs(@Nullable ReconciliationDecision decision) {
        return decision instanceof NoProof || decision instanceof Unsupported;
    }

    /// Nobody works on it at the moment, and it has not ended.
    private static boolean isOpen(State freshness) {
        return switch (freshness) {
            case WAITING, WAITING_LONG, NO_WORKER, RETRY_SCHEDULED, LOST -> true;
            case WORKING, WORKING_LONG, SILENT, UNKNOWN, DONE -> false;
        };
    }

    private static boolean isAlive(State freshness) {
        return freshness != State.LOST && freshness != State.DONE;
    }

    private Map<UUID, ReconciliationDecision> decide(List<RunInQuestion> batch) {
        var decisions = new HashMap<UUID, ReconciliationDecision>();
        batch.stream().collect(Collectors.groupingBy(it -> it.run().type())).forEach((type, ofType) -> {
            var adapter = adapters.get(type);
            if (adapter == null) {
                ofType.forEach(it -> decisions.put(it.run().id(), unsupported(it.run())));
            } else {
                decisions.putAll(decide(adapter, ofType));
            }
        });
        return decisions;
    }

    private static <F> Map<UUID, ReconciliationDecision> decide(
            ReconciliationAdapter<F> adapter, List<RunInQuestion> batch) {
        return adapter.gather(batch).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, facts -> adapter.decide(facts.getValue())));
    }

    private static ReconciliationDecision unsupported(OperationRun run) {
        return new Unsupported(new Grounds("run.unsupported", null, ReconciliationEvidence.none(run)));
    }

    /// What follows, for those runs that are still as they were found; the others are left to whoever changed them.
    ///
    /// @return the findings in their order, with what did follow
    List<RunFinding> apply(Actor by, ReconciliationSource source, List<RunFinding> findings) {
        var ending = findings.stream()
                .filter(it -> it.consequence() == Consequence.END || it.consequence() == Consequence.GIVE_UP)
                .toList();
        var returning = findings.stream()
                .filter(it -> it.consequence() == Consequence.GIVE_BACK)
                .toList();
        var changed = new HashSet<UUID>();
        if (!ending.isEmpty()) {
            var at = clock.instant();
            changed.addAll(runs.reconcile(
                    by,
                    source,
                    at,
                    ending.stream().map(it -> it.ending(by, source, at)).toList()));
        }
        if (!returning.isEmpty()) {
            changed.addAll(runs.giveBack(
                    by, source, returning.stream().map(RunFinding::run).toList()));
        }
        return findings.stream()
                .map(it -> it.consequence() == Consequence.LEAVE
                                || changed.contains(it.run().id())
                        ? it
                        : it.with(Consequence.CHANGED_MEANWHILE))
                .toList();
    }
}
