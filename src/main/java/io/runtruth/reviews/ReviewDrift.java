package io.runtruth.reviews;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.EvidenceChanges.Changed;
import io.runtruth.shared.Coded;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a review differs from another of its environment (contract 6, drift): tool by tool and target by target, the
/// tenant's changes, those of what is assessed and those of the tool apart. This is also the form in which it is
/// kept with a publication.
///
/// @param sources in the order of tool and target
public record ReviewDrift(Baseline against, List<SourceDrift> sources) {

    public ReviewDrift {
        sources = List.copyOf(sources);
    }

    /// How many checks changed in which way, over all sources; of the kinds that there are some of, in their order.
    @JsonIgnore
    public Map<ChangeKind, Long> counts() {
        var counts = new EnumMap<ChangeKind, Long>(ChangeKind.class);
        sources.forEach(
                source -> source.changes().forEach((kind, changed) -> counts.merge(kind, changed.count(), Long::sum)));
        return counts;
    }

    /// How many sources there is nothing to compare of.
    @JsonIgnore
    public long notCompared() {
        return sources.stream()
                .filter(source -> source.comparison() != Comparison.COMPARED)
                .count();
    }

    /// The review that it is compared with.
    ///
    /// @param reviewId null where it is withdrawn, as those are told who read what is published only
    /// @param number of its publication
    public record Baseline(@Nullable UUID reviewId, int number, Instant publishedAt) {}

    /// One tool and target.
    ///
    /// @param target as the tool names it; null where the evidence does not
    /// @param before null where the other review has nothing of this source
    /// @param now null where this review has nothing of it
    /// @param changes of the kinds that there are some of
    /// @param unchanged checks with the same result and severity
    public record SourceDrift(
            String tool,
            @Nullable String target,
            Comparison comparison,
            @Nullable Side before,
            @Nullable Side now,
            Map<ChangeKind, Changed> changes,
            long unchanged) {

        public SourceDrift {
            changes = Map.copyOf(changes);
        }

        public Changed of(ChangeKind kind) {
            return changes.getOrDefault(kind, Changed.NONE);
        }
    }

    /// The evidence that one of the two was composed from.
    ///
    /// @param snapshotId null as those are told who read what is published only
    /// @param uploaded whether the time is the upload's, for want of the tool's own
    public record Side(
            @Nullable UUID snapshotId, @Nullable String toolVersion, Instant collectedAt, boolean uploaded) {}

    /// What can be said of a source.
    public enum Comparison implements Coded {
        COMPARED,
        /// The two have no check in common.
        NOTHING_COMPARABLE,
        /// Only this review has evidence of it.
        ADDED,
        /// Only the other has.
        LEFT_OUT
    }
}
