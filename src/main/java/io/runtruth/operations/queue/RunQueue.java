package io.runtruth.operations.queue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The entries of runs, which are made in the statement that makes the run ([QueueEntry#MAKE]). Everything
/// here joins the caller's transaction (I5); workers hear of it by the change that the caller publishes.
@Component
public class RunQueue {

    private final RunQueueRepository entries;
    private final HeartbeatRule heartbeats;
    private final QueueClock clock;

    RunQueue(RunQueueRepository entries, HeartbeatRule heartbeats, QueueClock clock) {
        this.entries = entries;
        this.heartbeats = heartbeats;
        this.clock = clock;
    }

    /// Makes a due entry for each run that has none, or whose entry a dead worker holds; any other entry is left.
    ///
    /// @return the runs that have a new chance by it
    public Set<UUID> giveBack(List<QueueEntry> lost) {
        return entries.giveBack(lost, clock.now(), deadBefore());
    }

    /// Leaves an entry that a living worker holds: it finds the run ended.
    public void removeUnworked(List<QueueEntry> ended) {
        entries.removeUnworked(ended, deadBefore());
    }

    /// Whether the entry is still as a worker took it: nobody gave it to somebody else.
    ///
    /// @param version as it was taken
    public boolean isHeld(QueueEntry entry, long version) {
        return entries.isHeld(entry, version);
    }

    /// Makes a due entry for what recurs, where there is none; one that is there is left as it is.
    ///
    /// @return whether there was none
    public boolean keepRecurring(String task, String instance) {
        return entries.insert(task, instance, clock.now());
    }

    private Instant deadBefore() {
        return clock.now().minus(heartbeats.deadAfter());
    }
}
