package io.runtruth.packs;

import io.runtruth.evidence.ChangedCheck;
import io.runtruth.packs.words.DocumentWords;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.packs.words.FrameworkPosture;
import io.runtruth.packs.words.Frameworks;
import io.runtruth.packs.words.SourceSentences;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.AcceptedChecks;
import io.runtruth.reviews.ReviewContent.Counts;
import io.runtruth.reviews.ReviewContent.DocumentFile;
import io.runtruth.reviews.ReviewContent.DocumentTarget;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.Findings;
import io.runtruth.reviews.ReviewContent.LeftOut;
import io.runtruth.reviews.ReviewContent.Risk;
import io.runtruth.reviews.ReviewContent.SnapshotProvenance;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.reviews.ReviewDrift.SourceDrift;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.shared.CanonicalJson;
import io.runtruth.shared.Coded;
import io.runtruth.texts.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A review for other programs, as `review-pack.schema.json` describes it: RFC 8785 JSON with snake_case names, absent
/// instead of `null`. Texts of tools are plain and exactly as they are kept: who shows them escapes them.
final class JsonPack {

    /// Raised when readers of the version before would misread it.
    static final int SCHEMA_VERSION = 2;

    private final ReviewContent content;
    private final FindingWords findingWords;
    private final SourceSentences sentences;
    private final Frameworks frameworks;

    private JsonPack(ReviewContent content, DocumentWords words) {
        this.content = content;
        this.findingWords = new FindingWords(content, words);
        this.sentences = new SourceSentences(content, findingWords, words);
        this.frameworks = new Frameworks(content);
    }

    /// @param content what the profile tells of the review
    static byte[] write(
            ReviewContent content, PackReview review, PackProfile profile, Language language, DocumentWords words) {
        var pack = new JsonPack(content, words);
        return CanonicalJson.bytes(fields().with("schema", "runtruth.review-pack")
                .with("schema_version", SCHEMA_VERSION)
                .with("profile", profile.code())
                .with("language", language.code())
                .with("review", pack.review(review, profile))
                .with("notes", review.notes().isEmpty() ? null : notes(review.notes()))
                .with("completeness", pack.completeness())
                .with("summary", pack.summary())
                .with("sources", pack.sources(profile))
                .with("left_out", pack.leftOut())
                .with("first_risks", pack.risks())
                .with("accepted_risks", pack.accepted())
                .with("findings", content.findings() == null ? null : pack.findings(content.findings()))
                .with("frameworks", content.findings() == null ? null : pack.frameworks())
                .with("frameworks_left_out", pack.frameworksLeftOut())
                .with("operations", pack.operations())
                .with("drift", review.drift() == null ? null : pack.drift(review.drift(), profile))
                .map());
    }

    private Map<String, Object> review(PackReview review, PackProfile profile) {
        var published = review.published();
        return fields().with(
                        "environment",
                        fields().with("slug", review.slug())
                                .with("name", content.environment().name())
                                .map())
                .with("id", profile.isInternal() ? review.id().toString() : null)
                .with("status", review.status().code())
                .with("fingerprint", review.fingerprint())
                .with("rules_version", content.rulesVersion())
                .with("composed_at", time(review.composedAt()))
                .with("published_at", published == null ? null : time(published.at()))
                .with("published_by", published == null ? null : published.by())
                .with("number", published == null ? null : published.number())
                .map();
    }

    /// As they were written.
    static List<Object> notes(List<ReviewNote> notes) {
        return notes.stream()
                .<Object>map(it -> fields().with("section", it.section().code())
                        .with("text", it.text())
                        .with("internal", it.internal() ? true : null)
                        .with("by", it.by())
                        .with("at", time(it.at()))
                        .map())
                .toList();
    }

    private Map<String, Object> drift(ReviewDrift drift, PackProfile profile) {
        return fields().with(
                        "against",
                        fields().with("number", drift.against().number())
                                .with("published_at", time(drift.against().publishedAt()))
                                .map())
                .with(
                        "sources",
                        drift.sources().stream()
                                .<Object>map(source -> drift(source, profile))
                                .toList())
                .map();
    }

    private static Map<String, Object> drift(SourceDrift source, PackProfile profile) {
        var changes = new TreeMap<String, Object>();
        source.changes()
                .forEach((kind, changed) -> changes.put(
                        kind.code(),
                        fields().with("count", changed.count())
                                .with(
                                        "first",
                                        changed.first().stream()
                                                .<Object>map(check -> changed(check, profile))
                                                .toList())
                                .map()));
        return fields().with("tool", source.tool())
                .with("comparison", source.comparison().code())
                .with("unchanged", source.unchanged())
                .with("changes", changes)
                .map();
    }

    private static Map<String, Object> changed(ChangedCheck check, PackProfile profile) {
        return fields().with("control_id", check.controlId())
                .with("title", check.title())
                .with("from", check.from())
                .with("to", check.to())
                .with("severity", check.severity().code())
                .with("resource", profile.isInternal() ? check.resource() : null)
                .map();
    }

