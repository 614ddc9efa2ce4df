package io.runtruth.portal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// @param forWhom in the words of who makes it, 1 to 200 characters
/// @param expiresAt later than now, by [SharingService#LONGEST] at most
/// @param passphrase 8 to 200 characters, which the reader is asked for; null: the link alone opens it
public record NewShareLink(
        String forWhom, Instant expiresAt, @Nullable String passphrase) {

    /// Without the passphrase, so that it cannot reach a log by accident.
    @Override
    public String toString() {
        return "NewShareLink[" + forWhom + ", " + expiresAt + (passphrase == null ? "]" : ", with a passphrase]");
    }
}
