package io.runtruth.api.shapes;

import io.runtruth.restore.TargetDrift;
import java.time.Instant;
import java.util.UUID;

/// How the target differed from the newest snapshot that was uploaded or captured, when it was read.
///
/// @param snapshot that it was compared with
/// @param place that was read
/// @param changed documents that say something else
/// @param reformatted documents that say the same in other bytes
/// @param onlyInTarget documents that the snapshot does not have
/// @param onlyInSnapshot documents that the target does not have
/// @param same documents in the same bytes
@SnakeCase
public record ConfigurationDriftJson(
        UUID snapshot,
        Instant snapshotTakenAt,
        String place,
        int changed,
        int reformatted,
        int onlyInTarget,
        int onlyInSnapshot,
        int same,
        Instant readAt) {

    public static ConfigurationDriftJson of(TargetDrift drift) {
        return new ConfigurationDriftJson(
                drift.against().id(),
                drift.against().takenAt(),
                drift.place(),
                drift.changed(),
                drift.reformatted(),
                drift.onlyInTarget(),
                drift.onlyInSnapshot(),
                drift.same(),
                drift.readAt());
    }
}
