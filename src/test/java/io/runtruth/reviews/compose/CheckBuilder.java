package io.runtruth.reviews.compose;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import java.time.LocalDate;

/// A check to compose from: by default a passed one of the target itself.
final class CheckBuilder {

    private final String controlId;
    private String baseId;
    private int ordinal = 1;
    private String title;
    private CheckResult result = CheckResult.PASS;
    private String resultReason;
    private Severity severity = Severity.MEDIUM;
    private String area = "Mail";
    private String resource;
    private String detail;
    private Check.Suppression suppression;
    private CheckNotes notes = CheckNotes.NONE;

    private CheckBuilder(String controlId) {
        this.controlId = controlId;
        this.baseId = controlId;
        this.title = "Title of " + controlId;
    }

    static CheckBuilder aCheck(String controlId) {
        return new CheckBuilder(controlId);
    }

    static CheckBuilder aFailed(String controlId) {
        return aCheck(controlId).result(CheckResult.FAIL);
    }

    CheckBuilder result(CheckResult value) {
        result = value;
        return this;
    }

    CheckBuilder because(String value) {
        resultReason = value;
        return this;
    }

    CheckBuilder severity(Severity value) {
        severity = value;
        return this;
    }

    CheckBuilder critical() {
        return severity(Severity.CRITICAL);
    }

    CheckBuilder base(String value) {
        baseId = value;
        return this;
    }

    CheckBuilder ordinal(int value) {
        ordinal = value;
        return this;
    }

    CheckBuilder title(String value) {
        title = value;
        return this;
    }

    CheckBuilder in(String value) {
        area = value;
        return this;
    }

    CheckBuilder on(String value) {
        resource = value;
        return this;
    }

    CheckBuilder detail(String value) {
        detail = value;
        return this;
    }

    CheckBuilder suppressed(String reason, LocalDate until) {
        suppression = new Check.Suppression(reason, until);
        return this;
    }

    CheckBuilder notes(CheckNotes value) {
        notes = value;
        return this;
    }

    Check build() {
        return new Check(
                controlId,
                baseId,
                ordinal,
                title,
                result,
                "raw " + result.code(),
                resultReason,
                severity,
                "Raw " + severity,
                suppression,
                area,
                resource,
                detail,
                "https://example.org/" + controlId,
                notes);
    }
}
