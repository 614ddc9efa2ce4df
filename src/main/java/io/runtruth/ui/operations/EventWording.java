package io.runtruth.ui.operations;

import io.runtruth.operations.EventKind;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.TimelineEntry;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.RunWording;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A run's timeline in plain words: who did what.
final class EventWording {

    private static final String CONSOLE = "system";

    private EventWording() {}

    static TimelineLine line(TimelineEntry entry) {
        var why = entry.reasonCode() == null ? null : RunWording.reason(entry.reasonCode());
        return new TimelineLine(
                entry.kind().isOfAttention(),
                what(entry),
                why,
                note(entry),
                until(entry),
                entry.at(),
                attempt(entry),
                entry.node());
    }

    private static @Nullable String note(TimelineEntry entry) {
        return entry.details().get(EventKind.NOTE) instanceof String note ? note : null;
    }

    private static @Nullable Instant until(TimelineEntry entry) {
        return entry.details().get(EventKind.UNTIL) instanceof String until ? Instant.parse(until) : null;
    }

    /// Closing a run from the records takes its lease, which is no attempt to work it.
    private static int attempt(TimelineEntry entry) {
        return entry.kind() == EventKind.RECONCILED ? entry.attempt() - 1 : entry.attempt();
    }

    private static Phrase what(TimelineEntry entry) {
        return switch (entry.kind()) {
            case DISPATCHED -> dispatched(entry);
            case JOINED -> joined(entry);
            case PICKED_UP ->
                entry.attempt() > 1
                        ? Phrase.of("run.event.picked_up_again", entry.attempt())
                        : Phrase.of("run.event.picked_up");
            case RETRY_SCHEDULED -> retry(entry);
            case STOP_REQUESTED -> Phrase.of("run.event.stop_requested", entry.actorName());
            case COMPLETED -> ended(entry);
            case RECONCILED -> reconciled(entry);
            case GIVEN_BACK -> Phrase.of("run.event.given_back");
            case PICKED_UP_AFTER_END -> Phrase.of("run.event.picked_up_after_end");
            case TRIED_AGAIN ->
                Phrase.of("run.event.tried_again", entry.actorName(), run(entry, EventKind.TRIED_AGAIN_AS));
            case LATE_REPORT -> late(entry);
            case ATTENTION_TAKEN -> Phrase.of("run.event.attention_taken", entry.actorName());
            case ATTENTION_RELEASED -> Phrase.of("run.event.attention_released", entry.actorName());
            case ATTENTION_SNOOZED -> Phrase.of("run.event.attention_snoozed", entry.actorName());
            case ATTENTION_HANDED_OVER ->
                Phrase.of(
                        "run.event.attention_handed_over",
                        entry.actorName(),
                        entry.details().getOrDefault(EventKind.TO, ""));
            case NOTED -> Phrase.of("run.event.noted", entry.actorName());
            case ATTENTION_CLOSED -> Phrase.of("run.event.attention_closed", entry.actorName());
            case ATTENTION_ANSWERED -> Phrase.of("run.event.attention_answered", run(entry, EventKind.ANSWERED_BY));
        };
    }

    private static Phrase dispatched(TimelineEntry entry) {
        if (entry.details().containsKey(EventKind.AGAIN_OF)) {
            return Phrase.of("run.event.dispatched_again", entry.actorName(), run(entry, EventKind.AGAIN_OF));
        }
        return overApi(entry)
                ? Phrase.of("run.event.dispatched_api", entry.actorName())
                : Phrase.of("run.event.dispatched", entry.actorName());
    }

    private static Phrase joined(TimelineEntry entry) {
        if (entry.details().containsKey(EventKind.AGAIN_OF)) {
            return Phrase.of("run.event.joined_again", entry.actorName(), run(entry, EventKind.AGAIN_OF));
        }
        return overApi(entry)
                ? Phrase.of("run.event.joined_api", entry.actorName())
                : Phrase.of("run.event.joined", entry.actorName());
    }

    private static String run(TimelineEntry entry, String detail) {
        return RunPresenter.shortened(entry.details().getOrDefault(detail, ""));
    }

    private static Phrase retry(TimelineEntry entry) {
        return entry.details().get("reference") instanceof String reference
                ? Phrase.of("run.event.retry_scheduled", reference)
                : Phrase.of("run.event.retry_scheduled_plain");
    }

    private static Phrase ended(TimelineEntry entry) {
        var outcome = outcome(entry);
        return outcome == RunOutcome.CANCELLED && !CONSOLE.equals(entry.actorKind())
                ? Phrase.of("run.event.cancelled_by", entry.actorName())
                : Phrase.of("run.event.completed", outcomeWord(outcome));
    }

    private static Phrase reconciled(TimelineEntry entry) {
        return switch (Objects.toString(entry.details().get("decision"))) {
            case "attention_required" -> Phrase.of("run.event.reconciled", Phrase.of("run.attention.required"));
            case "no_proof", "unsupported" ->
                Phrase.of(outcome(entry) == RunOutcome.CANCELLED ? "run.event.stopped" : "run.event.given_up");
            default -> Phrase.of("run.event.reconciled", outcomeWord(outcome(entry)));
        };
    }

    private static Phrase late(TimelineEntry entry) {
        var reported = outcomeWord(outcome(entry));
        return switch (entry.details().get("agrees")) {
            case Boolean agrees when agrees -> Phrase.of("run.event.late_report_agrees", reported);
            case Boolean _ -> Phrase.of("run.event.late_report_contradicts", reported);
            case null, default -> Phrase.of("run.event.late_report", reported);
        };
    }

    private static RunOutcome outcome(TimelineEntry entry) {
        return Objects.requireNonNullElse(entry.outcome(), RunOutcome.PENDING);
    }

    private static Phrase outcomeWord(RunOutcome outcome) {
        return Phrase.of("run.outcome." + outcome.code());
    }

    private static boolean overApi(TimelineEntry entry) {
        return Via.API.code().equals(entry.details().get("via"));
    }
}
