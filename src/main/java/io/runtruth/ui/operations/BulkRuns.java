package io.runtruth.ui.operations;

import io.runtruth.access.Actor;
import io.runtruth.access.RequestOrigin;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.proof.RunProofService;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.shared.Problem;
import io.runtruth.ui.kit.BulkWork;
import io.runtruth.ui.kit.ProblemMessages;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Does the same with many runs, outside of the click that asks for it: one after another, each as its own call of the
/// service, which asks for the right at that moment and audits it. A person has one of these under way at a time.
@Component
class BulkRuns {

    /// At once.
    static final int MOST = 500;

    private final OperationRunService runs;
    private final RunProofService proofs;
    private final RunAgain again;
    private final RunQueries queries;
    private final ProblemMessages messages;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

    BulkRuns(
            OperationRunService runs,
            RunProofService proofs,
            RunAgain again,
            RunQueries queries,
            ProblemMessages messages) {
        this.runs = runs;
        this.proofs = proofs;
        this.again = again;
        this.queries = queries;
        this.messages = messages;
    }

    /// @param ids 1 to [#MOST]
    /// @param locale for what goes wrong
    /// @throws Problem.Conflict `operations.bulk_busy`
    BulkWork<RunAttempt> begin(Actor.Person actor, WorkspaceRow workspace, BulkAct act, List<UUID> ids, Locale locale) {
        if (ids.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " at once");
        }
        if (!busy.add(actor.account())) {
            throw new Problem.Conflict("operations.bulk_busy");
        }
        var click = UUID.randomUUID();
        var work = new BulkWork<RunAttempt>(ids.size());
        var asked = new Asked(actor, workspace, act, click, locale);
        Thread.ofVirtual().name("bulk-runs").start(RequestOrigin.kept(() -> {
            try {
                work.work(ids, id -> attempt(asked, id));
            } finally {
                busy.remove(actor.account());
            }
        }));
        return work;
    }

    /// The edge of a thread that nobody waits for: what is thrown is told, and the others have their turn all the same.
    private RunAttempt attempt(Asked asked, UUID id) {
        RunRow run = null;
        try {
            run = queries.row(asked.actor(), asked.workspace().id(), id);
            return done(asked, run);
        } catch (RuntimeException e) {
            return notDone(id, run, messages.of(e, asked.locale()));
        }
    }

    private static RunAttempt notDone(UUID id, @Nullable RunRow run, String words) {
        return new RunAttempt.NotDone(id, run, words);
    }

    private RunAttempt done(Asked asked, RunRow run) {
        var actor = asked.actor();
        return switch (asked.act()) {
            case CANCEL -> new RunAttempt.Cancelled(run, runs.cancel(actor, run.workspaceId(), run.id()));
            case CHECK_NOW -> new RunAttempt.Checked(run, proofs.prove(actor, run.workspaceId(), run.id(), false));
            case TRY_AGAIN ->
                new RunAttempt.BegunAgain(
                        run, again.begin(actor, asked.workspace().slug(), run, asked.click() + "/" + run.id()));
        };
    }

    /// @param click the id of the request; each run's is made of it and the run's own (I14)
    private record Asked(Actor.Person actor, WorkspaceRow workspace, BulkAct act, UUID click, Locale locale) {}
}
