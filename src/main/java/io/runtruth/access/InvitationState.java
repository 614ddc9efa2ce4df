package io.runtruth.access;

import io.runtruth.shared.Coded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of an invitation.
public enum InvitationState implements Coded {
    OPEN,
    ACCEPTED,
    REVOKED,
    EXPIRED;

    static InvitationState of(
            @Nullable Instant acceptedAt, @Nullable Instant revokedAt, Instant expiresAt, Instant now) {
        if (acceptedAt != null) {
            return ACCEPTED;
        }
        if (revokedAt != null) {
            return REVOKED;
        }
        return now.isBefore(expiresAt) ? OPEN : EXPIRED;
    }
}
