package io.runtruth.ui.operations;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.reads.Attention;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.RunWording;
import java.util.Optional;

/// What a run asks of a person, in one sentence, and why (contract 3).
final class AttentionWording {

    private AttentionWording() {}

    /// Runs of one cause are one group of the desk.
    static String cause(RunRow run) {
        if (run.status().isActive()) {
            return run.freshness().state().code();
        }
        return Optional.ofNullable(run.attentionCode())
                .or(() -> Optional.ofNullable(run.failureCode()))
                .orElse(run.outcome().code());
    }

    static Phrase causeInWords(RunRow run) {
        if (run.status().isActive()) {
            return Phrase.of("run.freshness." + run.freshness().state().code());
        }
        return Optional.ofNullable(run.attentionCode())
                .or(() -> Optional.ofNullable(run.failureCode()))
                .map(RunWording::reason)
                .orElseGet(() -> Phrase.of("run.outcome." + run.outcome().code()));
    }

    static Phrase question(RunRow run) {
        return Phrase.of("attention.question." + kind(run));
    }

    private static String kind(RunRow run) {
        if (run.status().isActive()) {
            return run.freshness().state() == Freshness.State.LOST ? "lost" : "long";
        }
        return switch (cause(run)) {
            case "review.several_same_fingerprint" -> "several";
            case "review.missing", "restore.missing" -> "missing";
            case "restore.contradicted" -> "found_otherwise";
            case "run.late_report_contradicts" -> "contradicted";
            default -> {
                if (run.attentionCode() != null) {
                    yield "unclear";
                }
                yield run.outcome() == RunOutcome.BLOCKED ? "blocked" : "failed";
            }
        };
    }

    /// Who deals with it, or how it ended.
    static Phrase standing(Attention attention) {
        var end = attention.end();
        if (end != null) {
            return end.answeredBy() == null
                    ? Phrase.of("attention.ended.person", end.by() == null ? "" : end.by())
                    : Phrase.of("attention.ended.later_success", RunPresenter.shortened(end.answeredBy()));
        }
        return attention.holder() == null
                ? Phrase.of("attention.nobody")
                : Phrase.of("attention.held", attention.holder().name());
    }

    /// What trying a run of this type again does.
    static Phrase tryingAgain(OperationType type) {
        return Phrase.of(
                switch (type) {
                    case REVIEW_COMPOSE -> "attention.try_again.composition";
                    case RESTORE_EXECUTE -> "attention.try_again.restore";
                });
    }
}
