package io.runtruth.operations;

import io.runtruth.access.Actor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One entry of a run's timeline, as it is written.
///
/// @param details plain values, bounded; never content, never technical words (I11)
record RunEvent(
        EventKind kind,
        Instant at,
        Actor actor,
        String node,
        @Nullable RunStatus from,
        @Nullable RunStatus to,
        @Nullable RunOutcome outcome,
        @Nullable String reasonCode,
        Map<String, Object> details) {

    RunEvent {
        details = Map.copyOf(details);
    }

    RunEvent(EventKind kind, Instant at, Actor actor, String node) {
        this(kind, at, actor, node, null, null, null, null, Map.of());
    }

    RunEvent moving(@Nullable RunStatus before, RunStatus after) {
        return new RunEvent(kind, at, actor, node, before, after, outcome, reasonCode, details);
    }

    RunEvent ending(RunOutcome how, @Nullable String reason) {
        return new RunEvent(kind, at, actor, node, from, to, how, reason, details);
    }

    RunEvent with(String key, Object value) {
        var more = new HashMap<>(details);
        more.put(key, value);
        return new RunEvent(kind, at, actor, node, from, to, outcome, reasonCode, more);
    }
}
