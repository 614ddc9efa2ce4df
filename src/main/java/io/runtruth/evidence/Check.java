package io.runtruth.evidence;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One normalised check of an assessment (contract 6, formats 2.7). Texts are plain text: no markup survives.
///
/// @param controlId the tool's id, at most 300 characters
/// @param baseId the id without a version suffix; equal to the control id where there is none
/// @param ordinal 1 for the first check with this control id and resource in its file, 2 for the second, …
/// @param title at most 1,000 characters; the control id where the tool gives none
/// @param rawResult the tool's own word for the result
/// @param resultReason a code that says why, where the tool does: `not_connected`, `no_licence`, `no_permission`,
///     `not_run`, `not_in_profile`, `planned`, `tool_error`, `other`
/// @param rawSeverity the tool's own word (ScubaGear: the criticality), where it has one
/// @param suppression set where the tool's own waiver hides the check; the result under it is kept
/// @param area product, pillar or service; `""` where the tool names none
/// @param resource what was checked, where it is one thing of the target
/// @param detail plain text, at most 4,000 characters
/// @param remediationUrl an http or https address
/// @param notes what else the tool says; [CheckNotes#NONE] where it says nothing
public record Check(
        String controlId,
        String baseId,
        int ordinal,
        String title,
        CheckResult result,
        String rawResult,
        @Nullable String resultReason,
        Severity severity,
        @Nullable String rawSeverity,
        @Nullable Suppression suppression,
        String area,
        @Nullable String resource,
        @Nullable String detail,
        @Nullable String remediationUrl,
        CheckNotes notes) {

    public Check {
        if (ordinal < 1) {
            throw new IllegalArgumentException("ordinal " + ordinal);
        }
    }

    public boolean suppressed() {
        return suppression != null;
    }

    /// A waiver written in the tool itself.
    ///
    /// @param reason the tool's text, if it has one
    /// @param until the last day it holds, if it has an end
    public record Suppression(
            @Nullable String reason, @Nullable LocalDate until) {}
}
