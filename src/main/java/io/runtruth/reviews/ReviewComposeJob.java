package io.runtruth.reviews;

import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationJob;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.Progress;
import io.runtruth.operations.RunProgress;
import io.runtruth.operations.RunProgress.Going;
import io.runtruth.operations.RunSubject;
import io.runtruth.operations.proof.WorkerProof;
import io.runtruth.reviews.ReviewContent.Section;
import io.runtruth.reviews.compose.ComposeInput;
import io.runtruth.reviews.compose.ReviewComposer;
import io.runtruth.shared.Scope;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Composes the review of a run (contract 6.3): reads the pinned evidence and composes outside any transaction,
/// then stores content, review and run in one. Safe to repeat: until that transaction nothing is visible, after it
/// the run has ended.
@Component
class ReviewComposeJob implements OperationJob {

    private static final Logger LOG = LoggerFactory.getLogger(ReviewComposeJob.class);
    private static final int CHECKS_AT_ONCE = 1_000;

    private final ReviewQueries reviews;
    private final EvidenceQueries evidence;
    private final ReviewLifecycleService lifecycle;
    private final OperationRunService runs;
    private final WorkerProof proof;

    ReviewComposeJob(
            ReviewQueries reviews,
            EvidenceQueries evidence,
            ReviewLifecycleService lifecycle,
            OperationRunService runs,
            WorkerProof proof) {
        this.reviews = reviews;
        this.evidence = evidence;
        this.lifecycle = lifecycle;
        this.runs = runs;
        this.proof = proof;
    }

    @Override
    public OperationType type() {
        return OperationType.REVIEW_COMPOSE;
    }

    @Override
    public void work(OperationRun run, RunProgress progress) {
        var input = reviews.composeInput(run);
        if (input.isEmpty()) {
            movedOn(run);
            return;
        }
        var steps = new Steps(progress);
        var composer = new ReviewComposer(input.get());
        read(run.scope(), input.get(), composer, steps);
        if (steps.on()) {
            var content = composer.compose(section -> steps.finished(section.code()));
            if (steps.on()) {
                store(run, content, fingerprint(run.scope(), input.get()));
            }
        }
        if (steps.going == Going.STOP_REQUESTED) {
            runs.complete(run, Ending.cancelled());
        }
    }

    @Override
    public void giveUp(OperationRun run, Ending failure) {
        lifecycle.failed(run, failure);
    }

    /// By this node's rules: in a rolling upgrade they may be others than those of the start (contract 6.3).
    private static ReviewFingerprint fingerprint(Scope scope, ComposeInput input) {
        var digests = input.sources().stream()
                .map(source -> Objects.requireNonNull(source.file(), "evidence has its file")
                        .fileDigest())
                .toList();
        return ReviewFingerprint.of(scope, digests, input.waivers());
    }

    /// Another review may have this content already: then the truth of that one decides, in a new transaction.
    private void store(OperationRun run, ReviewContent content, ReviewFingerprint made) {
        try {
            if (lifecycle.ready(run, content, made).isEmpty()) {
                movedOn(run);
            }
        } catch (FingerprintTaken e) {
            var met = run.about(new RunSubject(run.subject().recordId(), made.value()));
            LOG.info("run {} made the content of another review: {}", run.id(), e.getMessage());
            if (!proof.recovered(met)) {
                runs.complete(met, Ending.failed("review.duplicate_unresolved", null));
            }
        }
    }

    /// The review is no longer this run's draft: what has become of it decides.
    private void movedOn(OperationRun run) {
        if (!proof.recovered(run)) {
            runs.complete(run, ReviewLifecycleService.MOVED_ON);
        }
    }

    private void read(Scope scope, ComposeInput input, ReviewComposer composer, Steps steps) {
        for (var source : input.sources()) {
            readSnapshot(scope, source.snapshotId(), composer, steps);
        }
        steps.finished(Steps.READING);
    }

    private void readSnapshot(Scope scope, UUID snapshotId, ReviewComposer composer, Steps steps) {
        var position = 0;
        while (steps.on()) {
            var checks = evidence.checks(scope, snapshotId, position, CHECKS_AT_ONCE);
            checks.forEach(check -> composer.add(snapshotId, check));
            position += checks.size();
            if (checks.size() < CHECKS_AT_ONCE) {
                return;
            }
            steps.still();
        }
    }

    /// One step to read, and one for each section; remembers whether to go on.
    private static final class Steps {

        static final String READING = "evidence";
        private static final int TOTAL = 1 + Section.values().length;

        private final RunProgress progress;
        private int done;
        private Going going;

        Steps(RunProgress progress) {
            this.progress = progress;
            this.going = progress.report(new Progress(0, TOTAL, READING));
        }

        boolean on() {
            return going == Going.ON;
        }

        void still() {
            report(READING);
        }

        void finished(String step) {
            done++;
            report(step);
        }

        private void report(String step) {
            if (on()) {
                going = progress.report(new Progress(done, TOTAL, step));
            }
        }
    }
}
