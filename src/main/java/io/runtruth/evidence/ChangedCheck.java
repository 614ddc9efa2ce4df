package io.runtruth.evidence;

import org.jspecify.annotations.Nullable;

/// A check that differs between two snapshots, as the newer one has it, or the older where only that has it.
///
/// @param from the result before, as a code; `suppressed` where the tool's own waiver hid it, and null for what was
///     not there
/// @param to the same for now
public record ChangedCheck(
        String controlId,
        String title,
        @Nullable String from,
        @Nullable String to,
        Severity severity,
        @Nullable String resource) {

    /// The result of what the tool's own waiver hides.
    public static final String SUPPRESSED = "suppressed";
}
