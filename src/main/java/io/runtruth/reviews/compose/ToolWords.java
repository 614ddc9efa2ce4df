package io.runtruth.reviews.compose;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckNotes.FrameworkReference;
import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Paragraph;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a tool tells of one check beside its result.
///
/// @param beside what it usually says of all checks of a control alike
/// @param remedy what is to be done
/// @param detail what was found
/// @param explained whether it says why the check matters, which [Rationales] keeps
record ToolWords(
        Beside beside,
        @Nullable StructuredText remedy,
        @Nullable StructuredText detail,
        boolean explained) {

    record Beside(
            String rawResult,
            @Nullable String rawSeverity,
            @Nullable String section,
            @Nullable String product,
            @Nullable String impact,
            @Nullable String effort,
            @Nullable String licence,
            List<FrameworkReference> references,
            @Nullable String remediationUrl) {}

    static ToolWords by(Check check) {
        var notes = check.notes();
        var beside = new Beside(
                check.rawResult(),
                check.rawSeverity(),
                notes.group(),
                notes.product(),
                notes.impact(),
                notes.effort(),
                notes.licence(),
                notes.references(),
                check.remediationUrl());
        return new ToolWords(
                beside,
                notes.remedy(),
                notes.detail() == null ? paragraph(check.detail()) : notes.detail(),
                notes.rationale() != null);
    }

    private static @Nullable StructuredText paragraph(@Nullable String text) {
        return text == null || text.isEmpty() ? null : new StructuredText(List.of(new Paragraph(Line.of(text))));
    }
}
