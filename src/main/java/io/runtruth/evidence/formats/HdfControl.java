package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One control with its results (formats 2.9), which are read one after the other and not kept.
final class HdfControl {

    static final int MAX_TITLE = 1_000;

    private static final JsonPaths PATHS = JsonPaths.of(
                    "id",
                    "title",
                    "desc",
                    "impact",
                    "tags.severity",
                    "tags.severityoverride",
                    "tags.nist",
                    "tags.cci",
                    "tags.stig_id",
                    "tags.gtitle",
                    "tags.satisfies",
                    "tags.category",
                    "tags.userImpacts",
                    "tags.fix",
                    "refs.url",
                    "waiver_data.justification",
                    "waiver_data.run",
                    "waiver_data.skipped_due_to_waiver",
                    "waiver_data.message",
                    "waiver_data.expiration_date",
                    "attestation_data.status",
                    "attestation_data.explanation")
            .each("descriptions", JsonPaths.of("label", "data"));
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern CODE = Pattern.compile("(?is)<pre\\b.*?(?:</pre>|\\z)");
    private static final Pattern REVISION = Pattern.compile("(?i)rev[ _.]?(\\w{1,5})");

    private final JsonValues values;
    private final HdfResults results;
    private final boolean isConverted;

    private HdfControl(JsonValues values, HdfResults results, boolean isConverted) {
        this.values = values;
        this.results = results;
        this.isConverted = isConverted;
    }

    /// @param isConverted whether texts are another tool's, with its markup
    static HdfControl read(JsonCursor in, boolean isConverted) {
        if (!in.isObject()) {
            throw in.refusal("evidence.unexpected_type");
        }
        var results = new HdfResults();
        var values = in.select(PATHS, name -> {
            if (name.equals("results")) {
                in.items(() -> results.read(in));
            }
        });
        return new HdfControl(values, results, isConverted);
    }

    /// Whether it has what every control has.
    boolean isNamed() {
        return values.has("id") && (values.has("impact") || results.count() > 0);
    }

    String id() {
        return values.firstOr("", "id");
    }

    StatedTime startedAt() {
        return results.startedAt();
    }

    boolean isPassed() {
        return results.outcome().equals(HdfResults.PASSED);
    }

    /// @param onTop what profiles on top say instead
    /// @param profile its name, where the id alone does not tell the control apart; else `null`
    /// @param converter who made another tool's severity into a number; `null` where nobody did
    CheckDraft draft(HdfLayers onTop, @Nullable String profile, @Nullable String converter) {
        var parts = linesOfId();
        var draft = new CheckDraft()
                .control(profile == null ? id() : profile + "/" + id(), title(onTop))
                .base(parts.isEmpty() ? null : parts.getFirst())
                .resource(parts.size() == 2 ? parts.getLast() : null)
                .detail(detail())
                .remediation(link());
        severity(draft, onTop, converter);
        draft.result(results.word(), outcome(onTop));
        if (isWaived()) {
            draft.suppressed(
                    values.first("waiver_data.justification"), Days.of(values.first("waiver_data.expiration_date")));
        }
        return draft;
    }

