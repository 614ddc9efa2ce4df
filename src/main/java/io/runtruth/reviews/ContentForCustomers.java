package io.runtruth.reviews;

import io.runtruth.evidence.CatalogueTexts;
import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.ChangedCheck;
import io.runtruth.evidence.Check.Suppression;
import io.runtruth.evidence.CheckNotes.FrameworkReference;
import io.runtruth.evidence.EvidenceChanges.Changed;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.evidence.FileFacts.SummaryDifference;
import io.runtruth.evidence.StructuredText;
import io.runtruth.reviews.ReviewContent.AcceptedChecks;
import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import io.runtruth.reviews.ReviewContent.AcceptedSuppressed;
import io.runtruth.reviews.ReviewContent.AreaPosture;
import io.runtruth.reviews.ReviewContent.ControlPosture;
import io.runtruth.reviews.ReviewContent.DocumentEnvironment;
import io.runtruth.reviews.ReviewContent.DocumentTarget;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.Findings;
import io.runtruth.reviews.ReviewContent.Found;
import io.runtruth.reviews.ReviewContent.LeftOut;
import io.runtruth.reviews.ReviewContent.Provenance;
import io.runtruth.reviews.ReviewContent.Risk;
import io.runtruth.reviews.ReviewContent.SnapshotPosture;
import io.runtruth.reviews.ReviewContent.SnapshotProvenance;
import io.runtruth.reviews.ReviewContent.Source;
import io.runtruth.reviews.ReviewContent.SuppressedCheck;
import io.runtruth.reviews.ReviewContent.TopRisks;
import io.runtruth.reviews.ReviewDrift.Baseline;
import io.runtruth.reviews.ReviewDrift.Side;
import io.runtruth.reviews.ReviewDrift.SourceDrift;
import io.runtruth.shared.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What those are told of a review who read what is published only (contract 8, published): the screen, the API
/// and the packs for others are written from it, so that none tells more. No count changes and no finding goes.
/// What goes are ids (of accounts, targets, resources, snapshots and of the workspace), the files with their names
/// and digests, names of people, operations, what people noted in a tool's own waiver, and what a tool wrote of
/// the target in its own words, since nobody can tell whom that names: of its texts stay those of a catalogue,
/// as [CatalogueTexts] knows them.
public final class ContentForCustomers {

    private static final UUID NONE = new UUID(0, 0);
    private static final Scope NOWHERE = new Scope(NONE, NONE);

    private final ReviewContent content;
    private final List<String> targets;
    private final boolean isUnnamedToo;
    private final WithoutIds masked;
    private final List<ToldNames> names;
    private final Map<UUID, UUID> snapshots = new HashMap<>();
    private final Map<StructuredText, Integer> places = new HashMap<>();
    private final List<StructuredText> texts = new ArrayList<>();
    private final Map<Integer, @Nullable Integer> whole = new HashMap<>();

    private ContentForCustomers(ReviewContent content) {
        this.content = content;
        this.targets = targets(content);
        this.isUnnamedToo = content.provenance().snapshots().stream()
                .anyMatch(it -> it.source().target().id() == null);
        this.masked = new WithoutIds(targets);
        this.names = content.provenance().snapshots().stream()
                .map(SnapshotProvenance::source)
                .map(it -> new ToldNames(CatalogueTexts.of(it.format(), it.tool()), masked))
                .toList();
    }

