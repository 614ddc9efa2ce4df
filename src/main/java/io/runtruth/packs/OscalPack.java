package io.runtruth.packs;

import io.runtruth.evidence.CheckResult;
import io.runtruth.packs.JsonPack.Fields;
import io.runtruth.packs.words.AcceptedWords;
import io.runtruth.packs.words.DocumentWords;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.packs.words.OwnWords;
import io.runtruth.packs.words.SourceSentences;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Findings;
import io.runtruth.reviews.ReviewContent.Found;
import io.runtruth.reviews.ReviewContent.SnapshotProvenance;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.shared.CanonicalJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A review as OSCAL assessment results: each finding an observation, and what was met or not met a finding of OSCAL
/// as well, an accepted one also a risk of OSCAL. What nobody judged is not judged here either. Its ids follow
/// from the review, so that the same one has the same.
final class OscalPack {

    static final String VERSION = "1.0.6";

    private static final String OWN = "urn:runtruth:oscal";

    private final ReviewContent content;
    private final PackReview review;
    private final PackProfile profile;
    private final DocumentWords words;
    private final FindingWords findingWords;
    private final SourceSentences sentences;

    private OscalPack(ReviewContent content, PackReview review, PackProfile profile, DocumentWords words) {
        this.content = content;
        this.review = review;
        this.profile = profile;
        this.words = words;
        this.findingWords = new FindingWords(content, words);
        this.sentences = new SourceSentences(content, findingWords, words);
    }

    /// @param content what the profile tells of the review
    static byte[] write(ReviewContent content, PackReview review, PackProfile profile, DocumentWords words) {
        return CanonicalJson.bytes(Map.of("assessment-results", new OscalPack(content, review, profile, words).map()));
    }

    private Map<String, Object> map() {
        var results = new ArrayList<>();
        for (var source = 0; source < content.provenance().snapshots().size(); source++) {
            results.add(result(source, content.provenance().snapshots().get(source)));
        }
        return fields().with("uuid", id("review", profile.code()))
                .with(
                        "metadata",
                        fields().with(
                                        "title",
                                        marked(words.text(
                                                "pack.title",
                                                content.environment().name())))
                                .with("last-modified", time(review.asOf()))
                                .with("version", review.shortFingerprint())
                                .with("oscal-version", VERSION)
                                .with(
                                        "props",
                                        List.of(
                                                prop("fingerprint", review.fingerprint()),
                                                prop("status", review.status().code()),
                                                prop("profile", profile.code())))
                                .with("remarks", review.notes().isEmpty() ? null : ownWords())
                                .map())
                .with("import-ap", fields().with("href", "#" + id("plan")).map())
                .with("results", results)
                .with("back-matter", fields().with("resources", resources()).map())
                .map();
    }

    /// What the reviewer says in their own words, each under what it is about.
    private String ownWords() {
        var own = new OwnWords(words);
        return review.notes().stream()
                .map(note -> marked(note.section() == ReviewSection.WHOLE ? own.label(note) : own.labelOfSection(note))
                        + "\n\n" + marked(note.words().plain()) + "\n\n" + marked(own.byline(note)))
                .collect(Collectors.joining("\n\n"));
    }

    private List<Object> resources() {
        var resources = new ArrayList<>();
        resources.add(fields().with("uuid", id("plan"))
                .with("title", words.text("pack.oscal.no_plan"))
                .map());
        for (var snapshot : content.provenance().snapshots()) {
            var file = snapshot.source().file();
            if (file != null) {
                resources.add(fields().with("uuid", id("file", file.fileDigest()))
                        .with("title", marked(file.name()))
                        .with("props", List.of(prop("digest", file.fileDigest()), prop("size-bytes", file.sizeBytes())))
                        .map());
            }
        }
        return resources;
    }

    private Map<String, Object> result(int source, SnapshotProvenance snapshot) {
        var observations = new ArrayList<>();
        var judged = new ArrayList<>();
        var risks = new ArrayList<>();
        var findings = content.findings();
        if (findings != null) {
            for (var place = 0; place < findings.controls().size(); place++) {
                var finding = findings.controls().get(place);
                if (finding.source() == source) {
                    var observation = id("observation", place);
                    observations.add(observation(
                            findings, finding, observation, snapshot.source().collectedAt()));
                    if (finding.group() == FindingGroup.MET || isNotMet(finding)) {
                        judged.add(finding(finding, place, observation));
                    }
                    accepted(finding, place, observation).ifPresent(risks::add);
                }
            }
        }
        return fields().with("uuid", id("result", source))
                .with("title", marked(findingWords.sourceName(source)))
                .with("description", marked(sentences.facts(snapshot)))
                .with("start", time(snapshot.source().collectedAt()))
                .with("end", time(snapshot.source().collectedAt()))
                .with(
                        "reviewed-controls",
                        fields().with("control-selections", List.of(Map.of("include-all", Map.of())))
                                .map())
                .with("observations", observations.isEmpty() ? null : observations)
                .with("risks", risks.isEmpty() ? null : risks)
                .with("findings", judged.isEmpty() ? null : judged)
                .map();
    }

