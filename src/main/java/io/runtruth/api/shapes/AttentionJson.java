package io.runtruth.api.shapes;

import io.runtruth.operations.reads.Attention;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The question that a run asks of a person, and what has become of it (contract 3).
///
/// @param open nobody has dealt with it yet, and no later run has answered it
/// @param since when it was asked last
/// @param takenBy who deals with it; null where nobody does
/// @param until it waits up to then; null where it does not
/// @param ended how it ended; null while it is open
@SnakeCase
public record AttentionJson(
        boolean open,
        Instant since,
        @Nullable HolderJson takenBy,
        @Nullable Instant until,
        @Nullable EndJson ended) {

    public static AttentionJson of(Attention attention) {
        return new AttentionJson(
                attention.isOpen(),
                attention.since(),
                HolderJson.of(attention.holder()),
                attention.until(),
                EndJson.of(attention.end()));
    }

    /// @param id of the account
    @SnakeCase
    record HolderJson(UUID id, String name, Instant since) {

        private static @Nullable HolderJson of(Attention.@Nullable Holder holder) {
            return holder == null ? null : new HolderJson(holder.account(), holder.name(), holder.since());
        }
    }

    /// @param how `person`, or `later_success`
    /// @param by the name of the person, as it was
    /// @param run the later run of the same type and environment that succeeded
    @SnakeCase
    record EndJson(
            String how,
            Instant at,
            @Nullable String by,
            @Nullable UUID run) {

        private static @Nullable EndJson of(Attention.@Nullable End end) {
            return end == null ? null : new EndJson(end.how(), end.at(), end.by(), end.answeredBy());
        }
    }
}
