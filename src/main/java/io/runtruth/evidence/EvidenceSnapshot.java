package io.runtruth.evidence;

import io.runtruth.shared.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One immutable import of an assessment tool's output for one environment (contract 6). Its checks are read in
/// batches from [EvidenceQueries#checks].
///
/// @param file what was uploaded
/// @param facts what the file says about itself, and the counts of its checks
/// @param collectedAt the tool's time, or the time of the upload
/// @param collectedAtUpload whether it is the latter, because the file has no time that can be trusted
/// @param importedBy the name of who uploaded it, as it was then
/// @param confirmedBy who took it although its target is another or unnamed; `null` where nobody had to
public record EvidenceSnapshot(
        UUID id,
        Scope scope,
        StoredFile file,
        FileFacts facts,
        Instant collectedAt,
        boolean collectedAtUpload,
        Instant importedAt,
        String importedBy,
        @Nullable String confirmedBy) {

    /// @param name as the uploader's machine called it
    /// @param digest `sha256:` and 64 hexadecimal digits, of the raw bytes
    public record StoredFile(String name, long sizeBytes, String digest) {}
}
