package io.runtruth.evidence;

import java.util.Map;

/// How much a snapshot says that is new against the one before it: what a line of the history has room for.
public sealed interface ChangeSummary {

    /// There is none before it.
    record FirstOfItsKind() implements ChangeSummary {}

    /// The two have no check in common.
    record NothingInCommon() implements ChangeSummary {}

    /// It was not counted yet; [EvidenceChangeQueries#changes] compares the two.
    record NotCounted() implements ChangeSummary {}

    /// @param counts of the kinds that there are some of; empty where nothing changed
    record Counted(Map<ChangeKind, Long> counts) implements ChangeSummary {

        public Counted {
            counts = Map.copyOf(counts);
        }

        public long of(ChangeKind kind) {
            return counts.getOrDefault(kind, 0L);
        }
    }
}
