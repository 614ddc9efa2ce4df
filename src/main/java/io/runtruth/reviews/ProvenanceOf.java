package io.runtruth.reviews;

import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.evidence.FileFacts;
import io.runtruth.reviews.ReviewContent.DocumentFile;
import io.runtruth.reviews.ReviewContent.DocumentTarget;
import io.runtruth.reviews.ReviewContent.LeftOut;
import io.runtruth.reviews.ReviewContent.OperationsHealth;
import io.runtruth.reviews.ReviewContent.Source;
import io.runtruth.reviews.compose.ComposeInput;
import java.util.List;
import java.util.TreeMap;

/// What provenance says of a snapshot.
final class ProvenanceOf {

    private ProvenanceOf() {}

    /// @param snapshots those that are pinned, in any order
    static ComposeInput input(PinnedInputs pinned, List<EvidenceSnapshot> snapshots) {
        var operations = pinned.operations();
        return new ComposeInput(
                pinned.environment(),
                snapshots.stream().map(ProvenanceOf::source).toList(),
                pinned.waivers(),
                pinned.leftOut(),
                new OperationsHealth(operations.from(), operations.to(), operations.outcomes()));
    }

    static LeftOut leftOut(EvidenceSnapshot snapshot, int ageDays) {
        return new LeftOut(
                snapshot.id(),
                snapshot.facts().format().code(),
                snapshot.facts().tool(),
                target(snapshot),
                snapshot.collectedAt(),
                isWithoutZone(snapshot),
                ageDays);
    }

    private static Source source(EvidenceSnapshot snapshot) {
        var facts = snapshot.facts();
        return new Source(
                snapshot.id(),
                facts.format().code(),
                facts.tool(),
                facts.toolVersion(),
                target(snapshot),
                snapshot.collectedAt(),
                snapshot.collectedAtUpload(),
                isWithoutZone(snapshot),
                new DocumentFile(
                        snapshot.file().name(),
                        snapshot.file().sizeBytes(),
                        snapshot.file().digest(),
                        facts.postureDigest()),
                facts.isWarned(FileFacts.FAILURES_ONLY),
                new TreeMap<>(facts.byRawResult()),
                facts.summaryDifferences(),
                new TreeMap<>(facts.skipped()),
                facts.warnings());
    }

    private static boolean isWithoutZone(EvidenceSnapshot snapshot) {
        return !snapshot.collectedAtUpload() && snapshot.facts().isWarned(FileFacts.TIME_WITHOUT_ZONE);
    }

    private static DocumentTarget target(EvidenceSnapshot snapshot) {
        return new DocumentTarget(snapshot.facts().targetId(), snapshot.facts().targetName(), snapshot.confirmedBy());
    }
}
