package io.runtruth.access.signin;

import io.runtruth.access.AddressBlock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Slows down guessing of passwords (contract 8). A guess is counted before its hash is computed, so that guesses
/// at the same moment do not get past it, and it is counted three times:
///
/// - for the name from this address: after [#FREE_GUESSES] in a row it closes, for twice as long with each
///   further one, up to [#LONGEST];
/// - for the name from anywhere, and for the address with any name: each takes a number at once and then one as
///   often as they leak away. These are higher, so that nobody locks a person out by guessing, and they do not
///   hold for a person who has signed in from this address lately: their password gets them in, whoever else
///   guesses.
///
/// Counted on this node, in maps that are bounded, aged and keyed by digests of one size: strangers make it keep
/// about five megabytes at most, however many they are.
@Component
class GuessThrottle {

    static final int FREE_GUESSES = 5;
    static final Duration FIRST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofMinutes(5);
    static final int MOST_ENTRIES = 10_000;

    static final Leaking NAME = new Leaking(100, Duration.ofSeconds(30));
    static final Leaking ADDRESS = new Leaking(50, Duration.ofSeconds(10));

    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final Duration KNOWN = Duration.ofDays(30);

    private final Clock clock;
    private final KeyedDigest digest = new KeyedDigest();
    private final AgedMap<Failures> pairs = new AgedMap<>(MOST_ENTRIES);
    private final AgedMap<Level> names = new AgedMap<>(MOST_ENTRIES);
    private final AgedMap<Level> addresses = new AgedMap<>(MOST_ENTRIES);
    private final AgedMap<Boolean> known = new AgedMap<>(MOST_ENTRIES);

    GuessThrottle(Clock clock) {
        this.clock = clock;
    }

    /// @param name as the account has it
    /// @param address of the peer, null where there is none
    Guess guess(String name, @Nullable String address) {
        var block = AddressBlock.of(address);
        return new Guess(digest.of("pair", name, block), digest.of("name", name), digest.of("address", block));
    }

    /// How long no guess of this kind is looked at; zero where one is.
    synchronized Duration closedFor(Guess guess) {
        var now = clock.instant();
        var pair = pairs.find(guess.pair(), now).orElse(Failures.NONE).closedFor(now);
        if (isKnown(guess, now)) {
            return pair;
        }
        var name = names.find(guess.name(), now).orElse(Level.EMPTY).closedFor(NAME, now);
        var address = addresses.find(guess.address(), now).orElse(Level.EMPTY).closedFor(ADDRESS, now);
        return Stream.of(pair, name, address).max(Duration::compareTo).orElseThrow();
    }

    /// Counts a guess before it is looked at, as if it were wrong.
    ///
    /// @return how long it has to wait; zero where it was counted and may be looked at
    synchronized Duration reserve(Guess guess) {
        var wait = closedFor(guess);
        if (wait.isZero()) {
            var now = clock.instant();
            putPair(guess, pairs.find(guess.pair(), now).orElse(Failures.NONE).oneMore(now), now);
            if (!isKnown(guess, now)) {
                add(1, guess, now);
            }
        }
        return wait;
    }

    /// It was right: whoever guesses wrong so often and then right has remembered.
    synchronized void succeeded(Guess guess) {
        var now = clock.instant();
        pairs.remove(guess.pair());
        if (!isKnown(guess, now)) {
            add(-1, guess, now);
        }
        known.put(guess.pair(), true, now.plus(KNOWN), now);
    }

    /// It was not looked at after all.
    synchronized void takeBack(Guess guess) {
        var now = clock.instant();
        pairs.find(guess.pair(), now).ifPresent(failures -> putPair(guess, failures.oneLess(), now));
        if (!isKnown(guess, now)) {
            add(-1, guess, now);
        }
    }

    /// How much is remembered of guesses.
    synchronized int size() {
        return pairs.size() + names.size() + addresses.size() + known.size();
    }

    private boolean isKnown(Guess guess, Instant now) {
        return known.find(guess.pair(), now).isPresent();
    }

    private void putPair(Guess guess, Failures failures, Instant now) {
        pairs.put(guess.pair(), failures, now.plus(FORGOTTEN), now);
    }

    private void add(int guesses, Guess guess, Instant now) {
        add(guesses, names, guess.name(), NAME, now);
        add(guesses, addresses, guess.address(), ADDRESS, now);
    }

    private static void add(int guesses, AgedMap<Level> levels, KeyedDigest.DigestKey key, Leaking rule, Instant now) {
        var level = levels.find(key, now).orElse(Level.EMPTY).plus(guesses, rule, now);
        levels.put(key, level, level.emptyAt(rule), now);
    }

    /// A guess, as it is counted.
    record Guess(KeyedDigest.DigestKey pair, KeyedDigest.DigestKey name, KeyedDigest.DigestKey address) {}

    private record Failures(int count, Instant closedUntil) {

        static final Failures NONE = new Failures(0, Instant.MIN);

        Duration closedFor(Instant now) {
            return now.isBefore(closedUntil) ? Duration.between(now, closedUntil) : Duration.ZERO;
        }

        Failures oneMore(Instant now) {
            var next = count + 1;
            if (next < FREE_GUESSES) {
                return new Failures(next, Instant.MIN);
            }
            var doubled = FIRST.multipliedBy(1L << Math.min(next - FREE_GUESSES, 16));
            return new Failures(next, now.plus(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled));
        }

        Failures oneLess() {
            return new Failures(Math.max(0, count - 1), Instant.MIN);
        }
    }

    /// @param most guesses at once
    /// @param leak after which there is room for one more
    record Leaking(int most, Duration leak) {}

    /// Guesses that had not leaked away at this time.
    private record Level(double guesses, Instant at) {

        static final Level EMPTY = new Level(0, Instant.EPOCH);

        Level plus(int more, Leaking rule, Instant now) {
            return new Level(Math.max(0, left(rule, now) + more), now);
        }

        Duration closedFor(Leaking rule, Instant now) {
            var over = left(rule, now) + 1 - rule.most();
            return over <= 0
                    ? Duration.ZERO
                    : Duration.ofMillis((long) Math.ceil(over * rule.leak().toMillis()));
        }

        Instant emptyAt(Leaking rule) {
            return at.plusMillis((long) Math.ceil(guesses * rule.leak().toMillis()));
        }

        private double left(Leaking rule, Instant now) {
            var leaked =
                    (double) Duration.between(at, now).toMillis() / rule.leak().toMillis();
            return Math.max(0, guesses - leaked);
        }
    }
}
