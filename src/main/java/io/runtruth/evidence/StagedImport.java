package io.runtruth.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was read of a file whose checks and bytes are stored already, kept until it is finished or removed.
///
/// @param collectedAt `null` where it is the time of the upload
record StagedImport(
        EvidenceSnapshot.StoredFile file,
        FileFacts facts,
        @Nullable Instant collectedAt) {}
