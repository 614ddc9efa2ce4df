package io.runtruth.webhooks;

import io.runtruth.operations.EndedRun;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.shared.Coded;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What a webhook can be told of.
public enum WebhookEvent implements Coded {
    /// A run ended, in whatever way.
    RUN_ENDED,

    /// A run needs a person: it is blocked, has failed, or its ending is contradicted (contract 3).
    RUN_ATTENTION,

    /// A composed review can be read.
    REVIEW_READY,

    /// A person published a review (contract 6.4).
    REVIEW_PUBLISHED;

    /// `run.ended` and the like.
    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /// What the ending of a run is to those who asked to be told.
    static Set<WebhookEvent> of(EndedRun ended) {
        var events = EnumSet.of(RUN_ENDED);
        if (ended.outcome() == RunOutcome.BLOCKED || ended.outcome() == RunOutcome.FAILED) {
            events.add(RUN_ATTENTION);
        }
        var isReview = ended.run().type() == OperationType.REVIEW_COMPOSE
                && ended.run().subject().recordId() != null;
        if (isReview && ended.outcome() == RunOutcome.SUCCEEDED) {
            events.add(REVIEW_READY);
        }
        return events;
    }
}
