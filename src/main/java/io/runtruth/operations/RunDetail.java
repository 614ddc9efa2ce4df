package io.runtruth.operations;

import java.util.List;

/// A run with its timeline, as its own page and the API show it.
///
/// @param events oldest first; at most 500
public record RunDetail(RunRow run, List<TimelineEntry> events) {

    public RunDetail {
        events = List.copyOf(events);
    }
}
