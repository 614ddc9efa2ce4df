package io.runtruth.operations.proof;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.ReconciliationSource;
import io.runtruth.operations.queue.Node;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.reads.ActiveRun;
import io.runtruth.operations.reads.ActiveRunQueries;
import io.runtruth.operations.reads.Freshness.State;
import io.runtruth.operations.reads.StuckRunQueries;
import java.util.List;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Looks at every active run, oldest first, and settles those that nobody works on (contract 5, I6). Reads by key,
/// a fixed number of statements for each batch, the halves of which are settled at the same time; keeps what it
/// did, so that a pass that is broken off is gone on with.
@Component
public class OperationLifecycleReconciler {

    /// The task of the queue that runs the passes.
    public static final String RECURRING = "operations.reconcile";

    private static final Logger LOG = LoggerFactory.getLogger(OperationLifecycleReconciler.class);
    private static final Actor RECONCILER = new Actor.System("reconciler");
    private static final int BATCH = 1_000;
    private static final int MOST_LOOKED_AT = 10_000;
    private static final int PARTS_AT_ONCE = 2;
    private static final int PART = BATCH / PARTS_AT_ONCE;

    private final ActiveRunQueries active;
    private final RunProver prover;
    private final StuckRunQueries stuck;
    private final AdapterRunReconciler reconciler;
    private final OperationRunService runs;
    private final ReconcilerPassRepository passes;
    private final AbandonedQuestionRepository abandoned;
    private final Access access;
    private final Node node;
    private final QueueClock clock;
    private volatile boolean questionsFailed;

    OperationLifecycleReconciler(
            ActiveRunQueries active,
            RunProver prover,
            StuckRunQueries stuck,
            AdapterRunReconciler reconciler,
            OperationRunService runs,
            ReconcilerPassRepository passes,
            AbandonedQuestionRepository abandoned,
            Access access,
            Node node,
            QueueClock clock) {
        this.active = active;
        this.prover = prover;
        this.stuck = stuck;
        this.reconciler = reconciler;
        this.runs = runs;
        this.passes = passes;
        this.abandoned = abandoned;
        this.access = access;
        this.node = node;
        this.clock = clock;
    }

    /// The recurring pass. Where somebody has asked for one it is theirs, and what was asked for meanwhile
    /// follows at once.
    ///
    /// @return what the last of them did
    public PassTally pass() {
        var asked = passes.firstOpen();
        var tally = asked.map(by -> pass(by, ReconciliationSource.OPERATOR))
                .orElseGet(() -> pass(RECONCILER, ReconciliationSource.SCHEDULED));
        for (var next = passes.firstOpen(); next.isPresent(); next = passes.firstOpen()) {
            tally = pass(next.get(), ReconciliationSource.OPERATOR);
        }
        return tally;
    }

    private PassTally pass(Actor by, ReconciliationSource source) {
        var pass = new Pass(by, source, passes.begin(source, node.name(), clock.now()), new PassTally());
        var after = pass.begun().after();
        var batch = active.page(after, BATCH);
        while (!batch.isEmpty()) {
            settle(batch, pass);
            after = batch.getLast().key();
            passes.advance(pass.begun().id(), after, pass.tally());
            batch = active.page(after, BATCH);
        }
        lookAfterQuestions();
        passes.finish(pass.begun().id(), clock.now());
        return pass.tally();
    }

    /// The edge at which a fault is kept from the pass, whose work is done (style 5); told once until it is well again.
    private void lookAfterQuestions() {
        try {
            abandoned.free(clock.now());
            runs.answerLately();
            questionsFailed = false;
        } catch (RuntimeException e) {
            if (!questionsFailed) {
                LOG.error("questions could not be looked after; each pass tries it again", e);
            }
            questionsFailed = true;
        }
    }

    /// Between two passes: settles the oldest runs that the queue has no entry for. The pass looks at all of them.
    public void settleForgotten() {
        var lost = active.forgotten(MOST_LOOKED_AT, BATCH).stream()
                .filter(OperationLifecycleReconciler::isLost)
                .toList();
        if (!lost.isEmpty()) {
            LOG.info("the queue has no entry for {} active runs; the truth decides about them", lost.size());
            reconciler.settle(RECONCILER, ReconciliationSource.SCHEDULED, lost);
        }
    }

    /// What a pass would do now: the first lost runs of all workspaces with what follows for each; writes nothing.
    ///
    /// @param most 1 to 1,000
    /// @throws io.runtruth.shared.Problem.NotFound for anybody but a system operator
    public List<RunFinding> preview(Actor actor, int most) {
        access.requireSystemOperator(actor);
        return prover.find(stuck.lost(most));
    }

    private void settle(List<ActiveRun> batch, Pass pass) {
        batch.stream().filter(it -> !isLost(it)).forEach(it -> pass.tally().leftAlone(it.freshness()));
        batch.stream()
                .filter(OperationLifecycleReconciler::isLost)
                .gather(Gatherers.windowFixed(PART))
                .gather(Gatherers.mapConcurrent(PARTS_AT_ONCE, part -> together(part, pass)))
                .forEach(part -> {
                    part.settled().forEach(pass.tally()::settled);
                    part.failed().forEach(it -> alone(it, pass));
                });
    }

    private Part together(List<ActiveRun> lost, Pass pass) {
        try {
            return new Part(settled(lost, pass), List.of());
        } catch (RuntimeException e) {
            LOG.warn("{} runs could not be reconciled together, so each is by itself", lost.size(), e);
            return new Part(List.of(), lost);
        }
    }

    /// The edge at which a fault is kept to the run that has it: one bad run never stops the pass (style 5). A
    /// database that is away does, at the next statement.
    private void alone(ActiveRun lost, Pass pass) {
        try {
            settled(List.of(lost), pass).forEach(pass.tally()::settled);
        } catch (RuntimeException e) {
            LOG.error("run {} could not be reconciled", lost.run().id(), e);
            pass.tally().broken();
            passes.advance(pass.begun().id(), lost.key(), pass.tally());
        }
    }

    private List<RunFinding> settled(List<ActiveRun> lost, Pass pass) {
        return reconciler.settle(pass.by(), pass.source(), lost);
    }

    private static boolean isLost(ActiveRun run) {
        return run.freshness() == State.LOST;
    }

    private record Pass(Actor by, ReconciliationSource source, ReconcilerPassRepository.Begun begun, PassTally tally) {}

    /// @param failed the runs of which nothing is known because they failed together
    private record Part(List<RunFinding> settled, List<ActiveRun> failed) {}
}
