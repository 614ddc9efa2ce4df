package io.runtruth.operations.work;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationJob;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunProgress.Going;
import io.runtruth.operations.RunTransition;
import io.runtruth.operations.RunTransition.AlreadyTerminal;
import io.runtruth.operations.RunTransition.Applied;
import io.runtruth.operations.RunTransition.LeaseLost;
import io.runtruth.operations.proof.WorkerProof;
import io.runtruth.operations.queue.PassingFault;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.shared.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What all jobs share: the lease, the bound on attempts, the question whether the truth has decided the run
/// already (contract 6.3), and the edge at which a failure is caught (style 5).
///
/// Workers that were lost and passing faults have a bound each. A passing fault is tried again after delays that
/// outlast a failover; when they are used up, the run ends, and says so with the reference of the last (contract
/// 4).
@Component
public class JobWrapper {

    private static final Logger LOG = LoggerFactory.getLogger(JobWrapper.class);
    private static final List<Duration> DELAYS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(60));

    /// What fails as often without coming to the job at all is left to the reconciler, which looks at the truth.
    private static final int MOST_FAILURES = 10;

    private final OperationRunService runs;
    private final WorkerProof proof;
    private final QueueClock clock;
    private final ObservationRegistry observations;
    private final int mostAttempts;

    JobWrapper(
            OperationRunService runs,
            WorkerProof proof,
            QueueClock clock,
            ObservationRegistry observations,
            @Value("${runtruth.queue.most-attempts}") int mostAttempts) {
        this.runs = runs;
        this.proof = proof;
        this.clock = clock;
        this.observations = observations;
        this.mostAttempts = mostAttempts;
    }

    /// @param held whether the entry is still this worker's; asked at each step
    void work(OperationJob job, UUID runId, BooleanSupplier held) {
        var picked = pickUp(runId);
        if (picked.isEmpty()) {
            LOG.info("run {} is not there any more, so there is nothing to do", runId);
            return;
        }
        switch (picked.get()) {
            case Applied(var run) ->
                Observation.createNotStarted("runtruth.job", observations)
                        .lowCardinalityKeyValue("type", run.type().code())
                        .observe(() -> attemptIfAnyIsLeft(job, run, held));
            case AlreadyTerminal(var run) -> LOG.info("run {} had ended before it was picked up", run.id());
            case LeaseLost(var run) -> LOG.info("run {} was picked up by another worker at the same time", run.id());
        }
    }

    private Optional<RunTransition> pickUp(UUID runId) {
        try {
            return Optional.of(runs.markRunning(runId));
        } catch (Problem.NotFound _) {
            return Optional.empty();
        }
    }

    private void attemptIfAnyIsLeft(OperationJob job, OperationRun run, BooleanSupplier held) {
        if (run.attempt() <= mostAttempts) {
            attempt(job, run, held);
            return;
        }
        var retries = runs.retries(run);
        if (retries.areUsedUp()) {
            usedUp(job, run, retries.lastReference());
        } else if (run.attempt() - retries.times() > mostAttempts) {
            proof.endOfAttempts(run);
        } else {
            attempt(job, run, held);
        }
    }

    private void attempt(OperationJob job, OperationRun run, BooleanSupplier held) {
        try {
            if (proof.provenBeforeWork(run)) {
                LOG.info("run {} was decided before it was worked", run.id());
                return;
            }
            job.work(run, progress -> held.getAsBoolean() ? runs.progress(run, progress) : Going.LEASE_LOST);
        } catch (RuntimeException e) {
            var reference = reference();
            if (PassingFault.is(e)) {
                LOG.warn("run {} attempt {} met a passing fault [{}]", run.id(), run.attempt(), reference, e);
                tryAgain(job, run, reference);
            } else {
                LOG.error("run {} attempt {} failed [{}]", run.id(), run.attempt(), reference, e);
                job.giveUp(run, Ending.failed("run.unexpected", reference));
            }
        }
    }

    private void tryAgain(OperationJob job, OperationRun run, String reference) {
        var retries = runs.retryScheduled(run, reference);
        if (retries.areUsedUp()) {
            usedUp(job, run, reference);
        } else {
            throw new TriedAgain(reference, DELAYS.get(retries.times() - 1));
        }
    }

    /// The truth may know better; without proof the run has failed, and no worker was lost.
    private void usedUp(OperationJob job, OperationRun run, @Nullable String reference) {
        if (!proof.provenBeforeWork(run)) {
            LOG.warn("run {} has no attempt left after passing faults [{}]", run.id(), reference);
            job.giveUp(run, Ending.failed("run.attempts_used_up", reference));
        }
    }

    void retryLater(ExecutionComplete failed, ExecutionOperations<Void> entry) {
        var failures = failed.getExecution().consecutiveFailures;
        if (failures >= MOST_FAILURES) {
            LOG.error("{} failed {} times; it is left to the reconciler", failed.getExecution().taskInstance, failures);
            entry.stop();
        } else {
            entry.reschedule(failed, clock.now().plus(delay(failed, failures)));
        }
    }

    private static Duration delay(ExecutionComplete failed, int failures) {
        return failed.getCause().orElse(null) instanceof TriedAgain again
                ? again.delay
                : DELAYS.get(Math.min(failures, DELAYS.size() - 1));
    }

    /// The next attempt, or, when all are used up, the end: both are decided when the entry is picked up.
    void revive(ExecutionComplete dead, ExecutionOperations<Void> entry) {
        LOG.info("{} stopped reporting; its work is given to another worker", dead.getExecution().taskInstance);
        entry.reschedule(dead, clock.now());
    }

    private static String reference() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    /// Tells the queue to try again; what went wrong is already in the log.
    private static final class TriedAgain extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Duration delay;

        TriedAgain(String reference, Duration delay) {
            super("passing fault [" + reference + "]", null, false, false);
            this.delay = delay;
        }
    }
}
