package io.runtruth.ui.operations;

import io.runtruth.operations.RunTransition;
import io.runtruth.operations.proof.RunFinding;
import io.runtruth.operations.reads.RunRow;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What came of one run of several with which a person did something together.
sealed interface RunAttempt {

    /// @param run as it was before
    record Cancelled(RunRow run, RunTransition transition) implements RunAttempt {}

    /// @param run as it was before
    record Checked(RunRow run, RunFinding finding) implements RunAttempt {}

    /// @param run the one that was tried again
    record BegunAgain(RunRow run, Again again) implements RunAttempt {}

    /// @param run null where it is gone, or no longer the person's to see
    /// @param words what went wrong, with the reference under which the log has it where it is a fault
    record NotDone(UUID id, @Nullable RunRow run, String words) implements RunAttempt {}
}
