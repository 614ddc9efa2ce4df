package io.runtruth.testing.interleaving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Who goes on at each stop: of those that can go on, the first in the order. At a preemption the one whose turn
/// it is moves back in the order, behind some others.
///
/// Written as a seed: `2031` is an order of four, and `2031/17>1/40>3` the same with two preemptions: at the 17th
/// stop that matters by one place, at the 40th by three.
///
/// @param order the racers by their number, from 0, each once; at most ten
/// @param preemptions by rising stop
public record Schedule(List<Integer> order, List<Preemption> preemptions) {

    private static final Pattern SEED = Pattern.compile("(\\d{1,10})((?:/\\d+>\\d)*)");

    public Schedule {
        order = List.copyOf(order);
        preemptions = List.copyOf(preemptions);
        if (!order.stream()
                .sorted()
                .toList()
                .equals(IntStream.range(0, order.size()).boxed().toList())) {
            throw new IllegalArgumentException("not an order: " + order);
        }
    }

    /// @throws IllegalArgumentException where it is no seed
    public static Schedule of(String seed) {
        var parts = SEED.matcher(seed);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a seed: " + seed);
        }
        return new Schedule(
                parts.group(1).chars().map(digit -> digit - '0').boxed().toList(),
                Arrays.stream(parts.group(2).split("/"))
                        .filter(preemption -> !preemption.isEmpty())
                        .map(preemption -> preemption.split(">"))
                        .map(pair -> new Preemption(Integer.parseInt(pair[0]), Integer.parseInt(pair[1])))
                        .toList());
    }

    /// The seed.
    @Override
    public String toString() {
        var seed = new ArrayList<String>();
        seed.add(order.stream().map(String::valueOf).collect(Collectors.joining()));
        preemptions.forEach(preemption -> seed.add(preemption.stop() + ">" + preemption.places()));
        return String.join("/", seed);
    }

    /// By how many places the one whose turn it is moves back at this stop; 0 for not at all.
    int placesBack(int stop) {
        return preemptions.stream()
                .filter(preemption -> preemption.stop() == stop)
                .mapToInt(Preemption::places)
                .findFirst()
                .orElse(0);
    }

    /// @param stop the how-many-eth stop that matters, of the whole race, from 1
    /// @param places 1 to the number of racers less one
    public record Preemption(int stop, int places) {}
}