    private List<String> linesOfId() {
        return id().lines()
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    private @Nullable String title(HdfLayers onTop) {
        var title = onTop.or(HdfOutline.Layer::title, values.first("title"));
        return title == null ? null : SPACES.matcher(title).replaceAll(" ");
    }

    private void severity(CheckDraft draft, HdfLayers onTop, @Nullable String converter) {
        var word = onTop.or(HdfOutline.Layer::override, values.first("tags.severityoverride"));
        if (word == null) {
            word = onTop.or(HdfOutline.Layer::severity, values.first("tags.severity"));
        }
        var severity = Severities.ofWord(word);
        if (severity != Severity.UNKNOWN) {
            draft.severity(word, severity);
            return;
        }
        var impact = impact(onTop);
        var shown = converter == null || impact == null ? impact : impact + " (" + converter + ")";
        draft.severity(word == null ? shown : word, ofImpact(impact));
    }

    private @Nullable String impact(HdfLayers onTop) {
        return onTop.or(HdfOutline.Layer::impact, values.first("impact"));
    }

    private static Severity ofImpact(@Nullable String impact) {
        double value = number(impact);
        if (!(value >= 0 && value <= 1)) {
            return Severities.ofWord(impact);
        }
        if (value < 0.4) {
            return value < 0.1 ? Severity.INFORMATIONAL : Severity.LOW;
        }
        if (value < 0.7) {
            return Severity.MEDIUM;
        }
        return value < 0.9 ? Severity.HIGH : Severity.CRITICAL;
    }

    private static double number(@Nullable String text) {
        try {
            return text == null ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private NormalisedResult outcome(HdfLayers onTop) {
        var outcome = results.outcome();
        if (outcome.result() != CheckResult.ERROR && number(impact(onTop)) == 0) {
            return NormalisedResult.of(CheckResult.NOT_APPLICABLE);
        }
        return isSkippedByWaiver() ? NormalisedResult.notAssessed("not_run") : outcome;
    }

    private boolean isSkippedByWaiver() {
        return "true".equalsIgnoreCase(values.first("waiver_data.skipped_due_to_waiver"));
    }

    /// One that had ended when the tool ran has a message that says so, and held nothing back.
    private boolean isWaived() {
        var hasWaiver = Stream.of("justification", "run", "skipped_due_to_waiver", "message", "expiration_date")
                .anyMatch(part -> values.first("waiver_data." + part) != null);
        return hasWaiver && (isSkippedByWaiver() || values.first("waiver_data.message") == null);
    }

    private boolean isAttested() {
        return values.first("attestation_data.status") != null;
    }

    /// What was found, and what a person said of it.
    private @Nullable String detail() {
        var attested = isAttested()
                ? Stream.of(values.first("attestation_data.status"), values.first("attestation_data.explanation"))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(": ", "Attestation: ", ""))
                : null;
        var detail = Stream.of(results.text(isAttested()), attested)
                .map(this::plain)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
        return detail.isBlank() ? null : detail;
    }

    /// Code that a converter puts between its words stays in the file.
    private String plain(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return isConverted ? PlainText.ofHtml(CODE.matcher(text).replaceAll("")) : text.strip();
    }

    private @Nullable String link() {
        return values.all("refs.url").stream()
                .filter(url -> url.startsWith("http"))
                .findFirst()
                .orElse(null);
    }

    /// @param profile what its profile is called in full
    CheckNotes notes(@Nullable String profile) {
        var fix = described("fix");
        return new NotesDraft()
                .product(profile)
                .group(String.join(", ", values.all("tags.category")))
                .impact(String.join(", ", values.all("tags.userImpacts")))
                .references(references())
                .remedy(written(fix == null ? values.first("tags.fix") : fix))
                .rationale(written(values.first("desc"), described("rationale"), described("check")))
                .build();
    }

    private @Nullable String described(String label) {
        return values.each("descriptions").stream()
                .filter(description -> label.equalsIgnoreCase(description.first("label")))
                .map(description -> description.first("data"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable StructuredText written(@Nullable String... texts) {
        var plain = new @Nullable String[texts.length];
        for (int i = 0; i < texts.length; i++) {
            plain[i] = plain(texts[i]);
        }
        return Paragraphs.of(plain);
    }

    private FrameworkReferences references() {
        var references = new FrameworkReferences();
        var nist = values.all("tags.nist");
        var revision = nist.stream()
                .map(REVISION::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> " Rev. " + matcher.group(1))
                .findFirst()
                .orElse("");
        nist.stream()
                .filter(id -> !REVISION.matcher(id).matches())
                .forEach(id -> references.add("NIST 800-53" + revision, id));
        values.all("tags.cci").forEach(id -> references.add("CCI", id));
        FrameworkNames.refer(references, "STIG", values.first("tags.stig_id"));
        Stream.of("tags.gtitle", "tags.satisfies")
                .flatMap(tag -> values.all(tag).stream())
                .filter(id -> id.toUpperCase(Locale.ROOT).startsWith("SRG-"))
                .forEach(id -> references.add("DISA SRG", id));
        return references;
    }
}
