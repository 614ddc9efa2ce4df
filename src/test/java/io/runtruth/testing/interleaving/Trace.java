package io.runtruth.testing.interleaving;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What was done in a race, in order, and what went wrong in it.
public final class Trace {

    /// Deadlock and serialization failure: the lock order is wrong, whoever tries again.
    private static final Set<String> NEVER = Set.of("40P01", "40001");

    private final List<Step> steps = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    void add(String racer, String what) {
        steps.add(new Step(racer, what));
    }

    void addFailure(String racer, Throwable thrown) {
        var what = thrown instanceof SQLException refused
                ? refused.getSQLState()
                : thrown.getClass().getSimpleName();
        add(racer, "! %s: %s".formatted(what, thrown.getMessage()));
        if (!(thrown instanceof SQLException refused) || NEVER.contains(refused.getSQLState())) {
            failures.add("%s met %s: %s".formatted(racer, what, thrown.getMessage()));
        }
    }

    /// What racers threw, and deadlocks.
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /// What the racer did.
    public Stream<String> of(String racer) {
        return steps.stream().filter(step -> step.racer.equals(racer)).map(Step::what);
    }

    /// What others did after the racer had done this; nothing where it never did.
    public Stream<String> after(String racer, String what) {
        return steps.stream()
                .dropWhile(step -> !step.equals(new Step(racer, what)))
                .filter(step -> !step.racer.equals(racer))
                .map(Step::what);
    }

    /// The same for two races in which everybody did the same in the same order.
    int digest() {
        return steps.hashCode();
    }

    /// One line for each step.
    @Override
    public String toString() {
        var lines = new StringBuilder();
        steps.forEach(step -> lines.append("  %-12s %s%n".formatted(step.racer, step.what)));
        return lines.toString();
    }

    private record Step(String racer, String what) {}
}
