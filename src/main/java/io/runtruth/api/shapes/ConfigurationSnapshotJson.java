package io.runtruth.api.shapes;

import io.runtruth.restore.ConfigurationSnapshot;
import io.runtruth.restore.TakenSnapshot;
import java.time.Instant;
import java.util.UUID;

/// An immutable set of JSON documents.
///
/// @param digest of the paths and the bytes of its documents; one for each content of an environment
/// @param documents how many
/// @param unreadable how many of them are no JSON; only in what was read from a target
/// @param origin `uploaded`, `captured`, or `previewed`: the target as a preview of a restore found it
/// @param source the file that it came in, or the place that it was read from
/// @param alreadyKnown the environment had one of this content before; in the answer to taking it
@SnakeCase
public record ConfigurationSnapshotJson(
        UUID id,
        String digest,
        int documents,
        int unreadable,
        long sizeBytes,
        String origin,
        String source,
        Instant takenAt,
        String takenBy,
        boolean alreadyKnown) {

    public static ConfigurationSnapshotJson of(ConfigurationSnapshot snapshot) {
        return of(new TakenSnapshot(snapshot, true));
    }

    public static ConfigurationSnapshotJson of(TakenSnapshot taken) {
        var snapshot = taken.snapshot();
        return new ConfigurationSnapshotJson(
                snapshot.id(),
                snapshot.digest(),
                snapshot.documents(),
                snapshot.unreadable(),
                snapshot.sizeBytes(),
                snapshot.origin().code(),
                snapshot.source(),
                snapshot.takenAt(),
                snapshot.takenBy(),
                taken.alreadyKnown());
    }
}
