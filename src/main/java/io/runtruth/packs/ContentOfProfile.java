package io.runtruth.packs;

import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.ChangedCheck;
import io.runtruth.evidence.Check.Suppression;
import io.runtruth.evidence.EvidenceChanges.Changed;
import io.runtruth.evidence.FileFacts.SummaryDifference;
import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.packs.words.FirstWords;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.AcceptedChecks;
import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import io.runtruth.reviews.ReviewContent.AcceptedSuppressed;
import io.runtruth.reviews.ReviewContent.DocumentFile;
import io.runtruth.reviews.ReviewContent.DocumentTarget;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.Findings;
import io.runtruth.reviews.ReviewContent.Found;
import io.runtruth.reviews.ReviewContent.LeftOut;
import io.runtruth.reviews.ReviewContent.Provenance;
import io.runtruth.reviews.ReviewContent.Risk;
import io.runtruth.reviews.ReviewContent.SnapshotProvenance;
import io.runtruth.reviews.ReviewContent.Source;
import io.runtruth.reviews.ReviewContent.SuppressedCheck;
import io.runtruth.reviews.ReviewContent.TopRisks;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.reviews.ReviewDrift.SourceDrift;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a profile tells of a review: every format is written from it, so that none tells more. No count changes and
/// no finding goes; what goes are ids, names of people and operations, and, of what a tool found, all but its first
/// words.
final class ContentOfProfile {

    private final ReviewContent content;
    private final List<String> targets;
    private final boolean isUnnamedToo;
    private final WithoutIds masked;
    private final Map<StructuredText, Integer> places = new HashMap<>();
    private final List<StructuredText> texts = new ArrayList<>();
    private final Map<Integer, @Nullable Integer> details = new HashMap<>();
    private final Map<Integer, @Nullable Integer> whole = new HashMap<>();

    private ContentOfProfile(ReviewContent content) {
        this.content = content;
        this.targets = Stream.concat(
                        content.provenance().snapshots().stream()
                                .map(it -> it.source().target()),
                        content.provenance().leftOut().stream().map(LeftOut::target))
                .map(DocumentTarget::id)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        this.isUnnamedToo = content.provenance().snapshots().stream()
                .anyMatch(it -> it.source().target().id() == null);
        this.masked = new WithoutIds(targets);
    }

    static ReviewContent of(ReviewContent content, PackProfile profile) {
        return profile.isInternal() ? content : new ContentOfProfile(content).shareable();
    }

    /// What the same profile tells of what changed: no resources, and no ids.
    static @Nullable ReviewDrift of(@Nullable ReviewDrift drift, ReviewContent content, PackProfile profile) {
        if (drift == null || profile.isInternal()) {
            return drift;
        }
        var masked = new ContentOfProfile(content).masked;
        return new ReviewDrift(
                drift.against(),
                drift.sources().stream().map(it -> source(it, masked)).toList());
    }

    private static SourceDrift source(SourceDrift source, WithoutIds masked) {
        var changes = new EnumMap<ChangeKind, Changed>(ChangeKind.class);
        source.changes()
                .forEach((kind, changed) -> changes.put(
                        kind,
                        new Changed(
                                changed.count(),
                                changed.first().stream()
                                        .map(it -> new ChangedCheck(
                                                it.controlId(),
                                                masked.text(it.title()),
                                                it.from(),
                                                it.to(),
                                                it.severity(),
                                                null))
                                        .toList())));
        return new SourceDrift(
                source.tool(), null, source.comparison(), source.before(), source.now(), changes, source.unchanged());
    }

    private ReviewContent shareable() {
        var findings = content.findings();
        return new ReviewContent(
                content.schemaVersion(),
                content.rulesVersion(),
                content.environment(),
                content.completeness(),
                content.executiveSummary(),
                content.controlPosture(),
                content.topRisks() == null ? null : risks(content.topRisks()),
                findings == null ? null : findings(findings),
                content.acceptedSuppressed() == null ? null : suppressed(content.acceptedSuppressed()),
                null,
                new Provenance(
                        content.provenance().snapshots().stream()
                                .map(it -> new SnapshotProvenance(source(it.source()), it.counts(), it.accepted()))
                                .toList(),
                        content.provenance().leftOut().stream()
                                .map(it -> new LeftOut(
                                        it.snapshotId(),
                                        it.format(),
                                        it.tool(),
                                        target(it.target()),
                                        it.collectedAt(),
                                        it.timeWithoutZone(),
                                        it.ageDays()))
                                .toList()));
    }

