package io.runtruth.operations;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Counts what was committed about runs: each entry of their timelines, each decision, and the attempts that an
/// ending took. What is rolled back is not counted.
@Component
class RunMetrics {

    private static final String NONE = "none";

    private final MeterRegistry meters;

    RunMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void happened(OperationRun run, RunEvent event) {
        happened(run, event, run.attempt());
    }

    /// @param attempts that an ending took
    void happened(OperationRun run, RunEvent event, int attempts) {
        var tags = Tags.of(
                "type", run.type().code(),
                "event", event.kind().code(),
                "outcome", event.outcome() == null ? NONE : event.outcome().code());
        afterCommit(() -> {
            meters.counter("runtruth.run.events", tags).increment();
            if (event.kind() == EventKind.COMPLETED) {
                attempts(run, attempts);
            }
        });
    }

    void decided(List<ProvenEnding> endings) {
        afterCommit(() -> endings.forEach(ending -> {
            var how = ending.reconciliation();
            var type = ending.run().type().code();
            meters.counter(
                            "runtruth.decisions",
                            Tags.of(
                                    "type",
                                    type,
                                    "decision",
                                    how.decision(),
                                    "rule",
                                    how.reasonCode(),
                                    "source",
                                    how.source()))
                    .increment();
            meters.counter(
                            "runtruth.run.events",
                            Tags.of(
                                    "type",
                                    type,
                                    "event",
                                    EventKind.RECONCILED.code(),
                                    "outcome",
                                    ending.outcome().code()))
                    .increment();
            attempts(ending.run(), ending.run().attempt());
        }));
    }

    private void attempts(OperationRun run, int attempts) {
        DistributionSummary.builder("runtruth.run.attempts")
                .tags("type", run.type().code())
                .register(meters)
                .record(attempts);
    }

    private static void afterCommit(Runnable count) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                count.run();
            }
        });
    }
}
