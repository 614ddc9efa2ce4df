package io.runtruth.restore;

import io.runtruth.access.Actor;
import io.runtruth.shared.Problem;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How many sets of documents this node reads at a time (contract 8): each costs its memory and its disk. One of a
/// person at a time; what the console does of itself is not counted.
@Component
class SnapshotPlaces {

    private static final int AT_ONCE = 4;
    private static final int TRY_AGAIN_SECONDS = 5;

    private final Set<UUID> taken = new HashSet<>();

    /// To be closed when it has ended.
    ///
    /// @throws Problem.TooMuch `snapshot.at_once`
    TakenPlace enter(Actor actor) {
        if (actor.accountId().isEmpty()) {
            return new TakenPlace(null);
        }
        var account = actor.accountId().get();
        synchronized (taken) {
            if (taken.size() >= AT_ONCE || !taken.add(account)) {
                throw new Problem.TooMuch("snapshot.at_once", TRY_AGAIN_SECONDS);
            }
        }
        return new TakenPlace(account);
    }

    final class TakenPlace implements AutoCloseable {

        private final @Nullable UUID account;

        private TakenPlace(@Nullable UUID account) {
            this.account = account;
        }

        @Override
        public void close() {
            if (account != null) {
                synchronized (taken) {
                    taken.remove(account);
                }
            }
        }
    }
}