    private static boolean isNotMet(Finding finding) {
        return finding.group() == FindingGroup.NOT_MET
                || (finding.group() == FindingGroup.ACCEPTED && finding.result() == CheckResult.FAIL);
    }

    /// An accepted risk is a risk whose deviation is approved, until a day.
    private Optional<Map<String, Object>> accepted(Finding finding, int place, String observation) {
        return AcceptedWords.of(content, finding).map(risk -> {
            var props = new ArrayList<>();
            add(props, "accepted-by", risk.acceptedBy());
            add(props, "owner", risk.owner());
            props.add(prop("accepted-at", risk.acceptedAt()));
            props.add(prop("until", risk.until()));
            props.add(prop("review-on", risk.reviewOn()));
            return fields().with("uuid", id("risk", place))
                    .with("title", marked(finding.title()))
                    .with("description", marked(findingWords.title(finding)))
                    .with("statement", marked(risk.reason()))
                    .with("props", props)
                    .with("status", "deviation-approved")
                    .with(
                            "deadline",
                            time(risk.until()
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()))
                    .with("related-observations", List.of(Map.of("observation-uuid", observation)))
                    .map();
        });
    }

    private Map<String, Object> observation(Findings findings, Finding finding, String id, Instant collected) {
        var props = new ArrayList<>();
        props.add(prop("control-id", finding.controlId()));
        props.add(prop("group", finding.group().code()));
        props.add(prop("result", finding.result().code()));
        props.add(prop("severity", finding.severity().code()));
        props.add(prop("checks", finding.checks()));
        add(props, "area", finding.area());
        add(props, "reason", finding.reason() == null ? null : finding.reason().code());
        add(props, "raw-result", finding.rawResult());
        add(props, "raw-severity", finding.rawSeverity());
        if (finding.suppression() != null) {
            add(props, "suppression-reason", finding.suppression().reason());
            add(
                    props,
                    "suppression-until",
                    Objects.toString(finding.suppression().until(), null));
        }
        var evidence = new ArrayList<>();
        finding.found().forEach(found -> evidence(findings, found, evidence));
        return fields().with("uuid", id)
                .with("title", marked(finding.title()))
                .with("description", marked(findingWords.title(finding)))
                .with("props", props)
                .with("methods", List.of(finding.group() == FindingGroup.MANUAL ? "EXAMINE" : "TEST"))
                .with("relevant-evidence", evidence.isEmpty() ? null : evidence)
                .with("collected", time(collected))
                .with(
                        "remarks",
                        findings.text(finding.remedy())
                                .map(it -> marked(it.plain()))
                                .orElse(null))
                .map();
    }

    private static void evidence(Findings findings, Found found, List<Object> evidence) {
        var detail = findings.text(found.detail()).map(it -> it.plain()).orElse(null);
        if (detail != null || found.resource() != null) {
            evidence.add(fields().with("description", marked(Objects.requireNonNullElse(detail, found.resource())))
                    .with("props", found.resource() == null ? null : List.of(prop("resource", found.resource())))
                    .map());
        }
    }

    private Map<String, Object> finding(Finding finding, int place, String observation) {
        var isMet = finding.group() == FindingGroup.MET;
        return fields().with("uuid", id("finding", place))
                .with("title", marked(finding.title()))
                .with("description", marked(findingWords.title(finding)))
                .with(
                        "target",
                        fields().with("type", "objective-id")
                                .with("target-id", token(finding.controlId()))
                                .with(
                                        "status",
                                        Map.of(
                                                "state",
                                                isMet ? "satisfied" : "not-satisfied",
                                                "reason",
                                                isMet ? "pass" : "fail"))
                                .map())
                .with("related-observations", List.of(Map.of("observation-uuid", observation)))
                .map();
    }

    private static void add(List<Object> props, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            props.add(prop(name, value));
        }
    }

    private static Map<String, Object> prop(String name, Object value) {
        return fields().with("name", name)
                .with("ns", OWN)
                .with(
                        "value",
                        value.toString()
                                .replaceAll("[\\s\\p{Cc}\\u2028\\u2029\\u0085]+", " ")
                                .strip())
                .map();
    }

    private static String time(Instant at) {
        return at.toString();
    }

    /// A name as OSCAL allows it; the id itself stands in a property of the observation.
    private static String token(String controlId) {
        return "_" + controlId.replaceAll("[^\\p{L}\\p{N}._-]", "_");
    }

    /// OSCAL's texts are Markdown, a tool's are words.
    private static String marked(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]<>|~#!])", "\\\\$1").replace("&", "&amp;");
    }

    /// RFC 9562, version 5, in the name of the review.
    private String id(Object... parts) {
        var name = new StringBuilder(review.id().toString());
        for (var part : parts) {
            name.append('/').append(part);
        }
        try {
            var hash = MessageDigest.getInstance("SHA-1").digest(name.toString().getBytes(StandardCharsets.UTF_8));
            hash[6] = (byte) (hash[6] & 0x0f | 0x50);
            hash[8] = (byte) (hash[8] & 0x3f | 0x80);
            var bytes = ByteBuffer.wrap(hash);
            return new UUID(bytes.getLong(), bytes.getLong()).toString().toLowerCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static Fields fields() {
        return JsonPack.fields();
    }
}
