package io.runtruth.operations;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a run ends.
///
/// @param reasonCode dotted lower case, the tail of its text's key `reason.<code>`; null where success says it all
/// @param reference under which the log has the technical detail
/// @param summaryCounts non-negative, under the keys of [#KNOWN_COUNTS]
public record Ending(
        RunOutcome outcome,
        @Nullable String reasonCode,
        @Nullable String reference,
        Map<String, Long> summaryCounts) {

    static final Set<String> KNOWN_COUNTS =
            Set.of("checks", "pass", "fail", "warning", "snapshots", "applied", "unchanged", "skipped", "failed");

    public Ending {
        if (outcome == RunOutcome.PENDING) {
            throw new IllegalArgumentException("a run does not end as pending");
        }
        summaryCounts = Map.copyOf(summaryCounts);
        if (!KNOWN_COUNTS.containsAll(summaryCounts.keySet())
                || summaryCounts.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("summary counts " + summaryCounts);
        }
    }

    public static Ending succeeded(Map<String, Long> summaryCounts) {
        return new Ending(RunOutcome.SUCCEEDED, null, null, summaryCounts);
    }

    public static Ending failed(String reasonCode, @Nullable String reference) {
        return new Ending(RunOutcome.FAILED, reasonCode, reference, Map.of());
    }

    public static Ending blocked(String reasonCode) {
        return new Ending(RunOutcome.BLOCKED, reasonCode, null, Map.of());
    }

    public static Ending cancelled() {
        return new Ending(RunOutcome.CANCELLED, null, null, Map.of());
    }
}
