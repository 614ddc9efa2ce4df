package io.runtruth.access;

import io.runtruth.shared.Coded;

/// What a person can be told of, and what they are told of as long as they have chosen nothing (contract
/// 9).
public enum NoticeKind implements Coded {
    /// A run that they started did what it was for, and nobody is asked to look.
    RUN_SUCCEEDED(Capability.OPERATIONS_VIEW, true, false),
    /// A run that they started ended in another way, or was flagged later. By e-mail only while it needs
    /// somebody.
    RUN_ENDED_OTHERWISE(Capability.OPERATIONS_VIEW, true, true),
    /// A run needs attention, and they take care of it.
    ATTENTION_MINE(Capability.OPERATIONS_MANAGE, true, true),
    /// A run needs attention where they could deal with it, and nobody has taken it.
    ATTENTION_UNTAKEN(Capability.OPERATIONS_MANAGE, true, true),
    /// An accepted risk holds for no more than 14 further days, or is due to be looked at again.
    ACCEPTED_RISK_DUE(Capability.ENVIRONMENT_REVIEW_MANAGE, true, false),
    /// A question about a published review waits for an answer.
    QUESTION_ASKED(Capability.ENVIRONMENT_REVIEW_MANAGE, true, false),
    /// A question of their own was answered or closed.
    QUESTION_ENDED(Capability.PUBLISHED_REVIEW_VIEW, true, false);

    private final Capability needed;
    private final boolean bell;
    private final boolean mail;

    NoticeKind(Capability needed, boolean bell, boolean mail) {
        this.needed = needed;
        this.bell = bell;
        this.mail = mail;
    }

    /// Who has it nowhere is never told of this.
    public Capability needed() {
        return needed;
    }

    boolean usually(NoticeWay way) {
        return switch (way) {
            case BELL -> bell;
            case MAIL -> mail;
        };
    }
}
