package io.runtruth.portal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A link to a publication, as those know it who manage reviews.
///
/// @param forWhom in the words of who made it
/// @param openings how often the document was read with it
/// @param openedAt the last time; null where never
public record ShareLink(
        UUID id,
        String forWhom,
        ShareLinkState state,
        boolean hasPassphrase,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        int openings,
        @Nullable Instant openedAt) {}
