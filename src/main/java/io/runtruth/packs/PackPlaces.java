package io.runtruth.packs;

import io.runtruth.access.Actor;
import io.runtruth.shared.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// How many packs a node writes at a time: one is seconds of a processor and much memory. A few more wait, and of
/// these no person has more than their part.
@Component
class PackPlaces {

    private static final int AT_ONCE = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final int MOST = 12;
    private static final int MOST_OF_ONE = 3;

    private final Semaphore writing;
    private final Duration longestWait;
    private final Map<UUID, Integer> asked = new HashMap<>();
    private int all;

    @Autowired
    PackPlaces() {
        this(AT_ONCE, LONGEST_WAIT);
    }

    /// @param longestWait for others to end, before a refusal
    PackPlaces(int atOnce, Duration longestWait) {
        writing = new Semaphore(atOnce, true);
        this.longestWait = longestWait;
    }

    /// One at a time, beside the packs: who looks before they publish takes no place of who hands on.
    static PackPlaces ofPreviews() {
        return new PackPlaces(1, LONGEST_WAIT);
    }

    /// To be closed when the pack is written.
    ///
    /// @throws Problem.TooMuch `pack.at_once`
    PackPlace enter(Actor actor) {
        var of = actor.accountId().orElse(new UUID(0, 0));
        ask(of);
        try {
            if (writing.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return () -> {
                    writing.release();
                    leave(of);
                };
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        leave(of);
        throw tooMany();
    }

    private synchronized void ask(UUID of) {
        if (all >= MOST || asked.getOrDefault(of, 0) >= MOST_OF_ONE) {
            throw tooMany();
        }
        all++;
        asked.merge(of, 1, Integer::sum);
    }

    private synchronized void leave(UUID of) {
        all--;
        asked.computeIfPresent(of, (_, count) -> count == 1 ? null : count - 1);
    }

    private Problem.TooMuch tooMany() {
        return new Problem.TooMuch("pack.at_once", Math.max(1, longestWait.toSeconds()));
    }

    /// One of them, until it is closed.
    interface PackPlace extends AutoCloseable {

        @Override
        void close();
    }
}
