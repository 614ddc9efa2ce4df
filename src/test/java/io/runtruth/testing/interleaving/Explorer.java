package io.runtruth.testing.interleaving;

import io.runtruth.testing.SettableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// Goes through schedules of a scenario, a new world for each, and stops at the first after which something is
/// broken.
public final class Explorer implements AutoCloseable {

    private static final Duration A_STEP = Duration.ofMillis(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LockWatch locks;
    private final SettableClock clock;

    Explorer(JdbcConnectionDetails database, SettableClock clock) throws SQLException {
        this.locks = new LockWatch(database.getJdbcUrl(), database.getUsername(), database.getPassword());
        this.clock = clock;
    }

    /// First orders of the racers, all if they are a quarter or less; then, in the same way in every build,
    /// schedules with one and with two preemptions.
    ///
    /// @param scenario one word, the first part of a seed
    /// @param number how many schedules
    /// @throws AssertionError with seed, statements and what is broken
    public Explored explore(String scenario, Supplier<? extends World> worlds, int number) {
        var began = System.nanoTime();
        var tour = new Tour(scenario, worlds);
        var racers = worlds.get().racers().size();
        tour.go(new Schedules(racers, 1)
                .withoutPreemption(Math.max(1, number / 4))
                .iterator());
        var schedules = new Schedules(racers, Math.max(2, tour.longest));
        tour.go(schedules.preempted(Math.max(0, number - tour.played)).iterator());
        return new Explored(tour.played, tour.traces.size(), tour.longest, Duration.ofNanos(System.nanoTime() - began));
    }

    /// One race alone.
    public Trace replay(String scenario, Supplier<? extends World> worlds, Schedule schedule) {
        return new Tour(scenario, worlds).play(schedule, Script.begin());
    }

    /// One race in the order that is told.
    public Trace replay(String scenario, Supplier<? extends World> worlds, Script script) {
        var racers = worlds.get().racers().size();
        var rest = new Schedule(IntStream.range(0, racers).boxed().toList(), List.of());
        return new Tour(scenario, worlds).play(rest, script);
    }

    @Override
    public void close() throws SQLException {
        threads.shutdownNow();
        locks.close();
    }

    /// @param schedules how many were played
    /// @param races how many different races they came to
    /// @param longest the most stops that matter in one race
    public record Explored(int schedules, int races, int longest, Duration took) {

        @Override
        public String toString() {
            return "%d schedules, %d different races of up to %d stops that matter, %d ms each"
                    .formatted(
                            schedules,
                            races,
                            longest,
                            took.dividedBy(Math.max(1, schedules)).toMillis());
        }
    }

    private final class Tour {

        private final String scenario;
        private final Supplier<? extends World> worlds;
        private final HashSet<Integer> traces = new HashSet<>();
        private int played;
        private int longest;

        Tour(String scenario, Supplier<? extends World> worlds) {
            this.scenario = scenario;
            this.worlds = worlds;
        }

        void go(Iterator<Schedule> schedules) {
            schedules.forEachRemaining(schedule -> play(schedule, Script.begin()));
        }

        Trace play(Schedule schedule, Script script) {
            played++;
            var world = worlds.get();
            var racers = world.racers();
            var race = new Race(racers, schedule, script, locks, () -> clock.advance(A_STEP));
            var trace = played(race);
            var broken = trace.failures().isEmpty() ? world.broken(trace) : trace.failures();
            if (!broken.isEmpty()) {
                throw new AssertionError(story(schedule, racers, trace, broken));
            }
            traces.add(trace.digest());
            longest = Math.max(longest, race.mattered());
            return trace;
        }

        private Trace played(Race race) {
            try {
                return race.play(threads);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private String story(Schedule schedule, List<Racer> racers, Trace trace, List<String> broken) {
            return """
                    Broken, found by schedule %d:
                      %s
                    Played alone by '-Druntruth.races.seed=%s:%s', where %s.
                    %s""".formatted(
                            played,
                            String.join("\n  ", broken),
                            scenario,
                            schedule,
                            IntStream.range(0, racers.size())
                                    .mapToObj(number ->
                                            number + " is " + racers.get(number).name())
                                    .collect(Collectors.joining(", ")),
                            trace);
        }
    }
}
