package io.runtruth.operations.reads;

import io.runtruth.operations.EventKind;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One entry of a run's timeline, as it is read.
///
/// @param details plain values, bounded
public record TimelineEntry(
        EventKind kind,
        Instant at,
        String actorKind,
        String actorName,
        int attempt,
        String node,
        @Nullable RunStatus from,
        @Nullable RunStatus to,
        @Nullable RunOutcome outcome,
        @Nullable String reasonCode,
        Map<String, Object> details) {

    public TimelineEntry {
        details = Map.copyOf(details);
    }
}
