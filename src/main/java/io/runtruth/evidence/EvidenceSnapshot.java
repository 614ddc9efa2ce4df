package io.runtruth.evidence;

import io.runtruth.shared.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One immutable import of an assessment tool's output for one environment (SPEC 6).
///
/// @param fileDigest `sha256:` and 64 hexadecimal digits of the bytes as they came
/// @param collectedAt the tool's time; where the file has none (`facts.collectedAt()` is null), when it was uploaded
/// @param importedBy the person's name, as it was then
/// @param confirmedBy who took a file that names another target, or none; null where nobody had to
public record EvidenceSnapshot(
        UUID id,
        Scope scope,
        FileFacts facts,
        String fileName,
        long sizeBytes,
        String fileDigest,
        Instant collectedAt,
        Instant importedAt,
        String importedBy,
        @Nullable String confirmedBy) {}
