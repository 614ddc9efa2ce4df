package io.runtruth.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A snapshot in the history of its environment.
///
/// @param unchangedSince the collection time of the oldest snapshot from which on the same tool found the same
///     posture of the same target without a break; null where the one before found another, or there is none
/// @param changes against the one before
public record EvidenceRow(
        EvidenceSnapshot snapshot, @Nullable Instant unchangedSince, ChangeSummary changes) {}
