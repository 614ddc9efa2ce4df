package io.runtruth.ui.operations;

import io.runtruth.access.Actor;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunTransition;
import io.runtruth.operations.attention.AttentionService;
import io.runtruth.operations.attention.AttentionStep;
import io.runtruth.operations.attention.HolderQueries;
import io.runtruth.operations.attention.HolderQueries.Candidate;
import io.runtruth.operations.proof.RunFinding;
import io.runtruth.operations.proof.RunProofService;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What a person does about the question of a run, from a page: what comes of it otherwise than asked is a problem that
/// says what.
@Component
class AttentionActs {

    private final AttentionService service;
    private final HolderQueries holders;
    private final OperationRunService runs;
    private final RunProofService proofs;
    private final QueueClock clock;

    AttentionActs(
            AttentionService service,
            HolderQueries holders,
            OperationRunService runs,
            RunProofService proofs,
            QueueClock clock) {
        this.service = service;
        this.holders = holders;
        this.runs = runs;
        this.proofs = proofs;
        this.clock = clock;
    }

    /// By the clock that decides.
    Instant now() {
        return clock.now();
    }

    void take(Actor.Person actor, RunRow run) {
        require(service.take(actor, run.workspaceId(), run.id()));
    }

    void release(Actor.Person actor, RunRow run) {
        require(service.release(actor, run.workspaceId(), run.id()));
    }

    void snooze(Actor.Person actor, RunRow run, Instant until) {
        require(service.snooze(actor, run.workspaceId(), run.id(), until));
    }

    void handOver(Actor.Person actor, RunRow run, UUID to) {
        require(service.handOver(actor, run.workspaceId(), run.id(), to));
    }

    void note(Actor.Person actor, RunRow run, String note) {
        require(service.note(actor, run.workspaceId(), run.id(), note));
    }

    void close(Actor.Person actor, RunRow run, String note) {
        require(service.close(actor, run.workspaceId(), run.id(), note));
    }

    RunTransition cancel(Actor.Person actor, RunRow run) {
        return runs.cancel(actor, run.workspaceId(), run.id());
    }

    /// Ends it by what the records prove, or gives it to the queue again.
    RunFinding checkNow(Actor.Person actor, RunRow run) {
        return proofs.prove(actor, run.workspaceId(), run.id(), false);
    }

    /// Who else could deal with it.
    List<Candidate> candidates(Actor.Person actor, RunRow run) {
        var environment = run.environment() == null ? null : run.environment().id();
        return holders.candidates(actor, run.workspaceId(), environment);
    }

    private static void require(AttentionStep step) {
        switch (step) {
            case AttentionStep.Done _ -> {}
            case AttentionStep.Held held ->
                throw new Problem.Conflict("attention.taken", held.by().name());
            case AttentionStep.Over over ->
                throw new Problem.Conflict(over.attention() == null ? "attention.none" : "attention.over");
        }
    }
}
