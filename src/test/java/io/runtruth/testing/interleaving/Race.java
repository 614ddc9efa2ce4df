package io.runtruth.testing.interleaving;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One race, played by one schedule. Between two stops exactly one racer goes on; one that waits for a lock of
/// the database is passed over until it has come to its next stop. The same schedule on the same world gives the
/// same race.
public final class Race {

    private static final ScopedValue<Lane> HERE = ScopedValue.newInstance();
    private static final Duration LOOK_EVERY = Duration.ofNanos(500_000);
    private static final Duration SETTLE_EVERY = Duration.ofNanos(100_000);
    private static final long LONGEST_NS = Duration.ofSeconds(20).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition finished = lock.newCondition();
    private final Schedule schedule;
    private final Deque<Script.Part> script;
    private final LockWatch locks;
    private final Runnable tick;
    private final List<Lane> lanes;
    private final List<Lane> order;
    private final Set<Integer> backends = new HashSet<>();
    private final Trace trace = new Trace();

    /// Whose turn it is; null before the start, after the end, and while everybody left waits for a lock.
    private @Nullable Lane turn;

    private int steps;
    private int mattered;
    private boolean over;

    /// @param tick is run with each step: time passes with what is done, and in no other way
    Race(List<Racer> racers, Schedule schedule, Script script, LockWatch locks, Runnable tick) {
        this.schedule = schedule;
        this.script = new ArrayDeque<>(script.parts());
        this.locks = locks;
        this.tick = tick;
        this.lanes = racers.stream().map(racer -> new Lane(this, racer)).toList();
        this.order = new ArrayList<>(schedule.order().stream().map(lanes::get).toList());
    }

    /// For a racer that finds nothing to do yet: all others go on before it looks again.
    public static void giveWay() {
        HERE.get().race.lastInOrder(HERE.get());
        stop(Stop.ofNoStatement("(finds nothing to do yet)"));
    }

    /// For a racer whose work goes on in another thread while it waits for that: what is run with this
    /// stops in its place. Nothing for anybody else.
    public static ScopedValue.Carrier place() {
        return ScopedValue.where(HERE, HERE.isBound() ? HERE.get() : null);
    }

    /// Before something that is not done in the database.
    ///
    /// @param matters whether the order of this and what others do can make a difference
    public static void stop(String what, boolean matters) {
        stop(new Stop(0, what, matters));
    }

    /// What the racer found, for whoever asks the trace.
    public static void tell(String what) {
        if (isRacing()) {
            HERE.get().race.told(HERE.get(), what);
        }
    }

    static boolean isRacing() {
        return HERE.isBound() && HERE.get() != null;
    }

    /// Waits for the racer's turn; nothing for anybody else.
    static void stop(Stop stop) {
        if (isRacing()) {
            HERE.get().race.arrive(HERE.get(), stop);
        }
    }

    /// The database refused the racer's statement.
    static void refused(SQLException refused) {
        if (isRacing()) {
            HERE.get().race.note(HERE.get(), refused);
        }
    }

    /// Plays until all have come to their end.
    ///
    /// @throws IllegalStateException where they don't within 20 seconds
    Trace play(Executor threads) throws InterruptedException {
        lanes.forEach(
                lane -> threads.execute(() -> ScopedValue.where(HERE, lane).run(() -> run(lane))));
        lock.lock();
        try {
            var began = System.nanoTime();
            while (!all(State.READY)) {
                awaitIn(began, arrived, SETTLE_EVERY);
            }
            next();
            while (!all(State.DONE)) {
                var seen = steps;
                awaitIn(began, finished, LOOK_EVERY);
                if (turn != null && steps == seen && turn.state == State.RUNNING && isWaiting(turn)) {
                    turn.state = State.WAITING;
                    trace.add(turn.racer.name(), "(waits for a lock)");
                    next();
                }
            }
            return trace;
        } finally {
            over = true;
            lanes.forEach(lane -> lane.mayGo.signal());
            lock.unlock();
        }
    }

    /// How many stops that matter the race had.
    int mattered() {
        return mattered;
    }

    private void run(Lane lane) {
        try {
            stop(Stop.ofNoStatement("(begins)"));
            lane.racer.part().play();
        } catch (Exception | AssertionError e) {
            note(lane, e);
        } finally {
            done(lane);
        }
    }

