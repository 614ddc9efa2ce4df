package io.runtruth.evidence;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;

/// What a snapshot says that is new against the one before it of the same tool and target, in the order of their
/// collecting (contract 6).
public sealed interface EvidenceChanges {

    EvidenceSnapshot snapshot();

    default ChangeSummary summary() {
        return switch (this) {
            case First _ -> new ChangeSummary.FirstOfItsKind();
            case NothingComparable _ -> new ChangeSummary.NothingInCommon();
            case Compared compared -> new ChangeSummary.Counted(compared.counts());
        };
    }

    /// There is none before it.
    record First(EvidenceSnapshot snapshot) implements EvidenceChanges {}

    /// The two have no check in common, so nothing follows from one to the other.
    record NothingComparable(EvidenceSnapshot snapshot, EvidenceSnapshot before) implements EvidenceChanges {}

    /// @param changes of the kinds that there are some of
    /// @param unchanged checks with the same result and severity
    record Compared(
            EvidenceSnapshot snapshot, EvidenceSnapshot before, Map<ChangeKind, Changed> changes, long unchanged)
            implements EvidenceChanges {

        public Compared {
            changes = Map.copyOf(changes);
        }

        public Changed of(ChangeKind kind) {
            return changes.getOrDefault(kind, Changed.NONE);
        }

        /// Of the kinds that there are some of.
        public Map<ChangeKind, Long> counts() {
            return changes.entrySet().stream()
                    .collect(toMap(Map.Entry::getKey, kind -> kind.getValue().count()));
        }
    }

    /// @param first at most 100, the most severe first
    record Changed(long count, List<ChangedCheck> first) {

        public static final Changed NONE = new Changed(0, List.of());

        public Changed {
            first = List.copyOf(first);
        }
    }
}
