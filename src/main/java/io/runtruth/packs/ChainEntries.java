package io.runtruth.packs;

import io.runtruth.access.AuditQueries.AuditRow;
import io.runtruth.operations.reads.RunQueries.EventOfRun;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.packs.chain.EvidenceChain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What a chain is made of, from the records that have it, by the time that each was written with; timelines
/// keep their own order. What is of one moment stays in the order timeline, decision, audit trail; the same
/// records are the same chain.
final class ChainEntries {

    /// Of timelines, and of the audit trail; the newest count.
    static final int MOST = 5_000;

    /// Of a review; the newest count.
    static final int MOST_RUNS = 100;

    private final List<ChainEntry> entries = new ArrayList<>();
    private boolean isComplete;

    /// @param events in their order, which clocks that differ do not change
    /// @param runs those that they are of
    ChainEntries(List<EventOfRun> events, List<RunRow> runs, List<AuditRow> audit) {
        isComplete = runs.size() < MOST_RUNS;
        var latest = Instant.MIN;
        for (var each : cut(events)) {
            var at = each.event().at();
            latest = at.isAfter(latest) ? at : latest;
            entries.add(new ChainEntry(latest, "timeline", EvidenceJson.event(each)));
        }
        for (var run : runs) {
            var kept = run.reconciliation();
            if (kept != null) {
                entries.add(new ChainEntry(kept.reconciledAt(), "decision", EvidenceJson.decision(run.id(), kept)));
            }
        }
        for (var row : cut(audit)) {
            entries.add(new ChainEntry(row.at(), "audit", EvidenceJson.audit(row)));
        }
        entries.sort(Comparator.comparing(ChainEntry::at));
    }

    private <T> List<T> cut(List<T> all) {
        if (all.size() <= MOST) {
            return all;
        }
        isComplete = false;
        return all.subList(all.size() - MOST, all.size());
    }

    /// @param subject what it is of
    EvidenceChain chain(Map<String, Object> subject) {
        var chain = new EvidenceChain(subject);
        entries.forEach(it -> chain.add(it.kind, it.entry));
        return chain;
    }

    /// Whether nothing was left out for there being too much.
    boolean isComplete() {
        return isComplete;
    }

    private record ChainEntry(Instant at, String kind, Map<String, Object> entry) {}
}
