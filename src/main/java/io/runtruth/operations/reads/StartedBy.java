package io.runtruth.operations.reads;

import io.runtruth.access.Actor;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who started a run, as lists are narrowed by it.
///
/// @param account of a person, whether they were there themselves or sent a token; null for the system
public record StartedBy(@Nullable UUID account) {

    public static final StartedBy SYSTEM = new StartedBy(null);

    private static final String ME = "me";
    private static final String THE_SYSTEM = "system";

    /// Of a word as addresses have it: `me`, `system` or the id of an account; empty for any other.
    public static Optional<StartedBy> of(String word, Actor.Person me) {
        return switch (word) {
            case ME -> Optional.of(new StartedBy(me.account()));
            case THE_SYSTEM -> Optional.of(SYSTEM);
            default -> id(word).map(StartedBy::new);
        };
    }

    /// Only as ids are written: what else reads as one would be another word for the same list.
    private static Optional<UUID> id(String word) {
        try {
            var id = UUID.fromString(word);
            return id.toString().equals(word) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public boolean isSystem() {
        return account == null;
    }

    /// As addresses have it.
    public String word() {
        return account == null ? THE_SYSTEM : account.toString();
    }
}
