package io.runtruth.evidence;

import io.runtruth.access.Actor;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// How much of this node the imports of one person and of one workspace may have at a time (contract 8): so many
/// are worked on at once and a few more wait for them, with so many bytes under way, and over time a part of it
/// only. What the console does of itself is not counted.
///
/// Each node counts for itself, in memory: what is shared out is its threads, its disk and its processors. A
/// restart forgets what was spent, and costs nobody anything.
@Component
class ImportBudget {

    /// Of people and of workspaces; those of nobody at work make room.
    static final int MOST_SHARES = 10_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int FORGOTTEN_AT_ONCE = 3;

    private static final ImportShare.Limits OF_PERSON =
            new ImportShare.Limits(4, 32, 512L << 20, Duration.ofMinutes(10), 0.5);
    private static final ImportShare.Limits OF_WORKSPACE =
            new ImportShare.Limits(8, 64, 1L << 30, Duration.ofMinutes(20), 1);

    private final Clock clock;
    private final Duration longestWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<UUID, ImportShare> shares = new LinkedHashMap<>(16, 0.75f, true);

    @Autowired
    ImportBudget(Clock clock) {
        this(clock, LONGEST_WAIT);
    }

    /// @param longestWait for others to end, before a refusal
    ImportBudget(Clock clock, Duration longestWait) {
        this.clock = clock;
        this.longestWait = longestWait;
    }

    /// Waits for a place among the imports that are worked on. To be closed when the import has ended.
    ///
    /// @throws Problem.TooMuch `import.spent` where the person or the workspace has used its time;
    ///     `import.at_once` where too many wait already, or none of them ended in time
    ImportPlace enter(Actor actor, Scope scope) {
        if (actor.accountId().isEmpty()) {
            return new ImportPlace(List.of(), clock.instant());
        }
        lock.lock();
        try {
            var now = clock.instant();
            forgetIdle(now);
            var mine = List.of(
                    share(actor.accountId().get(), OF_PERSON, now), share(scope.workspaceId(), OF_WORKSPACE, now));
            mine.forEach(share -> requireTime(share, now));
            await(mine);
            mine.forEach(ImportShare::begin);
            return new ImportPlace(mine, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    private ImportShare share(UUID of, ImportShare.Limits limits, Instant now) {
        return shares.computeIfAbsent(of, _ -> new ImportShare(limits, now));
    }

    private void forgetIdle(Instant now) {
        var eldest = shares.values().iterator();
        for (int looked = 0; looked < FORGOTTEN_AT_ONCE && eldest.hasNext(); looked++) {
            var share = eldest.next();
            if (share.isIdle() && (share.hasRecovered(now) || shares.size() >= MOST_SHARES)) {
                eldest.remove();
            }
        }
    }

    private static void requireTime(ImportShare share, Instant now) {
        var wait = share.untilThereIsTime(now);
        if (wait.isPositive()) {
            throw new Problem.TooMuch(
                    "import.spent", Math.max(1, wait.plusMillis(999).toSeconds()));
        }
    }

    private void await(List<ImportShare> mine) {
        if (mine.stream().allMatch(ImportShare::hasPlace)) {
            return;
        }
        if (!mine.stream().allMatch(ImportShare::mayWait)) {
            throw tooMany();
        }
        mine.forEach(ImportShare::beginWaiting);
        try {
            var left = longestWait.toNanos();
            while (!mine.stream().allMatch(ImportShare::hasPlace)) {
                if (left <= 0) {
                    throw tooMany();
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw tooMany();
        } finally {
            mine.forEach(ImportShare::endWaiting);
        }
    }

    private Problem.TooMuch tooMany() {
        return new Problem.TooMuch("import.at_once", Math.max(1, longestWait.toSeconds()));
    }

    /// How many people and workspaces are remembered.
    int size() {
        lock.lock();
        try {
            return shares.size();
        } finally {
            lock.unlock();
        }
    }

    /// One import's, until it is closed. For one thread.
    final class ImportPlace implements AutoCloseable {

        private final List<ImportShare> mine;
        private Duration worked = Duration.ZERO;
        private Instant since;
        private long bytes;

        private ImportPlace(List<ImportShare> mine, Instant since) {
            this.mine = new ArrayList<>(mine);
            this.since = since;
        }

        /// Counts more of the file as under way.
        ///
        /// @throws Problem.TooMuch `import.bytes`
        void arrived(int more) {
            lock.lock();
            try {
                if (!mine.stream().allMatch(share -> share.hasRoom(more))) {
                    throw new Problem.TooMuch("import.bytes", Math.max(1, longestWait.toSeconds()));
                }
                mine.forEach(share -> share.addBytes(more));
                bytes += mine.isEmpty() ? 0 : more;
            } finally {
                lock.unlock();
            }
        }

        /// What a sender sends. While it is waited for, the node does not work; what it does with each portion
        /// (unpacking, hashing, writing) it does.
        InputStream paced(InputStream content) {
            return new FilterInputStream(content) {
                @Override
                public int read() throws IOException {
                    var one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    pause();
                    try {
                        return in.read(into, offset, length);
                    } finally {
                        since = clock.instant();
                    }
                }
            };
        }

        private void pause() {
            worked = worked.plus(Duration.between(since, clock.instant()));
        }

        @Override
        public void close() {
            lock.lock();
            try {
                pause();
                var now = clock.instant();
                for (var share : mine) {
                    share.end(worked, bytes, now);
                }
                mine.clear();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
