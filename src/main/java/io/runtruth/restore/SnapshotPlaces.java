package io.runtruth.restore;

import io.runtruth.access.Actor;
import io.runtruth.shared.Problem;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// How many sets of documents this node reads at a time (contract 8): each costs its memory and its disk. One of a
/// person at a time; what the console does of itself is not counted.
@Component
class SnapshotPlaces {

    private static final int AT_ONCE = 4;
    private static final int TRY_AGAIN_SECONDS = 5;

    private final Set<UUID> taken = new HashSet<>();

    /// Works while the actor has a place.
    ///
    /// @throws Problem.TooMuch `snapshot.at_once`
    <T> T within(Actor actor, Supplier<T> work) {
        var account = actor.accountId().orElse(null);
        if (account == null) {
            return work.get();
        }
        synchronized (taken) {
            if (taken.size() >= AT_ONCE || !taken.add(account)) {
                throw new Problem.TooMuch("snapshot.at_once", TRY_AGAIN_SECONDS);
            }
        }
        try {
            return work.get();
        } finally {
            synchronized (taken) {
                taken.remove(account);
            }
        }
    }
}
