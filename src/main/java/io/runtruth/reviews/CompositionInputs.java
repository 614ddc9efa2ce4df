package io.runtruth.reviews;

import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.reviews.CompositionQueries.Ground;
import io.runtruth.reviews.CompositionQueries.NewestFile;
import io.runtruth.reviews.ReviewContent.LeftOut;
import io.runtruth.reviews.StartResult.RefusalReason;
import io.runtruth.reviews.StartResult.Refused;
import io.runtruth.shared.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What a composition is started from (contract 6.1.1). A start looks by the digests of the newest evidence and
/// the risks that are accepted; what only the content needs is read when a review is really made.
@Component
class CompositionInputs {

    private static final Duration OPERATIONS_BEFORE = Duration.ofDays(30);

    private final CompositionQueries grounds;
    private final EvidenceQueries evidence;
    private final RunQueries runs;
    private final Clock clock;

    CompositionInputs(CompositionQueries grounds, EvidenceQueries evidence, RunQueries runs, Clock clock) {
        this.grounds = grounds;
        this.evidence = evidence;
        this.runs = runs;
        this.clock = clock;
    }

    Newest newest(Scope scope) {
        var now = clock.instant();
        return new Newest(now, grounds.ground(scope, now));
    }

    /// Only of what is not refused.
    PinnedInputs pin(Newest newest) {
        var environment = newest.ground().environment();
        return new PinnedInputs(
                environment,
                newest.usable().stream().map(NewestFile::snapshotId).toList(),
                newest.ground().waivers(),
                leftOut(newest),
                operations(environment.scope(), newest.newestCollectedAt()));
    }

    private List<LeftOut> leftOut(Newest newest) {
        var tooOld = newest.tooOld().stream().map(NewestFile::snapshotId).toList();
        return tooOld.isEmpty()
                ? List.of()
                : evidence.snapshots(newest.ground().environment().scope(), tooOld).stream()
                        .sorted(Comparator.comparing(EvidenceSnapshot::id))
                        .map(snapshot -> ProvenanceOf.leftOut(snapshot, newest.ageDays(snapshot.collectedAt())))
                        .toList();
    }

    private PinnedInputs.Operations operations(Scope scope, Instant to) {
        var from = to.minus(OPERATIONS_BEFORE);
        return new PinnedInputs.Operations(from, to, runs.outcomes(scope, from, to));
    }

    /// The newest snapshot of each tool and target, as a look needs them.
    ///
    /// @param at now
    record Newest(Instant at, Ground ground) {

        /// By snapshot id.
        List<NewestFile> usable() {
            return ground.newest().stream()
                    .filter(file -> !isTooOld(file))
                    .sorted(Comparator.comparing(NewestFile::snapshotId))
                    .toList();
        }

        List<NewestFile> tooOld() {
            return ground.newest().stream().filter(this::isTooOld).toList();
        }

        private boolean isTooOld(NewestFile file) {
            return file.collectedAt().isBefore(at.minus(ground.evidenceMaxAge()));
        }

        /// Why nothing can be composed; empty where something can.
        Optional<StartResult> refusal() {
            if (ground.archived()) {
                return Optional.of(new Refused(RefusalReason.ENVIRONMENT_ARCHIVED, null));
            }
            if (ground.newest().isEmpty()) {
                return Optional.of(new Refused(RefusalReason.NO_EVIDENCE, null));
            }
            return usable().isEmpty()
                    ? Optional.of(new Refused(RefusalReason.EVIDENCE_TOO_OLD, ageDays(newestCollectedAt())))
                    : Optional.empty();
        }

        ReviewFingerprint fingerprint() {
            var digests = usable().stream().map(NewestFile::digest).toList();
            return ReviewFingerprint.of(ground.environment().scope(), digests, ground.waivers());
        }

        /// Only of a set that is not empty.
        Instant newestCollectedAt() {
            return ground.newest().stream()
                    .map(NewestFile::collectedAt)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        /// Whole days.
        int ageDays(Instant collectedAt) {
            return Math.toIntExact(ChronoUnit.DAYS.between(collectedAt, at));
        }
    }
}
