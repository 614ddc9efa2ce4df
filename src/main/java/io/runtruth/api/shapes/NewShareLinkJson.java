package io.runtruth.api.shapes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link that is to be made.
///
/// @param forWhom in the caller's own words, 1 to 200 characters
/// @param expiresAt later than now, by 90 days at most; left out: in 30 days
/// @param passphrase 8 to 200 characters, which the reader is asked for; left out: the link alone opens it
@SnakeCase
public record NewShareLinkJson(
        @Nullable String forWhom,
        @Nullable Instant expiresAt,
        @Nullable String passphrase) {

    /// Without the passphrase, so that it cannot reach a log by accident.
    @Override
    public String toString() {
        return "NewShareLinkJson[" + forWhom + ", " + expiresAt + "]";
    }
}
