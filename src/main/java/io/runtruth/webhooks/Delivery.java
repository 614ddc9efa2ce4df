package io.runtruth.webhooks;

import io.runtruth.shared.Coded;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event on its way to one webhook.
///
/// @param runId null for a publication
/// @param reviewId of an event about a review
/// @param attempts how often it was sent
/// @param lastStatus the receiver's last answer; null where there was none
/// @param lastFault why the last attempt failed, a code; null where it did not
/// @param dueAt when it will be tried again; null once it was taken or given up
public record Delivery(
        UUID id,
        WebhookEvent event,
        @Nullable UUID runId,
        @Nullable UUID reviewId,
        Instant at,
        DeliveryState state,
        int attempts,
        @Nullable Integer lastStatus,
        @Nullable DeliveryFault lastFault,
        @Nullable Instant dueAt) {

    public enum DeliveryState implements Coded {
        WAITING,
        DELIVERED,
        GIVEN_UP
    }

    /// Why an attempt failed.
    public enum DeliveryFault implements Coded {
        /// The receiver answered with another status than 2xx.
        REFUSED,
        /// No answer in time.
        TIMED_OUT,
        /// Nobody could be reached at the address.
        UNREACHABLE,
        /// The address leads into a private network.
        PRIVATE_ADDRESS,
        /// The node has no key to sign with, or another one than when the webhook was made.
        NO_KEY
    }
}
