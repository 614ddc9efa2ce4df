package io.runtruth.evidence.formats;

import io.runtruth.evidence.EvidenceFormat;
import org.jspecify.annotations.Nullable;

/// What the person said about a file (SPEC 11).
///
/// @param format forces the format; `null` recognises it from the content
/// @param tenant the id or name of the tenant to read of a file with several; `null` for the only one
public record ReadOptions(
        @Nullable EvidenceFormat format, @Nullable String tenant) {

    public static final ReadOptions NONE = new ReadOptions(null, null);
}
