package io.runtruth.operations.work;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationJob;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunTransition.AlreadyTerminal;
import io.runtruth.operations.RunTransition.Applied;
import io.runtruth.operations.RunTransition.LeaseLost;
import io.runtruth.operations.proof.WorkerProof;
import io.runtruth.operations.queue.PassingFault;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What all jobs share: the lease, the bound on attempts, the question whether the truth has decided the run already
/// (SPEC 6.3), and the edge at which a failure is caught (STYLE 5).
@Component
public class JobWrapper {

    private static final Logger LOG = LoggerFactory.getLogger(JobWrapper.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    private final OperationRunService runs;
    private final WorkerProof proof;
    private final Clock clock;
    private final int mostAttempts;

    JobWrapper(
            OperationRunService runs,
            WorkerProof proof,
            Clock clock,
            @Value("${runtruth.queue.most-attempts}") int mostAttempts) {
        this.runs = runs;
        this.proof = proof;
        this.clock = clock;
        this.mostAttempts = mostAttempts;
    }

    void work(OperationJob job, UUID runId) {
        switch (runs.markRunning(runId)) {
            case Applied(var run) when run.attempt() > mostAttempts -> proof.endOfAttempts(run);
            case Applied(var run) -> attempt(job, run);
            case AlreadyTerminal(var run) -> LOG.info("run {} had ended before it was picked up", run.id());
            case LeaseLost(var run) -> LOG.info("run {} was picked up by another worker at the same time", run.id());
        }
    }

    private void attempt(OperationJob job, OperationRun run) {
        try {
            if (proof.provenBeforeWork(run)) {
                LOG.info("run {} was decided before it was worked", run.id());
                return;
            }
            job.work(run, progress -> runs.progress(run, progress));
        } catch (RuntimeException e) {
            var reference = reference();
            if (PassingFault.is(e)) {
                LOG.warn("run {} attempt {} met a passing fault [{}]", run.id(), run.attempt(), reference, e);
                runs.retryScheduled(run, reference);
                throw new TriedAgain(reference);
            }
            LOG.error("run {} attempt {} failed [{}]", run.id(), run.attempt(), reference, e);
            job.giveUp(run, Ending.failed("run.unexpected", reference));
        }
    }

    void retryLater(ExecutionComplete failed, ExecutionOperations<Void> entry) {
        var failures = failed.getExecution().consecutiveFailures;
        var delay = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 16));
        entry.reschedule(failed, clock.instant().plus(delay.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : delay));
    }

    /// The next attempt, or, when all are used up, the end: both are decided when the entry is picked up.
    void revive(ExecutionComplete dead, ExecutionOperations<Void> entry) {
        LOG.info("{} stopped reporting; its work is given to another worker", dead.getExecution().taskInstance);
        entry.reschedule(dead, clock.instant());
    }

    private static String reference() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    /// Tells the queue to try again; what went wrong is already in the log.
    private static final class TriedAgain extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TriedAgain(String reference) {
            super("passing fault [" + reference + "]", null, false, false);
        }
    }
}
