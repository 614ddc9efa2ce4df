package io.runtruth.evidence.formats;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A check as a reader finds it, before its texts are cleaned and its ordinal is known.
final class CheckDraft {

    private static final int MAX_ID = 300;
    private static final int MAX_TITLE = 1_000;
    private static final int MAX_WORD = 100;
    private static final int MAX_AREA = 200;
    private static final int MAX_RESOURCE = 1_000;
    private static final int MAX_DETAIL = 4_000;
    private static final int MAX_URL = 2_000;

    private @Nullable String controlId;
    private @Nullable String baseId;
    private @Nullable String title;
    private NormalisedResult outcome = new NormalisedResult(CheckResult.UNKNOWN, null);
    private @Nullable String rawResult;
    private Severity severity = Severity.UNKNOWN;
    private @Nullable String rawSeverity;
    private Check.@Nullable Suppression suppression;
    private @Nullable String area;
    private @Nullable String resource;
    private @Nullable String detail;
    private @Nullable String remediationUrl;
    private CheckNotes notes = CheckNotes.NONE;

    CheckDraft control(@Nullable String id, @Nullable String title) {
        this.controlId = id;
        this.title = title;
        return this;
    }

    CheckDraft base(@Nullable String id) {
        this.baseId = id;
        return this;
    }

    CheckDraft result(@Nullable String raw, NormalisedResult outcome) {
        this.rawResult = raw;
        this.outcome = outcome;
        return this;
    }

    CheckDraft severity(@Nullable String raw, Severity severity) {
        this.rawSeverity = raw;
        this.severity = severity;
        return this;
    }

    CheckDraft suppressed(@Nullable String reason, @Nullable LocalDate until) {
        this.suppression = new Check.Suppression(Cleaned.foundLines(reason, MAX_TITLE), until);
        return this;
    }

    CheckDraft area(@Nullable String area) {
        this.area = area;
        return this;
    }

    CheckDraft resource(@Nullable String resource) {
        this.resource = resource;
        return this;
    }

    CheckDraft detail(@Nullable String plainText) {
        this.detail = plainText;
        return this;
    }

    CheckDraft found(@Nullable StructuredText text) {
        return detail(text == null ? null : text.plain());
    }

    CheckDraft remediation(@Nullable String url) {
        this.remediationUrl = url;
        return this;
    }

    CheckDraft notes(CheckNotes notes) {
        this.notes = notes;
        return this;
    }

    boolean isNamed() {
        return controlId != null && !controlId.isBlank();
    }

    Check numbered(Occurrences occurrences) {
        var shownTitle = Cleaned.line(title, MAX_TITLE);
        var id = or(Cleaned.line(controlId, MAX_ID), or(Cleaned.line(title, MAX_ID), "?"));
        var cleanResource = Cleaned.foundLine(resource, MAX_RESOURCE);
        return new Check(
                id,
                or(Cleaned.line(baseId, MAX_ID), id),
                occurrences.next(id, cleanResource),
                or(shownTitle, id),
                outcome.result(),
                or(Cleaned.line(rawResult, MAX_WORD), ""),
                outcome.reason(),
                severity,
                Cleaned.line(rawSeverity, MAX_WORD),
                suppression,
                or(Cleaned.line(area, MAX_AREA), ""),
                cleanResource,
                Cleaned.foundLines(detail, MAX_DETAIL),
                Cleaned.url(remediationUrl, MAX_URL),
                notes);
    }

    private static String or(@Nullable String text, String fallback) {
        return text == null ? fallback : text;
    }
}
