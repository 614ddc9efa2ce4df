package io.runtruth.operations.reads;

import io.runtruth.operations.EventKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// A run with its timeline, as its own page and the API show it.
///
/// @param events the newest 500, oldest first
/// @param surroundings what it stands between
public record RunDetail(RunRow run, List<TimelineEntry> events, RunSurroundings surroundings) {

    public RunDetail {
        events = List.copyOf(events);
    }

    /// Without what it stands between.
    public RunDetail(RunRow run, List<TimelineEntry> events) {
        this(run, events, RunSurroundings.NONE);
    }

    /// The run whose operation was tried again by this one.
    public Optional<UUID> againOf() {
        return named(EventKind.DISPATCHED, EventKind.AGAIN_OF).findFirst();
    }

    /// The run as which this one's operation was tried again last.
    public Optional<UUID> triedAgainAs() {
        return named(EventKind.TRIED_AGAIN, EventKind.TRIED_AGAIN_AS).reduce((_, later) -> later);
    }

    private Stream<UUID> named(EventKind kind, String detail) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(event -> event.details().get(detail))
                .filter(String.class::isInstance)
                .map(id -> UUID.fromString((String) id));
    }
}
