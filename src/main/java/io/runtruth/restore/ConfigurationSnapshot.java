package io.runtruth.restore;

import io.runtruth.shared.Scope;
import java.time.Instant;
import java.util.UUID;

/// An immutable set of documents (contract 7).
///
/// @param digest of the paths and the bytes of its documents: `sha256:…`, one for each content of an environment
/// @param documents how many, 0 or more
/// @param unreadable how many of them are no JSON; only in what was read from a target
/// @param source the file that it came in, or the place that it was read from
/// @param takenBy their name as it was then
public record ConfigurationSnapshot(
        UUID id,
        Scope scope,
        String digest,
        int documents,
        int unreadable,
        long sizeBytes,
        SnapshotOrigin origin,
        String source,
        Instant takenAt,
        String takenBy) {}
