package io.runtruth.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A delivery that this node has taken to send.
///
/// @param attempts this one counted: nobody else may settle it
record Due(UUID id, int attempts, Receiver receiver, Content content) {

    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Receiver(UUID webhookId, String url, byte[] sealedSecret) {}

    /// Ids and what links are made of; never a word of what a run or a review holds.
    record Content(
            String event,
            Instant at,
            String workspace,
            @Nullable String environment,
            @Nullable UUID runId,
            @Nullable UUID reviewId) {}
}
