package io.runtruth.api.shapes;

import io.runtruth.webhooks.Delivery;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event on its way to one webhook.
///
/// @param runId null for a publication
/// @param state `waiting`, `delivered` or `given_up`
/// @param attempts how often it was sent
/// @param lastStatus the receiver's last answer
/// @param lastFault `refused`, `timed_out`, `unreachable`, `private_address` or `no_key`
/// @param dueAt when it will be sent again
@SnakeCase
public record DeliveryJson(
        UUID id,
        String event,
        @Nullable UUID runId,
        @Nullable UUID reviewId,
        Instant at,
        String state,
        int attempts,
        @Nullable Integer lastStatus,
        @Nullable String lastFault,
        @Nullable Instant dueAt) {

    public static DeliveryJson of(Delivery delivery) {
        var fault = delivery.lastFault();
        return new DeliveryJson(
                delivery.id(),
                delivery.event().code(),
                delivery.runId(),
                delivery.reviewId(),
                delivery.at(),
                delivery.state().code(),
                delivery.attempts(),
                delivery.lastStatus(),
                fault == null ? null : fault.code(),
                delivery.dueAt());
    }
}
