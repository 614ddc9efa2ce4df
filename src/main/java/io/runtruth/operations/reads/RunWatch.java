package io.runtruth.operations.reads;

import io.runtruth.access.Actor;
import io.runtruth.access.Reach;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The runs of a workspace, as one follower hears of them: each as it is when it is told, read as the follower, so that
/// a right that is taken away is gone at once. Whoever takes what is heard does so in one thread.
///
/// What waits to be told is at most [#MOST_WAITING] runs: of a follower that does not keep up no more is kept, and its
/// watch is [#isOverrun].
public final class RunWatch implements AutoCloseable {

    static final int MOST_WAITING = 1_000;
    private static final int MOST_AT_ONCE = 100;

    private final RunWatches watches;
    private final Actor.Person actor;
    private final UUID workspaceId;
    private final Set<UUID> waiting = new LinkedHashSet<>();
    private final Semaphore wake = new Semaphore(0);

    private volatile Reach reach;
    private volatile boolean rightsChanged;
    private volatile boolean overrun;
    private volatile boolean closed;
    private boolean lostTrack;
    private long lookedNanos = System.nanoTime();
    private ChangeFeed.@Nullable Subscription subscription;

    RunWatch(RunWatches watches, Actor.Person actor, UUID workspaceId, Reach reach) {
        this.watches = watches;
        this.actor = actor;
        this.workspaceId = workspaceId;
        this.reach = reach;
    }

    void listen(ChangeFeed feed) {
        subscription = feed.subscribe(this::concerns, this::heard);
    }

    /// What was missed cannot be named: the follower has to read the list.
    void lostTrack() {
        lostTrack = true;
        wake.release();
    }

    void catchUp(Collection<Change> missed) {
        heard(missed.stream().filter(this::concerns).toList());
    }

    /// Of what its reader may not see it is not even woken: how often something happens there is not told (I12).
    private boolean concerns(Change change) {
        if (change.kind() == Change.Kind.ACCESS) {
            return change.id().equals(actor.account()) || change.id().equals(workspaceId);
        }
        return change.kind() == Change.Kind.RUN
                && change.workspaceId().equals(workspaceId)
                && (reach.all()
                        || change.environmentId() != null
                                && reach.environments().contains(change.environmentId()));
    }

    /// On the feed's thread.
    private void heard(Collection<Change> changes) {
        synchronized (waiting) {
            for (var change : changes) {
                if (change.kind() == Change.Kind.ACCESS) {
                    rightsChanged = true;
                } else if (!overrun) {
                    waiting.add(change.id());
                }
            }
            if (waiting.size() > MOST_WAITING) {
                overrun = true;
                waiting.clear();
            }
        }
        wake.release();
    }

    /// Waits until there is something to tell, or until the time is over. What the actor may is read anew at
    /// least as often as that.
    ///
    /// @throws Problem where the actor may no longer see the workspace's runs, or their token is over
    public Heard next(Duration wait) throws InterruptedException {
        var woken = wake.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
        wake.drainPermits();
        // however much there is to tell: what ends a token is no change that anybody hears of
        if (!woken || rightsChanged || System.nanoTime() - lookedNanos >= wait.toNanos()) {
            look();
        }
        // before what waits is taken: whatever is heard later is told later
        var upTo = watches.heardUpTo();
        var begin = lostTrack;
        lostTrack = false;
        var taken = take();
        var rows = taken.isEmpty() ? List.<RunRow>of() : watches.runs().rows(actor, workspaceId, taken);
        return new Heard(begin, rows, isMoreWaiting() || overrun ? null : upTo);
    }

    /// Of what came or went with a right nothing was heard.
    private void look() {
        rightsChanged = false;
        var now = watches.reach(actor, workspaceId);
        lookedNanos = System.nanoTime();
        if (!now.equals(reach)) {
            reach = now;
            lostTrack = true;
        }
    }

    private List<UUID> take() {
        synchronized (waiting) {
            var taken = new ArrayList<UUID>();
            var each = waiting.iterator();
            while (each.hasNext() && taken.size() < MOST_AT_ONCE) {
                taken.add(each.next());
                each.remove();
            }
            return taken;
        }
    }

    private boolean isMoreWaiting() {
        synchronized (waiting) {
            if (!waiting.isEmpty()) {
                wake.release();
            }
            return !waiting.isEmpty();
        }
    }

    /// More came than its follower took: it is to be closed, and begun again.
    public boolean isOverrun() {
        return overrun;
    }

    public boolean isClosed() {
        return closed;
    }

    /// Also from another thread, which wakes the one that waits.
    @Override
    public void close() {
        closed = true;
        Objects.requireNonNull(subscription, "it listens from its first moment").close();
        wake.release();
    }

    /// @param begin the follower knows nothing for certain, or may see other runs than before: it has to read the
    ///     list
    /// @param rows runs that changed, as they are now, without those that the follower may not see
    /// @param upTo up to when the follower has heard everything with that; null where more waits to be told, or
    ///     was lost
    public record Heard(
            boolean begin, List<RunRow> rows, @Nullable Instant upTo) {

        public Heard {
            rows = List.copyOf(rows);
        }
    }
}