    private static String time(Instant at) {
        return at.toString();
    }

    private Map<String, Object> completeness() {
        return fields().with("state", content.completeness().state().code())
                .with("reasons", coded(content.completeness().reasons()))
                .map();
    }

    private @Nullable Map<String, Object> summary() {
        var summary = content.executiveSummary();
        return summary == null
                ? null
                : fields().with("checks", summary.coverage().checks())
                        .with("assessed", summary.coverage().assessed())
                        .with("gaps", coded(summary.coverage().gaps()))
                        .with("counts", counts(summary.counts()))
                        .with("failed_by_severity", coded(summary.failed()))
                        .map();
    }

    private static Map<String, Object> counts(Counts counts) {
        return fields().with("total", counts.total())
                .with("by_result", coded(counts.results()))
                .with("suppressed", coded(counts.suppressed()))
                .map();
    }

    private static Map<String, Object> coded(Map<? extends Coded, Long> counts) {
        var named = new TreeMap<String, Object>();
        counts.forEach((code, count) -> named.put(code.code(), count));
        return named;
    }

    private List<Object> sources(PackProfile profile) {
        var sources = new ArrayList<>();
        content.provenance().snapshots().forEach(it -> sources.add(source(it, profile)));
        return sources;
    }

    private Map<String, Object> source(SnapshotProvenance snapshot, PackProfile profile) {
        var source = snapshot.source();
        var rate = snapshot.rate()
                .map(it -> fields().with("passed", it.passed())
                        .with("rated", it.rated())
                        .map())
                .orElse(null);
        return fields().with(
                        "snapshot", profile.isInternal() ? source.snapshotId().toString() : null)
                .with("format", source.format())
                .with("tool", source.tool())
                .with("tool_version", source.toolVersion())
                .with("target", target(source.target()))
                .with("collected_at", time(source.collectedAt()))
                .with("collected_at_upload", source.collectedAtUpload())
                .with("time_without_zone", source.timeWithoutZone())
                .with("failures_only", source.failuresOnly())
                .with("counts", counts(snapshot.counts()))
                .with("accepted", coded(snapshot.accepted()))
                .with("rate", rate)
                .with("areas", areas(snapshot))
                .with("raw_results", new TreeMap<String, Object>(source.rawResults()))
                .with("summary_differences", differences(snapshot))
                .with("skipped", new TreeMap<String, Object>(source.skipped()))
                .with("warnings", List.<Object>copyOf(source.warnings()))
                .with("file", file(source.file()))
                .map();
    }

    private static @Nullable Map<String, Object> file(@Nullable DocumentFile file) {
        return file == null
                ? null
                : fields().with("name", file.name())
                        .with("size_bytes", file.sizeBytes())
                        .with("digest", file.fileDigest())
                        .with("posture_digest", file.postureDigest())
                        .map();
    }

    private static Map<String, Object> target(DocumentTarget target) {
        return fields().with("id", target.id())
                .with("name", target.name())
                .with("confirmed_by", target.confirmedBy())
                .map();
    }

    private List<Object> areas(SnapshotProvenance snapshot) {
        var areas = new ArrayList<>();
        if (content.controlPosture() != null) {
            sentences
                    .areas(sentences.posture(snapshot))
                    .forEach((name, row) -> areas.add(fields().with("name", name)
                            .with("total", row.total())
                            .with("by_result", coded(row.results()))
                            .with("suppressed", row.suppressed())
                            .with("failed_by_severity", coded(row.failed()))
                            .map()));
        }
        return areas;
    }

    private static List<Object> differences(SnapshotProvenance snapshot) {
        return snapshot.source().summaryDifferences().stream()
                .<Object>map(it -> fields().with("label", it.label())
                        .with("stated", it.stated())
                        .with("counted", it.counted())
                        .map())
                .toList();
    }

    private List<Object> leftOut() {
        return content.provenance().leftOut().stream()
                .<Object>map(JsonPack::leftOut)
                .toList();
    }

    private static Map<String, Object> leftOut(LeftOut it) {
        return fields().with("format", it.format())
                .with("tool", it.tool())
                .with("target", target(it.target()))
                .with("collected_at", time(it.collectedAt()))
                .with("time_without_zone", it.timeWithoutZone())
                .with("age_days", it.ageDays())
                .map();
    }

    private @Nullable Map<String, Object> risks() {
        var risks = content.topRisks();
        return risks == null
                ? null
                : fields().with("failed", risks.failed())
                        .with("shown", risks.shown())
                        .with(
                                "items",
                                risks.risks().stream().<Object>map(this::risk).toList())
                        .map();
    }

