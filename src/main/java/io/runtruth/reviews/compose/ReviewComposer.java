package io.runtruth.reviews.compose;

import io.runtruth.evidence.Check;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.ControlPosture;
import io.runtruth.reviews.ReviewContent.ExecutiveSummary;
import io.runtruth.reviews.ReviewContent.Provenance;
import io.runtruth.reviews.ReviewContent.Rate;
import io.runtruth.reviews.ReviewContent.Section;
import io.runtruth.reviews.ReviewContent.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Composes the content of a review from pinned facts and checks, as a pure fold (I13): no I/O, no clock, nothing
/// that depends on a locale, and equal bytes for equal inputs whatever the order of the checks. Memory does not
/// grow with the checks. One composer serves one composition, in one thread.
public final class ReviewComposer {

    /// Raised by any change of the rules that changes content; part of the fingerprint (contract 6.1.1).
    public static final int RULES_VERSION = 5;

    private final ComposeInput input;
    private final Map<UUID, SnapshotFold> snapshots = new LinkedHashMap<>();
    private final CoverageFold coverage = new CoverageFold();
    private final TopRisksFold risks = new TopRisksFold();
    private final FindingsFold findings = new FindingsFold();
    private final SuppressedFold suppressed = new SuppressedFold();
    private final AcceptedFold accepted;

    public ReviewComposer(ComposeInput input) {
        this.input = input;
        this.accepted = new AcceptedFold(input.waivers());
        for (var source : input.sources()) {
            snapshots.put(source.snapshotId(), new SnapshotFold(source, snapshots.size()));
        }
    }

    /// Takes one check of a pinned snapshot, each exactly once.
    ///
    /// @throws IllegalArgumentException if the snapshot is not pinned
    public void add(UUID snapshotId, Check check) {
        var snapshot = snapshots.get(snapshotId);
        if (snapshot == null) {
            throw new IllegalArgumentException("not a pinned snapshot: " + snapshotId);
        }
        snapshot.add(check);
        coverage.add(check);
        var acceptedAs = accepted.add(snapshot, check);
        risks.add(check, acceptedAs != null);
        findings.add(snapshot, check, acceptedAs);
        suppressed.add(snapshot, check);
    }

    /// The content, once every check of every snapshot has been added.
    ///
    /// @param progress is told each section in order when it is done, one that has nothing to say as well
    /// @throws IllegalStateException if the checks do not add up to what was counted when they were imported
    public ReviewContent compose(Consumer<Section> progress) {
        snapshots.values().forEach(SnapshotFold::requireWhole);
        var empty = coverage.coverage().checks() == 0;
        var summary = empty ? null : executiveSummary();
        progress.accept(Section.EXECUTIVE_SUMMARY);
        var posture = empty ? null : new ControlPosture(each(SnapshotFold::posture));
        progress.accept(Section.CONTROL_POSTURE);
        var named = findings.named();
        var topRisks = empty ? null : risks.topRisks(named);
        progress.accept(Section.TOP_RISKS);
        var allFindings = empty ? null : new FindingsInWords().of(findings.counts(), named);
        progress.accept(Section.FINDINGS);
        var acceptedSuppressed = empty ? null : suppressed.acceptedSuppressed(accepted.risks());
        progress.accept(Section.ACCEPTED_SUPPRESSED);
        progress.accept(Section.OPERATIONS_HEALTH);
        var provenance = new Provenance(each(SnapshotFold::provenance), input.leftOut());
        progress.accept(Section.PROVENANCE);
        return new ReviewContent(
                ReviewContent.SCHEMA_VERSION,
                RULES_VERSION,
                input.environment(),
                CompletenessRule.of(input, coverage.coverage()),
                summary,
                posture,
                topRisks,
                allFindings,
                acceptedSuppressed,
                input.operations(),
                provenance);
    }

    private ExecutiveSummary executiveSummary() {
        var all = new ResultTally();
        snapshots.values().forEach(snapshot -> all.addAll(snapshot.all()));
        var counts = all.counts();
        var collected =
                input.sources().stream().map(Source::collectedAt).sorted().toList();
        return new ExecutiveSummary(
                coverage.coverage(),
                rate(),
                counts,
                risks.failedBySeverity(),
                collected.getFirst(),
                collected.getLast());
    }

    /// A source that says only what failed would make any rate a lie.
    private @Nullable Rate rate() {
        var rated = snapshots.values().stream()
                .filter(snapshot -> !snapshot.source().failuresOnly())
                .map(SnapshotFold::all)
                .filter(all -> all.counts().total() > 0)
                .toList();
        var all = new ResultTally();
        rated.forEach(all::addAll);
        return rated.isEmpty() ? null : all.counts().rate();
    }

    private <T> List<T> each(Function<SnapshotFold, T> part) {
        return snapshots.values().stream().map(part).toList();
    }
}