    private Source source(Source source) {
        return new Source(
                source.snapshotId(),
                source.format(),
                source.tool(),
                source.toolVersion(),
                target(source.target()),
                source.collectedAt(),
                source.collectedAtUpload(),
                source.timeWithoutZone(),
                new DocumentFile(
                        masked.text(source.file().name()),
                        source.file().sizeBytes(),
                        source.file().fileDigest(),
                        source.file().postureDigest()),
                source.failuresOnly(),
                source.rawResults(),
                source.summaryDifferences().stream()
                        .map(it -> new SummaryDifference(masked.text(it.label()), it.stated(), it.counted()))
                        .toList(),
                source.skipped(),
                source.warnings());
    }

    private boolean isOneOfSeveral() {
        return targets.size() > 1 || isUnnamedToo;
    }

    /// Where there are several, which is which: by a number of their own.
    private DocumentTarget target(DocumentTarget target) {
        var number = !isOneOfSeveral() || target.id() == null ? null : "#" + (targets.indexOf(target.id()) + 1);
        return new DocumentTarget(number, masked.resource(target.name()).orElse(null), null);
    }

    private TopRisks risks(TopRisks risks) {
        return new TopRisks(
                risks.failed(),
                risks.shown(),
                risks.risks().stream()
                        .map(it -> new Risk(
                                it.snapshotId(),
                                it.controlId(),
                                masked.text(it.title()),
                                it.severity(),
                                it.rawSeverity(),
                                it.area(),
                                it.affected(),
                                it.resources().stream()
                                        .flatMap(resource -> masked.resource(resource).stream())
                                        .distinct()
                                        .toList(),
                                masked.orNull(it.detail()),
                                masked.address(it.remediationUrl()),
                                it.finding()))
                        .toList());
    }

    private AcceptedSuppressed suppressed(AcceptedSuppressed accepted) {
        return new AcceptedSuppressed(
                accepted.total(),
                accepted.listed().stream()
                        .map(it -> new SuppressedCheck(
                                it.snapshotId(),
                                it.controlId(),
                                masked.text(it.title()),
                                it.result(),
                                it.severity(),
                                it.area(),
                                masked.resource(it.resource()).orElse(null),
                                masked.orNull(it.reason()),
                                it.until()))
                        .toList(),
                accepted.accepted().stream()
                        .map(it -> new AcceptedChecks(accepted(it.risk()), it.checks()))
                        .toList());
    }

    private AcceptedRisk accepted(AcceptedRisk risk) {
        return new AcceptedRisk(
                risk.waiverId(),
                risk.version(),
                risk.tool(),
                risk.control(),
                risk.ordinal(),
                masked.resource(risk.resource()).orElse(null),
                masked.text(risk.reason()),
                null,
                null,
                risk.acceptedAt(),
                risk.until(),
                risk.reviewOn());
    }

    private Findings findings(Findings findings) {
        var controls =
                findings.controls().stream().map(it -> finding(findings, it)).toList();
        return new Findings(
                findings.counts(), findings.named(), findings.listed(), findings.rationalesLeftOut(), controls, texts);
    }

    private Finding finding(Findings findings, Finding it) {
        return new Finding(
                it.source(),
                it.group(),
                it.reason(),
                it.result(),
                it.rawResult(),
                it.controlId(),
                it.baseId(),
                masked.text(it.title()),
                it.severity(),
                it.rawSeverity(),
                it.area(),
                it.section(),
                it.product(),
                it.impact(),
                it.effort(),
                it.licence(),
                it.references(),
                text(findings, it.rationale()),
                text(findings, it.remedy()),
                masked.address(it.remediationUrl()),
                it.suppression() == null
                        ? null
                        : new Suppression(
                                masked.orNull(it.suppression().reason()),
                                it.suppression().until()),
                it.accepted(),
                it.checks(),
                found(findings, it));
    }

    private @Nullable Integer text(Findings findings, @Nullable Integer of) {
        return whole.computeIfAbsent(
                Objects.requireNonNullElse(of, -1),
                index -> findings.text(index < 0 ? null : index)
                        .map(masked::of)
                        .map(this::place)
                        .orElse(null));
    }

    private List<Found> found(Findings findings, Finding finding) {
        var shown = new ArrayList<Found>(finding.found().size());
        for (var found : finding.found()) {
            shown.add(new Found(
                    masked.resource(found.resource()).orElse(null),
                    details.computeIfAbsent(
                            Objects.requireNonNullElse(found.detail(), -1),
                            index -> findings.text(index < 0 ? null : index)
                                    .map(masked::of)
                                    .flatMap(FirstWords::of)
                                    .map(line -> place(
                                            new StructuredText(List.of(new StructuredText.Paragraph(Line.of(line))))))
                                    .orElse(null))));
        }
        return shown;
    }

    private int place(StructuredText text) {
        return places.computeIfAbsent(text, it -> {
            texts.add(it);
            return texts.size() - 1;
        });
    }
}
