package io.runtruth.access.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Slows down guessing of passwords: after [#FREE_GUESSES] failures in a row for one username, each further one
/// closes it for twice as long, up to [#LONGEST]. Counted on this node, for the 10,000 usernames last tried.
@Component
class GuessThrottle {

    static final int FREE_GUESSES = 5;
    static final Duration FIRST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_NAMES = 10_000;

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_NAMES;
        }
    };

    GuessThrottle(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean isClosed(String username) {
        var known = failures.get(key(username));
        return known != null && clock.instant().isBefore(known.closedUntil());
    }

    synchronized void failed(String username) {
        failures.compute(key(username), (_, known) -> (known == null ? Failures.NONE : known).oneMore(clock.instant()));
    }

    synchronized void succeeded(String username) {
        failures.remove(key(username));
    }

    private static String key(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    private record Failures(int count, Instant closedUntil) {

        static final Failures NONE = new Failures(0, Instant.MIN);

        Failures oneMore(Instant now) {
            var next = count + 1;
            if (next < FREE_GUESSES) {
                return new Failures(next, Instant.MIN);
            }
            var doubled = FIRST.multipliedBy(1L << Math.min(next - FREE_GUESSES, 16));
            return new Failures(next, now.plus(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled));
        }
    }
}