    private void arrive(Lane lane, Stop stop) {
        lock.lock();
        try {
            lane.come(stop);
            backends.add(stop.backend());
            arrived.signalAll();
            if (turn == lane || (turn == null && steps > 0)) {
                turn = lane;
                next();
            }
            while (turn != lane && !over) {
                lane.mayGo.await();
            }
            if (over) {
                throw new IllegalStateException("the race was given up");
            }
            lane.state = State.RUNNING;
            steps++;
            tick.run();
            trace.add(lane.racer.name(), stop.what());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    private void done(Lane lane) {
        lock.lock();
        try {
            lane.state = State.DONE;
            arrived.signalAll();
            if (turn == lane || turn == null) {
                turn = lane;
                next();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    /// Gives the turn to the first in the order that can go on.
    private void next() throws InterruptedException {
        settle();
        var first = first();
        while (first != null && isPreempted(first)) {
            first = first();
        }
        turn = first;
        if (first != null) {
            first.mayGo.signal();
        } else if (all(State.DONE)) {
            finished.signal();
        }
    }

    private @Nullable Lane first() {
        var told = script.isEmpty() ? null : told();
        return told != null ? told : firstInOrder();
    }

    /// Whom the script tells to go on; null when it has come to its end.
    private @Nullable Lane told() {
        while (!script.isEmpty()) {
            var part = script.getFirst();
            var lane = lanes.stream()
                    .filter(it -> it.racer.name().equals(part.racer()))
                    .findFirst()
                    .orElseThrow();
            var isThere = part.before() != null && lane.stop.what().contains(part.before());
            if (lane.state == State.READY && !isThere) {
                return lane;
            }
            if (lane.state != State.READY && part.before() != null) {
                trace.addFailure(lane.racer.name(), new AssertionError("never came to: " + part.before()));
            }
            script.removeFirst();
        }
        return null;
    }

    private @Nullable Lane firstInOrder() {
        return order.stream()
                .filter(lane -> lane.state == State.READY)
                .findFirst()
                .orElse(null);
    }

    private boolean isPreempted(Lane lane) {
        if (lane.counted || !lane.stop.matters()) {
            return false;
        }
        lane.counted = true;
        mattered++;
        var places = schedule.placesBack(mattered);
        if (places == 0) {
            return false;
        }
        moveBack(lane, places);
        return true;
    }

    /// Behind so many of those that are not at their end; more places than there are count round and round.
    private void moveBack(Lane lane, int places) {
        order.removeIf(other -> other.state == State.DONE);
        var behind = order.size() - 1 - order.indexOf(lane);
        if (behind > 0) {
            var from = order.indexOf(lane);
            order.remove(from);
            order.add(from + 1 + (places - 1) % behind, lane);
        }
    }

    private void lastInOrder(Lane lane) {
        lock.lock();
        try {
            order.remove(lane);
            order.add(lane);
        } finally {
            lock.unlock();
        }
    }

    /// Whoever waited for a lock waits still, or has come to its next stop: a commit lets go of its locks before it
    /// answers, so there is nothing in between to be lucky with.
    private void settle() throws InterruptedException {
        var began = System.nanoTime();
        while (true) {
            var waiting = lanes.stream().filter(it -> it.state == State.WAITING).toList();
            if (waiting.isEmpty()) {
                return;
            }
            var still =
                    locks.waiting(waiting.stream().map(it -> it.stop.backend()).toList(), backends);
            if (waiting.stream().allMatch(it -> still.contains(it.stop.backend()))) {
                return;
            }
            awaitIn(began, arrived, SETTLE_EVERY);
        }
    }

    private boolean isWaiting(Lane lane) {
        return !locks.waiting(Set.of(lane.stop.backend()), backends).isEmpty();
    }

    private void awaitIn(long began, Condition condition, Duration atMost) throws InterruptedException {
        if (System.nanoTime() - began > LONGEST_NS) {
            over = true;
            throw new IllegalStateException("the race does not end: " + this + "\n" + trace);
        }
        condition.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void told(Lane lane, String what) {
        lock.lock();
        try {
            trace.add(lane.racer.name(), what);
        } finally {
            lock.unlock();
        }
    }

    private void note(Lane lane, Throwable thrown) {
        lock.lock();
        try {
            trace.addFailure(lane.racer.name(), thrown);
        } finally {
            lock.unlock();
        }
    }

    private boolean all(State state) {
        return lanes.stream().allMatch(lane -> lane.state == state);
    }

    @Override
    public String toString() {
        return lanes.stream()
                .map(lane -> lane.racer.name() + " " + lane.state + " at " + lane.stop.what())
                .collect(Collectors.joining(", "));
    }

    private enum State {
        BEGINNING,
        /// At a stop.
        READY,
        RUNNING,
        /// In a statement that waits for another racer's lock.
        WAITING,
        DONE
    }

    private static final class Lane {

        private final Race race;
        private final Racer racer;
        private final Condition mayGo;
        private State state = State.BEGINNING;
        private Stop stop = Stop.ofNoStatement("(not begun)");

        /// Whether this stop was counted among those that matter.
        private boolean counted;

        Lane(Race race, Racer racer) {
            this.race = race;
            this.racer = racer;
            this.mayGo = race.lock.newCondition();
        }

        void come(Stop at) {
            stop = at;
            counted = false;
            state = State.READY;
        }
    }
}
