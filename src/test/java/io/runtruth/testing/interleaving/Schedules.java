package io.runtruth.testing.interleaving;

import io.runtruth.testing.interleaving.Schedule.Preemption;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// All schedules of some racers with at most two preemptions, numbered, and an even choice among them.
///
/// @param racers 2 to 8
/// @param stops the stops that matter in the longest race
record Schedules(int racers, int stops) {

    /// Any number will do, as long as it stays: builds go through the same schedules.
    private static final long OFFSET = 20_261_123;

    private static final double GOLDEN = 0.618_033_988_75;

    /// All orders, or an even choice of so many.
    Stream<Schedule> withoutPreemption(int most) {
        return orders() <= most ? LongStream.range(0, orders()).mapToObj(this::none) : even(orders(), most, this::none);
    }

    /// All with one preemption where they fit into half the number, else an even choice of that half; the other
    /// half, and what is left, from those with two.
    Stream<Schedule> preempted(int number) {
        var ones = Math.min(oneSize(), number / 2);
        return Stream.concat(even(oneSize(), ones, this::one), even(twoSize(), number - ones, this::two));
    }

    private long orders() {
        return LongStream.rangeClosed(1, racers).reduce(1, (product, factor) -> product * factor);
    }

    private long oneSize() {
        return orders() * stops * (racers - 1);
    }

    private long twoSize() {
        return oneSize() * (racers - 1) * (stops - 1) / 2;
    }

    private Schedule none(long number) {
        return new Schedule(order(number), List.of());
    }

    private Schedule one(long number) {
        var digits = new Digits(number);
        return new Schedule(order(digits.next(orders())), List.of(preemption(digits, 1 + digits.nextInt(stops))));
    }

    private Schedule two(long number) {
        var digits = new Digits(number);
        var order = order(digits.next(orders()));
        var pair = digits.nextInt(stops * (stops - 1) / 2);
        var late = (int) ((1 + Math.sqrt(1 + 8.0 * pair)) / 2);
        var early = pair - late * (late - 1) / 2;
        return new Schedule(order, List.of(preemption(digits, early + 1), preemption(digits, late + 1)));
    }

    private Preemption preemption(Digits digits, int stop) {
        return new Preemption(stop, 1 + digits.nextInt(racers - 1));
    }

    private List<Integer> order(long number) {
        var left = new ArrayList<>(IntStream.range(0, racers).boxed().toList());
        var digits = new Digits(number);
        return IntStream.range(0, racers)
                .mapToObj(_ -> left.remove(digits.nextInt(left.size())))
                .toList();
    }

    /// Steps round a circle of all numbers by about the golden part of it, so that any number of steps lies
    /// evenly, and none comes twice.
    private static Stream<Schedule> even(long size, long chosen, LongFunction<Schedule> schedule) {
        var step = Math.max(1, (long) (size * GOLDEN));
        while (!coprime(step, size)) {
            step++;
        }
        var stride = BigInteger.valueOf(step);
        return LongStream.range(0, Math.min(size, chosen))
                .map(index -> stride.multiply(BigInteger.valueOf(index))
                        .add(BigInteger.valueOf(OFFSET))
                        .mod(BigInteger.valueOf(size))
                        .longValueExact())
                .mapToObj(schedule);
    }

    private static boolean coprime(long one, long other) {
        return BigInteger.valueOf(one).gcd(BigInteger.valueOf(other)).equals(BigInteger.ONE);
    }

    /// A number taken apart, digit by digit, each of its own base.
    private static final class Digits {

        private long left;

        Digits(long number) {
            left = number;
        }

        long next(long base) {
            var digit = left % base;
            left /= base;
            return digit;
        }

        int nextInt(int base) {
            return (int) next(base);
        }
    }
}
