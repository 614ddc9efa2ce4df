package io.runtruth.access;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A session as the database keeps it, and what the ticket that a browser sends is worth.
///
/// @param seriesHash of the half of its ticket that stays
/// @param previousHash of the secret before the newest; null before the first turn
/// @param turnedAt when the newest was made
/// @param shownAt when a browser has shown the newest for the first time; null: it may not have heard of it
/// @param ended by itself, with its account, or with all sessions of the account
record KeptSession(
        UUID id,
        SignedIn person,
        byte[] seriesHash,
        byte[] secretHash,
        byte @Nullable [] previousHash,
        Instant turnedAt,
        @Nullable Instant shownAt,
        Instant lastSeenAt,
        Instant endsAt,
        boolean ended) {

    /// For requests that were under way when the secret turned, and until an answer that does not come is taken
    /// for lost.
    static final Duration GRACE = Duration.ofSeconds(10);

    boolean isOf(SessionTicket ticket) {
        return MessageDigest.isEqual(ticket.seriesHash(), seriesHash);
    }

    boolean isOpen(Instant now, Duration idle) {
        return !ended && now.isBefore(endsAt) && now.isBefore(lastSeenAt.plus(idle));
    }

    /// The secret before the newest counts until a browser has shown the newest, and a moment longer: the answer
    /// with the newest may be lost, and one browser asks for several things at once.
    Proof proof(byte[] sentHash, Instant now) {
        if (MessageDigest.isEqual(sentHash, secretHash)) {
            return shownAt == null ? Proof.NEWEST_AT_LAST : Proof.NEWEST;
        }
        if (previousHash == null || !MessageDigest.isEqual(sentHash, previousHash)) {
            return Proof.COPIED;
        }
        var since = Optional.ofNullable(shownAt).orElse(turnedAt);
        if (now.isBefore(since.plus(GRACE))) {
            return Proof.BEFORE;
        }
        return shownAt == null ? Proof.ANSWER_LOST : Proof.COPIED;
    }

    enum Proof {
        NEWEST,
        /// For the first time since it was made.
        NEWEST_AT_LAST,
        /// Sent beside the request whose answer has the newest.
        BEFORE,
        /// The browser never heard of the newest.
        ANSWER_LOST,
        /// Somebody else has gone on with it: there are two of them, and one is not the person.
        COPIED
    }
}
