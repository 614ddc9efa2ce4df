package io.runtruth.ui.reviews;

import io.runtruth.reviews.StartResult;
import io.runtruth.ui.kit.StartToast.Subject;
import java.util.function.Function;
import java.util.function.Supplier;

/// What one of several compositions that a person starts together came to.
sealed interface StartAttempt {

    Subject subject();

    /// The edge of a thread that nobody waits for: a start that throws is told as what it is, and the others
    /// are started all the same.
    ///
    /// @param inWords what was thrown, for people
    static StartAttempt of(Subject subject, Supplier<StartResult> start, Function<Throwable, String> inWords) {
        try {
            return new Tried(subject, start.get());
        } catch (RuntimeException e) {
            return new Failed(subject, inWords.apply(e));
        }
    }

    record Tried(Subject subject, StartResult result) implements StartAttempt {}

    /// @param words what went wrong, with the reference under which the log has it where it is a fault
    record Failed(Subject subject, String words) implements StartAttempt {}
}
