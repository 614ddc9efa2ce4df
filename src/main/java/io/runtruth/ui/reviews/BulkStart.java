package io.runtruth.ui.reviews;

import io.runtruth.reviews.StartResult;
import io.runtruth.ui.kit.StartToast.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import java.util.function.Supplier;

/// Several compositions that a person starts together: what each came to, in the order in which they were asked
/// for. They go on whether or not a page still looks.
final class BulkStart {

    private final int asked;
    private final List<Attempt> lines = new ArrayList<>();
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();

    /// @param asked how many are to be started
    BulkStart(int asked) {
        this.asked = asked;
    }

    /// One after another. A start that throws is told as what it is, and the others are started all the same.
    ///
    /// @param inWords what was thrown, for people
    <T> void work(
            List<T> all,
            Function<T, Subject> subject,
            Function<T, StartResult> start,
            Function<Throwable, String> inWords) {
        for (var one : all) {
            add(line(subject.apply(one), () -> start.apply(one), inWords));
        }
    }

    /// The edge of a thread that nobody waits for.
    private static Attempt line(Subject subject, Supplier<StartResult> start, Function<Throwable, String> inWords) {
        try {
            return new Attempt.Tried(subject, start.get());
        } catch (RuntimeException e) {
            return new Attempt.Failed(subject, inWords.apply(e));
        }
    }

    private void add(Attempt line) {
        synchronized (lines) {
            lines.add(line);
        }
        listeners.forEach(Runnable::run);
    }

    int asked() {
        return asked;
    }

    /// Those that are known so far.
    List<Attempt> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /// @param told from any thread, after each line
    /// @return ends it
    Runnable listen(Runnable told) {
        listeners.add(told);
        told.run();
        return () -> listeners.remove(told);
    }

    sealed interface Attempt {

        Subject subject();

        record Tried(Subject subject, StartResult result) implements Attempt {}

        /// @param words what went wrong, with the reference under which the log has it where it is a fault
        record Failed(Subject subject, String words) implements Attempt {}
    }
}
