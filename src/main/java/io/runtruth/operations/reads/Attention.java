package io.runtruth.operations.reads;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The question that a run asks of a person, and what has become of it (contract 3).
///
/// @param since when it was asked last: the run's end, a flag that was raised later, or its start while it is active
/// @param holder who deals with it; null where nobody does who could
/// @param until it waits up to then; null where it does not, or no longer
/// @param end how it ended; null while it is open
public record Attention(
        Instant since,
        @Nullable Holder holder,
        @Nullable Instant until,
        @Nullable End end) {

    public boolean isOpen() {
        return end == null;
    }

    public boolean isHeldBy(UUID account) {
        return holder != null && holder.account().equals(account);
    }

    /// Somebody deals with it, and not this person.
    public Optional<Holder> heldByAnother(UUID account) {
        return Optional.ofNullable(holder).filter(it -> !it.account().equals(account));
    }

    /// @param name as it is today
    /// @param since when they took it, or got it
    public record Holder(UUID account, String name, Instant since) {}

    /// @param by the name, as it was then, of whoever closed it; null where a later run answered it
    /// @param answeredBy the later run that succeeded; null where a person closed it
    public record End(
            Instant at, @Nullable String by, @Nullable UUID answeredBy) {

        /// `person` or `later_success`, as it is stored and as the API writes it.
        public String how() {
            return answeredBy == null ? "person" : "later_success";
        }
    }
}