    private Map<String, Object> risk(Risk risk) {
        return fields().with("source", findingWords.source(risk.snapshotId()))
                .with("control_id", risk.controlId())
                .with("title", risk.title())
                .with("severity", risk.severity().code())
                .with("area", risk.area())
                .with("affected", risk.affected())
                .with("resources", List.<Object>copyOf(risk.resources()))
                .with("detail", risk.detail())
                .with("remediation_url", risk.remediationUrl())
                .with("finding", risk.finding())
                .map();
    }

    private @Nullable List<Object> accepted() {
        var section = content.acceptedSuppressed();
        return section == null
                ? null
                : section.accepted().stream().<Object>map(JsonPack::accepted).toList();
    }

    private static Map<String, Object> accepted(AcceptedChecks accepted) {
        var risk = accepted.risk();
        return fields().with("tool", risk.tool())
                .with("control", risk.control())
                .with("ordinal", risk.ordinal())
                .with("resource", risk.resource())
                .with("reason", risk.reason())
                .with("owner", risk.owner())
                .with("accepted_by", risk.acceptedBy())
                .with("accepted_at", time(risk.acceptedAt()))
                .with("until", risk.until().toString())
                .with("review_on", risk.reviewOn().toString())
                .with("checks", coded(accepted.checks()))
                .map();
    }

    private Map<String, Object> findings(Findings findings) {
        return fields().with("total", findings.total())
                .with("by_group", coded(findings.counts()))
                .with("named", findings.named())
                .with("listed", findings.listed())
                .with(
                        "items",
                        findings.controls().stream()
                                .<Object>map(it -> finding(findings, it))
                                .toList())
                .map();
    }

    private Map<String, Object> finding(Findings findings, Finding it) {
        var suppression = it.suppression();
        var references = it.references().stream()
                .<Object>map(reference -> fields().with("framework", reference.framework())
                        .with("id", reference.id())
                        .map())
                .toList();
        var found = it.found().stream()
                .<Object>map(one -> fields().with("resource", one.resource())
                        .with(
                                "detail",
                                findings.text(one.detail())
                                        .map(text -> text.plain())
                                        .orElse(null))
                        .map())
                .toList();
        return fields().with("source", it.source())
                .with("group", it.group().code())
                .with("reason", it.reason() == null ? null : it.reason().code())
                .with("result", it.result().code())
                .with("raw_result", it.rawResult())
                .with("control_id", it.controlId())
                .with("title", it.title())
                .with("severity", it.severity().code())
                .with("raw_severity", it.rawSeverity())
                .with("area", it.area())
                .with("section", it.section())
                .with("product", it.product())
                .with("impact", it.impact())
                .with("effort", it.effort())
                .with("licence", it.licence())
                .with("references", references)
                .with(
                        "rationale",
                        findings.text(it.rationale()).map(text -> text.plain()).orElse(null))
                .with(
                        "remedy",
                        findings.text(it.remedy()).map(text -> text.plain()).orElse(null))
                .with("remediation_url", it.remediationUrl())
                .with(
                        "suppression",
                        suppression == null
                                ? null
                                : fields().with("reason", suppression.reason())
                                        .with(
                                                "until",
                                                suppression.until() == null
                                                        ? null
                                                        : suppression.until().toString())
                                        .map())
                .with("accepted_risk", it.accepted())
                .with("checks", it.checks())
                .with("found", found)
                .map();
    }

    /// By the requirements that the tools name; how many findings these are, and how many are under none of them.
    private List<Object> frameworks() {
        return frameworks.postures().stream()
                .<Object>map(posture -> fields().with(
                                "name", posture.framework().name())
                        .with("sources", List.<Object>copyOf(posture.framework().sources()))
                        .with("findings", posture.findings())
                        .with("not_mapped", posture.notMapped().size())
                        .with("cut", posture.cut())
                        .with(
                                "requirements",
                                posture.requirements().stream()
                                        .<Object>map(it -> fields().with("id", it.id())
                                                .with("findings", it.findings().size())
                                                .with("checks", coded(FrameworkPosture.counts(it.findings())))
                                                .map())
                                        .toList())
                        .map())
                .toList();
    }

    private @Nullable Integer frameworksLeftOut() {
        return frameworks.more() == 0 ? null : frameworks.more();
    }

    private @Nullable Map<String, Object> operations() {
        var health = content.operationsHealth();
        return health == null
                ? null
                : fields().with("from", time(health.from()))
                        .with("to", time(health.to()))
                        .with("outcomes", new TreeMap<String, Object>(health.outcomes()))
                        .map();
    }

    static Fields fields() {
        return new Fields();
    }

    /// An object of JSON; what is not known is absent.
    static final class Fields {

        private final Map<String, Object> fields = new LinkedHashMap<>();

        Fields with(String name, @Nullable Object value) {
            if (value != null) {
                fields.put(name, value);
            }
            return this;
        }

        Map<String, Object> map() {
            return fields;
        }
    }
}
