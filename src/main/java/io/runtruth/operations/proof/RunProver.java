package io.runtruth.operations.proof;

import io.runtruth.operations.BusinessRecord;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.ReconciliationEvidence;
import io.runtruth.operations.proof.ReconciliationAdapter.RunInQuestion;
import io.runtruth.operations.proof.ReconciliationDecision.NoProof;
import io.runtruth.operations.proof.ReconciliationDecision.Unsupported;
import io.runtruth.operations.reads.ActiveRun;
import io.runtruth.operations.reads.ActiveRunQueries;
import io.runtruth.operations.reads.ActiveRunQueries.Spent;
import io.runtruth.operations.reads.Freshness.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Asks the adapter of each run's type what the business truth proves, and says what follows (contract 5). On
/// nobody's behalf, and writes nothing: a dry run is to stop here.
@Component
class RunProver {

    private final Map<OperationType, ReconciliationAdapter<?>> adapters;
    private final ActiveRunQueries active;
    private final int mostAttempts;

    RunProver(
            List<ReconciliationAdapter<?>> adapters,
            ActiveRunQueries active,
            @Value("${runtruth.queue.most-attempts}") int mostAttempts) {
        this.adapters = adapters.stream().collect(Collectors.toMap(ReconciliationAdapter::type, Function.identity()));
        this.active = active;
        this.mostAttempts = mostAttempts;
    }

    /// One statement of each adapter for the batch, and one more where something is lost without proof. Nothing
    /// follows from records that can't be read, so about those no adapter is asked (contract 4).
    ///
    /// @return a finding for each run, in their order
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
        var spent = unproven.isEmpty() ? Map.<UUID, Spent>of() : active.spent(unproven);
        return batch.stream()
                .map(it -> finding(
                        it,
                        decisions.get(it.run().id()),
                        spent.getOrDefault(it.run().id(), Spent.NOTHING)))
                .toList();
    }

    private RunFinding finding(ActiveRun active, @Nullable ReconciliationDecision decision, Spent spent) {
        return new RunFinding(
                active.run(), active.freshness(), decision, consequence(active, decision, spent), spent.retries());
    }

    private Consequence consequence(ActiveRun active, @Nullable ReconciliationDecision decision, Spent spent) {
        if (decision == null || !isOpen(active.freshness())) {
            return Consequence.LEAVE;
        }
        if (decision.outcome().isPresent()) {
            return Consequence.END;
        }
        return active.freshness() == State.LOST && leavesItToUs(decision)
                ? fallback(active.run(), spent)
                : Consequence.LEAVE;
    }

    /// What a person asked for comes first. Then bounded by each: passing faults, other pick-ups, and entries that
    /// were lost before anybody picked them up (I6).
    private Consequence fallback(OperationRun run, Spent spent) {
        if (run.stopRequested()) {
            return Consequence.CANCEL;
        }
        var lostByWorkers = run.attempt() - spent.retries().times();
        return !spent.retries().areUsedUp() && lostByWorkers < mostAttempts && spent.givenBack() < mostAttempts
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
        var nothing = new NothingConsidered(run.workspaceId(), run.environmentId());
        return new Unsupported(new Grounds("run.unsupported", null, nothing));
    }

    /// Of a run about which nobody could be asked.
    private record NothingConsidered(
            UUID workspaceId, @Nullable UUID managedEnvironmentId) implements ReconciliationEvidence {

        @Override
        public List<BusinessRecord> considered() {
            return List.of();
        }

        @Override
        public boolean truncated() {
            return false;
        }
    }
}
