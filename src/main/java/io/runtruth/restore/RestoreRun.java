package io.runtruth.restore;

import io.runtruth.restore.RestoreFacts.ItemCounts;
import io.runtruth.shared.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A restore from its preview to its results (contract 7).
///
/// @param snapshotId what is to be
/// @param beforeId the target as the preview found it: the way back
/// @param place of the target
/// @param previewDigest of all that is confirmed by it
/// @param chosen how many documents are to be restored
/// @param approved by whom; null where nobody has
/// @param runId null before it is started, and where the run is no longer kept
/// @param afterDigest of the target's documents when it had ended; null before, and where they could not be read
public record RestoreRun(
        UUID id,
        Scope scope,
        UUID snapshotId,
        UUID beforeId,
        String place,
        RestoreState state,
        String previewDigest,
        int chosen,
        ActedBy previewed,
        @Nullable ActedBy approved,
        @Nullable UUID runId,
        @Nullable ActedBy started,
        @Nullable Instant endedAt,
        RestoreCounts counts,
        @Nullable String afterDigest) {

    /// @param account null where it was the console itself
    public record ActedBy(String name, @Nullable UUID account, Instant at) {}

    /// How many documents came to what.
    ///
    /// @param contradicted were read back otherwise than their results say
    public record RestoreCounts(int applied, int unchanged, int skipped, int failed, int contradicted) {

        ItemCounts facts() {
            return new ItemCounts(applied, unchanged, skipped, failed, contradicted);
        }

        public int done() {
            return applied + unchanged + skipped + failed;
        }
    }

    /// Whether all documents of the target were read once it had ended; true while it has not.
    public boolean isReadBack() {
        return state != RestoreState.COMPLETED || afterDigest != null;
    }

    /// Whether it can still be chosen, approved and started.
    public boolean isOpen() {
        return state == RestoreState.NOT_BEGUN && started == null;
    }
}