    private static List<String> targets(ReviewContent content) {
        return Stream.concat(
                        content.provenance().snapshots().stream()
                                .map(it -> it.source().target()),
                        content.provenance().leftOut().stream().map(LeftOut::target))
                .map(DocumentTarget::id)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /// @param whole as it is kept
    public static ReviewContent of(ReviewContent whole) {
        return new ContentForCustomers(whole).shareable();
    }

    /// The same of what changed: no resources, no evidence, and no ids.
    ///
    /// @param evidence that both reviews were composed from
    /// @param isOut whether the review that it is compared with can be read
    static ReviewDrift of(ReviewDrift whole, Collection<EvidenceSnapshot> evidence, boolean isOut) {
        var masked = new WithoutIds(evidence.stream()
                .map(it -> it.facts().targetId())
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var against = whole.against();
        return new ReviewDrift(
                isOut ? against : new Baseline(null, against.number(), against.publishedAt()),
                whole.sources().stream()
                        .map(it -> source(it, names(it, evidence, masked)))
                        .toList());
    }

    private static ToldNames names(SourceDrift source, Collection<EvidenceSnapshot> evidence, WithoutIds masked) {
        var texts = evidence.stream()
                .map(EvidenceSnapshot::facts)
                .filter(it -> it.tool().equals(source.tool()))
                .map(it -> CatalogueTexts.of(it.format().code(), it.tool()))
                .reduce(CatalogueTexts::and)
                .orElse(CatalogueTexts.NONE);
        return new ToldNames(texts, masked);
    }

    private static SourceDrift source(SourceDrift source, ToldNames names) {
        var changes = new EnumMap<ChangeKind, Changed>(ChangeKind.class);
        source.changes()
                .forEach((kind, changed) -> changes.put(
                        kind,
                        new Changed(
                                changed.count(),
                                changed.first().stream()
                                        .map(it -> new ChangedCheck(
                                                names.control(it.controlId(), it.title()),
                                                names.title(it.controlId(), it.title()),
                                                it.from(),
                                                it.to(),
                                                it.severity(),
                                                null))
                                        .toList())));
        return new SourceDrift(
                names.masked().text(source.tool()),
                null,
                source.comparison(),
                side(source.before(), names.masked()),
                side(source.now(), names.masked()),
                changes,
                source.unchanged());
    }

    private static @Nullable Side side(@Nullable Side side, WithoutIds masked) {
        return side == null
                ? null
                : new Side(null, masked.orNull(side.toolVersion()), side.collectedAt(), side.uploaded());
    }

    private ReviewContent shareable() {
        var findings = content.findings();
        return new ReviewContent(
                content.schemaVersion(),
                content.rulesVersion(),
                new DocumentEnvironment(
                        NOWHERE,
                        content.environment().slug(),
                        content.environment().name()),
                content.completeness(),
                content.executiveSummary(),
                content.controlPosture() == null ? null : posture(content.controlPosture()),
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
                                        snapshot(it.snapshotId()),
                                        it.format(),
                                        masked.text(it.tool()),
                                        target(it.target()),
                                        it.collectedAt(),
                                        it.timeWithoutZone(),
                                        it.ageDays()))
                                .toList()));
    }

    /// A number of its own in the document, by which its parts name each other.
    private UUID snapshot(UUID id) {
        return snapshots.computeIfAbsent(id, _ -> new UUID(0, snapshots.size() + 1L));
    }

    private ControlPosture posture(ControlPosture posture) {
        return new ControlPosture(posture.snapshots().stream()
                .map(it -> new SnapshotPosture(
                        snapshot(it.snapshotId()),
                        it.areas().stream()
                                .map(area -> new AreaPosture(masked.text(area.area()), area.severities()))
                                .toList(),
                        it.folded()))
                .toList());
    }

    private Source source(Source source) {
        return new Source(
                snapshot(source.snapshotId()),
                source.format(),
                masked.text(source.tool()),
                masked.orNull(source.toolVersion()),
                target(source.target()),
                source.collectedAt(),
                source.collectedAtUpload(),
                source.timeWithoutZone(),
                null,
                source.failuresOnly(),
                rawResults(source.rawResults()),
                source.summaryDifferences().stream()
                        .map(it -> new SummaryDifference(masked.text(it.label()), it.stated(), it.counted()))
                        .toList(),
                source.skipped(),
                source.warnings());
    }

    private SortedMap<String, Long> rawResults(Map<String, Long> rawResults) {
        var told = new TreeMap<String, Long>();
        rawResults.forEach((word, checks) -> told.merge(masked.text(word), checks, Long::sum));
        return told;
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
                risks.risks().stream().map(this::risk).toList());
    }

    private Risk risk(Risk it) {
        var names = names(it.snapshotId());
        return new Risk(
                snapshot(it.snapshotId()),
                names.control(it.controlId(), it.title()),
                names.title(it.controlId(), it.title()),
                it.severity(),
                masked.orNull(it.rawSeverity()),
                masked.text(it.area()),
                it.affected(),
                it.resources().stream()
                        .flatMap(resource -> masked.resource(resource).stream())
                        .distinct()
                        .toList(),
                null,
                masked.address(it.remediationUrl()),
                it.finding());
    }

    private ToldNames names(UUID snapshotId) {
        var snapshots = content.provenance().snapshots();
        return IntStream.range(0, snapshots.size())
                .filter(it -> snapshots.get(it).source().snapshotId().equals(snapshotId))
                .mapToObj(names::get)
                .findFirst()
                .orElseGet(() -> new ToldNames(CatalogueTexts.NONE, masked));
    }

    private AcceptedSuppressed suppressed(AcceptedSuppressed accepted) {
        return new AcceptedSuppressed(
                accepted.total(),
                accepted.listed().stream().map(this::suppressed).toList(),
                IntStream.range(0, accepted.accepted().size())
                        .mapToObj(place -> accepted(place, accepted.accepted().get(place)))
                        .toList());
    }

    private SuppressedCheck suppressed(SuppressedCheck it) {
        var names = names(it.snapshotId());
        return new SuppressedCheck(
                snapshot(it.snapshotId()),
                names.control(it.controlId(), it.title()),
                names.title(it.controlId(), it.title()),
                it.result(),
                it.severity(),
                masked.text(it.area()),
                masked.resource(it.resource()).orElse(null),
                null,
                it.until());
    }

    /// What was written for the document stays; who wrote it does not.
    private AcceptedChecks accepted(int place, AcceptedChecks accepted) {
        var risk = accepted.risk();
        var told = new AcceptedRisk(
                new UUID(0, place + 1L),
                risk.version(),
                masked.text(risk.tool()),
                control(risk),
                risk.ordinal(),
                masked.resource(risk.resource()).orElse(null),
                masked.text(risk.reason()),
                null,
                null,
                risk.acceptedAt(),
                risk.until(),
                risk.reviewOn());
        return new AcceptedChecks(told, accepted.checks());
    }

    /// As the findings under it are told.
    private String control(AcceptedRisk risk) {
        var snapshots = content.provenance().snapshots();
        var sources = IntStream.range(0, snapshots.size())
                .filter(it -> snapshots.get(it).source().tool().equals(risk.tool()))
                .boxed()
                .toList();
        var findings = content.findings();
        var named = findings == null
                ? Optional.<String>empty()
                : findings.controls().stream()
                        .filter(it -> sources.contains(it.source()))
                        .filter(it -> !names.get(it.source()).isFound(it.controlId(), it.title()))
                        .filter(it -> risk.control().equals(it.controlId())
                                || risk.control().equals(it.baseId()))
                        .map(it -> names.get(it.source()).control(risk.control(), it.title()))
                        .findFirst();
        var texts = sources.stream()
                .map(it -> names.get(it).texts())
                .reduce(CatalogueTexts::and)
                .orElse(CatalogueTexts.NONE);
        return named.orElseGet(() -> new ToldNames(texts, masked).control(risk.control()));
    }

    private Findings findings(Findings findings) {
        var controls =
                findings.controls().stream().map(it -> finding(findings, it)).toList();
        return new Findings(
                findings.counts(), findings.named(), findings.listed(), findings.rationalesLeftOut(), controls, texts);
    }

    private Finding finding(Findings findings, Finding it) {
        var names = this.names.get(it.source());
        return new Finding(
                it.source(),
                it.group(),
                it.reason(),
                it.result(),
                masked.orNull(it.rawResult()),
                names.control(it.controlId(), it.title()),
                it.baseId() == null ? null : names.control(it.baseId(), it.title()),
                names.title(it.controlId(), it.title()),
                it.severity(),
                masked.orNull(it.rawSeverity()),
                masked.text(it.area()),
                masked.orNull(it.section()),
                masked.orNull(it.product()),
                masked.orNull(it.impact()),
                masked.orNull(it.effort()),
                masked.orNull(it.licence()),
                it.references().stream()
                        .map(one -> new FrameworkReference(masked.text(one.framework()), names.requirement(one.id())))
                        .toList(),
                names.texts().rationale() ? text(findings, it.rationale()) : null,
                names.texts().remedy() ? text(findings, it.remedy()) : null,
                masked.address(it.remediationUrl()),
                it.suppression() == null
                        ? null
                        : new Suppression(null, it.suppression().until()),
                it.accepted(),
                it.checks(),
                found(it));
    }

    private @Nullable Integer text(Findings findings, @Nullable Integer of) {
        return whole.computeIfAbsent(
                Objects.requireNonNullElse(of, -1),
                index -> findings.text(index < 0 ? null : index)
                        .map(masked::of)
                        .map(this::place)
                        .orElse(null));
    }

    private List<Found> found(Finding finding) {
        return finding.found().stream()
                .map(it -> new Found(masked.resource(it.resource()).orElse(null), null))
                .toList();
    }

    private int place(StructuredText text) {
        return places.computeIfAbsent(text, it -> {
            texts.add(it);
            return texts.size() - 1;
        });
    }
}
