package io.runtruth.shared;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// The opaque place to continue a list from: the sort key of the last row that was read. The precision is
/// microseconds, PostgreSQL's own.
public record Cursor(Instant at, UUID id) {

    /// No row of ours is younger, and every database can hold it.
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final int BYTES = Long.BYTES + Integer.BYTES + 2 * Long.BYTES;

    /// URL-safe text, to be given back unchanged.
    public String token() {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /// @throws Problem.InvalidInput `cursor.invalid`, for anything that [#token()] did not make
    public static Cursor parse(String token) {
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length != BYTES) {
                throw new Problem.InvalidInput("cursor.invalid");
            }
            var buffer = ByteBuffer.wrap(bytes);
            var at = Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
            if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
                throw new Problem.InvalidInput("cursor.invalid");
            }
            return new Cursor(at, new UUID(buffer.getLong(), buffer.getLong()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Problem.InvalidInput("cursor.invalid");
        }
    }
}
