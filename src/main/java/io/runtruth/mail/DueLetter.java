package io.runtruth.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A letter that this node has taken to send.
///
/// @param about the invitation, the link or the account
/// @param sealed what is sealed of a link's letter; null for a digest
/// @param told of what time a digest tells; null for a link's letter
/// @param isOpen whether what it is about is still so: a link that was used or revoked is sent to nobody
/// @param attempts this one counted: nobody else may settle it
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record DueLetter(
        UUID id,
        LetterKind kind,
        UUID about,
        Locale locale,
        byte @Nullable [] sealed,
        @Nullable ToldSpan told,
        Instant expiresAt,
        boolean isOpen,
        int attempts) {

    /// Later than the one, up to and with the other.
    record ToldSpan(Instant after, Instant upTo) {}
}
