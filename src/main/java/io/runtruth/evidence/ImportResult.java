package io.runtruth.evidence;

import io.runtruth.environments.TargetIdentity;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of an upload (contract 6).
public sealed interface ImportResult {

    record Imported(EvidenceSnapshot snapshot) implements ImportResult {}

    /// The environment has these bytes already; nothing is new.
    record AlreadyKnown(EvidenceSnapshot snapshot) implements ImportResult {}

    /// The file's target is another than the environment's, or unnamed: nothing is imported until the uploader
    /// confirms it, within an hour, or discards it.
    ///
    /// @param uploadId for [EvidenceService#confirm] and [EvidenceService#discard]
    /// @param facts what the file says of itself
    /// @param target what the file names; `null` where it names none, or several
    /// @param known what the environment is known by
    record NeedsConfirmation(
            UUID uploadId, FileFacts facts, @Nullable TargetIdentity target, List<TargetIdentity> known)
            implements ImportResult {

        public NeedsConfirmation {
            known = List.copyOf(known);
        }
    }
}
