package io.runtruth.ui.environments;

import io.runtruth.evidence.EvidenceSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A snapshot in the history of its environment.
///
/// @param unchangedSince the collection time of the oldest snapshot from which on the same tool found the same posture
///     of the same target without a break; null where the one before found another, or there is none
record EvidenceRow(EvidenceSnapshot snapshot, @Nullable Instant unchangedSince) {

    /// @param others imports to compare with; those of another tool or target, and newer ones, count for nothing
    static EvidenceRow of(EvidenceSnapshot snapshot, List<EvidenceSnapshot> others) {
        var unbroken = others.stream()
                .filter(other -> isOfSameSubject(snapshot, other))
                .filter(other -> other.collectedAt().isBefore(snapshot.collectedAt()))
                .sorted(Comparator.comparing(EvidenceSnapshot::collectedAt).reversed())
                .takeWhile(other ->
                        other.facts().postureDigest().equals(snapshot.facts().postureDigest()))
                .map(EvidenceSnapshot::collectedAt)
                .toList();
        return new EvidenceRow(snapshot, unbroken.isEmpty() ? null : unbroken.getLast());
    }

    private static boolean isOfSameSubject(EvidenceSnapshot one, EvidenceSnapshot other) {
        return one.facts().tool().equals(other.facts().tool()) && target(one).equalsIgnoreCase(target(other));
    }

    private static String target(EvidenceSnapshot snapshot) {
        return Objects.requireNonNullElse(snapshot.facts().targetId(), "");
    }
}
