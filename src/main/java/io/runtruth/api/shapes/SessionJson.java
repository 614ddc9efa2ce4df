package io.runtruth.api.shapes;

import io.runtruth.access.SessionQueries.SessionRow;
import java.time.Instant;
import java.util.UUID;

/// A session of the console.
///
/// @param method how it was signed in to: `password`, `passkey` or `provider`
/// @param browser as it calls itself
/// @param lastSeenAt to the minute
@SnakeCase
public record SessionJson(
        UUID id,
        String method,
        String browser,
        String address,
        Instant signedInAt,
        Instant lastSeenAt,
        Instant endsAt) {

    public static SessionJson of(SessionRow row) {
        return new SessionJson(
                row.id(),
                row.by().method().code(),
                row.place().browser(),
                row.place().address(),
                row.signedInAt(),
                row.lastSeenAt(),
                row.endsAt());
    }
}
