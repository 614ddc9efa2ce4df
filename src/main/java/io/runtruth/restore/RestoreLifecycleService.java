package io.runtruth.restore;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunTransition;
import io.runtruth.restore.RestoreRepository.FoundDocument;
import io.runtruth.restore.RestoreRepository.RecordedResult;
import io.runtruth.restore.RestoreRun.RestoreCounts;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What becomes of a restore once it is started, together with its run. A worker that no longer holds the run
/// writes nothing (I4).
@Service
class RestoreLifecycleService {

    private static final Actor WORKER = new Actor.System("worker");

    private final RestoreRepository restores;
    private final SnapshotRepository snapshots;
    private final OperationRunService runs;
    private final AuditTrail audit;
    private final RestoreMetrics metrics;
    private final ChangeFeed feed;
    private final Clock clock;

    RestoreLifecycleService(
            RestoreRepository restores,
            SnapshotRepository snapshots,
            OperationRunService runs,
            AuditTrail audit,
            RestoreMetrics metrics,
            ChangeFeed feed,
            Clock clock) {
        this.restores = restores;
        this.snapshots = snapshots;
        this.runs = runs;
        this.audit = audit;
        this.metrics = metrics;
        this.feed = feed;
        this.clock = clock;
    }

    /// Before the first write: from here on what is not known of a document is read from the target.
    @Transactional
    public Beginning begin(OperationRun run, RestoreRun restore) {
        if (!restores.holds(run)) {
            return Beginning.LEASE_LOST;
        }
        if (!restores.begin(restore, clock.instant())) {
            return Beginning.MOVED_ON;
        }
        metrics.unchanged(restore, restores.settleUnchanged(restore, clock.instant()));
        publish(restore);
        return Beginning.BEGUN;
    }

    /// The target is no longer as the preview had it; nothing was written. A worker that no longer holds the run
    /// says nothing of it: the one that does may have written.
    @Transactional
    public void refuse(OperationRun run, RestoreRun restore) {
        if (!restores.holds(run)) {
            return;
        }
        var transition = runs.complete(run, Ending.blocked("restore.refused"));
        if (transition instanceof RunTransition.Applied && restores.refuse(restore, clock.instant())) {
            audit.append(
                    WORKER,
                    run.workspaceId(),
                    new AuditTrail.Entry("restore.refused", "restore_run", restore.id(), Map.of("run", run.id())));
            publish(restore);
        }
    }

    /// @return false where this worker no longer holds the run: nothing was kept
    @Transactional
    public boolean record(OperationRun run, RestoreRun restore, List<RecordedResult> results) {
        if (!restores.holds(run)) {
            return false;
        }
        restores.record(restore, results, clock.instant());
        metrics.recorded(restore, results);
        publish(restore);
        return true;
    }

    /// Results, run, audit entry and change commit together.
    ///
    /// @param told what was read back otherwise than its result says, and what could not be
    /// @param afterDigest of the target's documents; null where they could not be read
    @Transactional
    public void finish(OperationRun run, RestoreRun restore, List<FoundDocument> told, @Nullable String afterDigest) {
        if (!restores.holds(run)) {
            return;
        }
        if (!told.isEmpty()) {
            restores.found(restore, told);
        }
        var contradicted =
                (int) told.stream().filter(FoundDocument::isContradicting).count();
        var counts = restores.finish(restore, contradicted, afterDigest, clock.instant());
        runs.complete(run, ending(counts));
        var details = new HashMap<String, Object>();
        details.put("run", run.id());
        details.put("applied", counts.applied());
        details.put("unchanged", counts.unchanged());
        details.put("skipped", counts.skipped());
        details.put("failed", counts.failed());
        var before = snapshots
                .find(restore.scope(), restore.beforeId())
                .map(ConfigurationSnapshot::digest)
                .orElse("");
        audit.append(
                WORKER,
                run.workspaceId(),
                new AuditTrail.Entry(
                        "restore.completed",
                        "restore_run",
                        restore.id(),
                        Map.of("content_digest", before),
                        Map.of("content_digest", afterDigest == null ? "" : afterDigest),
                        details));
        publish(restore);
    }

    private static Ending ending(RestoreCounts counts) {
        var facts = counts.facts();
        var summary = Map.of(
                "applied", (long) counts.applied(),
                "unchanged", (long) counts.unchanged(),
                "skipped", (long) counts.skipped(),
                "failed", (long) counts.failed());
        if (facts.contradicted() > 0) {
            return new Ending(RunOutcome.BLOCKED, "restore.contradicted", null, summary);
        }
        if (facts.reached() > 0) {
            return facts.missed() == 0
                    ? Ending.succeeded(summary)
                    : new Ending(RunOutcome.PARTIALLY_SUCCEEDED, "restore.partial", null, summary);
        }
        return new Ending(RunOutcome.FAILED, "restore.failed", null, summary);
    }

    /// Ends the run; what was restored stays, with its results.
    @Transactional
    public void end(OperationRun run, Ending ending) {
        runs.complete(run, ending);
        restores.ofRun(run.scope(), run.id()).ifPresent(this::publish);
    }

    /// What came of beginning.
    enum Beginning {
        BEGUN,
        /// Another attempt has the run.
        LEASE_LOST,
        /// The restore is no longer one that can begin.
        MOVED_ON
    }

    private void publish(RestoreRun restore) {
        feed.publish(new Change(Change.Kind.CONFIGURATION, restore.scope(), restore.id()));
    }
}
