package io.runtruth.portal;

import io.runtruth.shared.Coded;

/// A question is open until somebody ends it, once.
public enum QuestionStatus implements Coded {
    OPEN,
    /// By who reviews.
    ANSWERED,
    /// By who reviews, or by who asked.
    CLOSED;

    static QuestionStatus of(String code) {
        return Coded.stored(QuestionStatus.class, code);
    }
}
