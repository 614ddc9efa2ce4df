package io.runtruth.evidence.formats;

import io.runtruth.evidence.EvidenceFormat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the person said about a file (contract 11), and when.
///
/// @param format forces the format; `null` recognises it from the content
/// @param tenant what the part to read of a file with several is called, a tenant or a scan; `null` for the only
///     one
/// @param at when it is read: a suppression that ended before does not hide any more
public record ReadOptions(
        @Nullable EvidenceFormat format, @Nullable String tenant, Instant at) {

    /// Nothing said, and nothing has ended yet.
    public static final ReadOptions NONE = new ReadOptions(null, null);

    public ReadOptions(@Nullable EvidenceFormat format, @Nullable String tenant) {
        this(format, tenant, Instant.EPOCH);
    }
}
