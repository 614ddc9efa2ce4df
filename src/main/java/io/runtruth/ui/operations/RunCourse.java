package io.runtruth.ui.operations;

import io.runtruth.operations.EventKind;
import io.runtruth.operations.reads.RunDetail;
import io.runtruth.operations.reads.TimelineEntry;
import io.runtruth.shared.Coded;
import io.runtruth.texts.Phrase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the time of a run went, as far as its entries tell: when it waited, who worked at it, and what happened
/// meanwhile. It reaches from the first entry to the run's end, or to now.
///
/// @param stretches in their order, without gaps
/// @param marks in their order; what came after the end stands at it
record RunCourse(Instant from, Instant to, List<Stretch> stretches, List<CourseMark> marks) {

    RunCourse {
        stretches = List.copyOf(stretches);
        marks = List.copyOf(marks);
    }

    /// Empty where there is nothing to draw yet.
    static Optional<RunCourse> of(RunDetail detail, Instant now) {
        var entries = detail.events().stream()
                .filter(it -> !it.kind().isOfAttention())
                .toList();
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        var from = entries.getFirst().at();
        var ended = detail.run().completedAt();
        var to = ended == null ? now : ended;
        return to.isAfter(from) ? Optional.of(drawn(entries, from, to)) : Optional.empty();
    }

    private static RunCourse drawn(List<TimelineEntry> entries, Instant from, Instant to) {
        var stretches = new ArrayList<Stretch>();
        var marks = new ArrayList<CourseMark>();
        var open = new Stretch(null, 0, from, to);
        for (var entry : entries) {
            var at = entry.at().isAfter(to) ? to : entry.at();
            var next = next(entry, at, to);
            if (next != null) {
                add(stretches, open.until(at));
                open = next;
            }
            var kind = MarkKind.of(entry.kind());
            if (kind != null) {
                marks.add(new CourseMark(kind, at, EventWording.line(entry).what()));
            }
        }
        add(stretches, open);
        return new RunCourse(from, to, stretches, marks);
    }

    private static void add(List<Stretch> stretches, Stretch stretch) {
        if (stretch.to().isAfter(stretch.from())) {
            stretches.add(stretch);
        }
    }

    /// What begins with the entry; null where things go on as they were.
    private static @Nullable Stretch next(TimelineEntry entry, Instant at, Instant to) {
        return switch (entry.kind()) {
            case PICKED_UP -> new Stretch(entry.node(), entry.attempt(), at, to);
            case RETRY_SCHEDULED, GIVEN_BACK -> new Stretch(null, 0, at, to);
            default -> null;
        };
    }

    /// 0 at the beginning, 1 at the end.
    double share(Instant at) {
        return (double) Duration.between(from, at).toNanos()
                / Duration.between(from, to).toNanos();
    }

    /// @param node who worked at it; null while it waited
    /// @param attempt 0 while it waited
    record Stretch(@Nullable String node, int attempt, Instant from, Instant to) {

        private Stretch until(Instant end) {
            return new Stretch(node, attempt, from, end);
        }

        Duration lasted() {
            return Duration.between(from, to);
        }
    }

    record CourseMark(MarkKind kind, Instant at, Phrase what) {}

    enum MarkKind implements Coded {
        JOINED,
        STOP,
        LATE,
        DECIDED,
        ENDED;

        private static @Nullable MarkKind of(EventKind kind) {
            return switch (kind) {
                case JOINED -> JOINED;
                case STOP_REQUESTED -> STOP;
                case LATE_REPORT -> LATE;
                case RECONCILED -> DECIDED;
                case COMPLETED -> ENDED;
                default -> null;
            };
        }
    }
}
