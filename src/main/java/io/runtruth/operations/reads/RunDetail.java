package io.runtruth.operations.reads;

import java.util.List;

/// A run with its timeline, as its own page and the API show it.
///
/// @param events the newest 500, oldest first
public record RunDetail(RunRow run, List<TimelineEntry> events) {

    public RunDetail {
        events = List.copyOf(events);
    }
}
