package io.runtruth.restore;

import java.time.Instant;

/// How an environment's target differed from a snapshot of it when it was read.
///
/// @param against the snapshot whose content somebody uploaded or captured last: those that a preview or a
///     comparison took are of the target itself
/// @param place that was read
/// @param changed documents that say something else
/// @param reformatted documents that say the same in other bytes
/// @param onlyInTarget documents that the snapshot does not have
/// @param onlyInSnapshot documents that the target does not have
/// @param same documents in the same bytes
/// @param readAt when reading it began
public record TargetDrift(
        ConfigurationSnapshot against,
        String place,
        int changed,
        int reformatted,
        int onlyInTarget,
        int onlyInSnapshot,
        int same,
        Instant readAt) {

    /// Whether the target says what the snapshot says.
    public boolean isNone() {
        return changed + onlyInTarget + onlyInSnapshot == 0;
    }
}
