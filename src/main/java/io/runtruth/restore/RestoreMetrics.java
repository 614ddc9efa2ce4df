package io.runtruth.restore;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.runtruth.operations.EndedRun;
import io.runtruth.operations.EndingListener;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.restore.RestoreRepository.RecordedResult;
import io.runtruth.restore.target.TargetFault.FaultKind;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Counts what was committed about restores, and how long previews and the writing of documents took. What
/// is rolled back is not counted.
@Component
class RestoreMetrics implements EndingListener {

    private static final String NONE = "none";

    private final MeterRegistry meters;

    RestoreMetrics(MeterRegistry meters) {
        this.meters = meters;
        // there from the beginning, so that the first one is an increase
        count(RunOutcome.SUCCEEDED, null, 0);
        for (var kind : TargetKind.values()) {
            count(kind, ItemResult.APPLIED, null, 0);
            count(kind, ItemResult.UNCHANGED, null, 0);
            count(kind, ItemResult.SKIPPED, RestoreJob.CHANGED, 0);
            for (var fault : FaultKind.values()) {
                count(kind, ItemResult.FAILED, fault.code(), 0);
            }
            writing(kind);
            previewing(kind);
        }
    }

    /// However it ended: by its worker, by a person or by what was found about it.
    @Override
    public void ended(List<EndedRun> ended) {
        ended.stream()
                .filter(it -> it.run().type() == OperationType.RESTORE_EXECUTE)
                .forEach(it -> afterCommit(() -> count(it.outcome(), it.reasonCode(), 1)));
    }

    @Override
    public void contradicted(OperationRun run) {
        // it had ended, and was counted
    }

    private void count(RunOutcome outcome, @Nullable String reason, int more) {
        meters.counter(
                        "runtruth.restores",
                        Tags.of("outcome", outcome.code(), "reason", reason == null ? NONE : reason))
                .increment(more);
    }

    void recorded(RestoreRun restore, List<RecordedResult> results) {
        var kind = TargetKind.of(restore.place());
        afterCommit(() -> results.forEach(it -> count(kind, it.result(), it.reason(), 1)));
    }

    void unchanged(RestoreRun restore, int documents) {
        afterCommit(() -> count(TargetKind.of(restore.place()), ItemResult.UNCHANGED, null, documents));
    }

    private void count(TargetKind target, ItemResult result, @Nullable String reason, int more) {
        meters.counter(
                        "runtruth.restore.documents",
                        Tags.of(
                                "target",
                                target.code(),
                                "result",
                                result.code(),
                                "reason",
                                reason == null ? NONE : reason))
                .increment(more);
    }

    /// @param begun as `System.nanoTime()` had it
    void written(RestoreRun restore, long begun) {
        writing(TargetKind.of(restore.place())).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }

    private Timer writing(TargetKind target) {
        return meters.timer("runtruth.restore.write", "target", target.code());
    }

    /// @param begun as `System.nanoTime()` had it
    void previewed(RestoreRun restore, long begun) {
        previewing(TargetKind.of(restore.place())).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }

    private Timer previewing(TargetKind target) {
        return meters.timer("runtruth.restore.preview", "target", target.code());
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
