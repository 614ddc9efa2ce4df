package io.runtruth.api.shapes;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runtruth.portal.ShareLink;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A link by which somebody without an account reads one publication.
///
/// @param state `open`, `expired`, `revoked` or `withdrawn`
/// @param passphrase whether the reader is asked for one
/// @param openings how often the document was read with it
/// @param openedAt the last time; null: never
/// @param link below the address of the console: in the answer to its making, and never again
@SnakeCase
public record ShareLinkJson(
        UUID id,
        String forWhom,
        String state,
        boolean passphrase,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        int openings,
        @Nullable Instant openedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String link) {

    public static ShareLinkJson of(ShareLink row) {
        return of(row, null);
    }

    public static ShareLinkJson of(ShareLink row, @Nullable String link) {
        return new ShareLinkJson(
                row.id(),
                row.forWhom(),
                row.state().code(),
                row.hasPassphrase(),
                row.createdBy(),
                row.createdAt(),
                row.expiresAt(),
                row.openings(),
                row.openedAt(),
                link);
    }
}
