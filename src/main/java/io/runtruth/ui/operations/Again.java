package io.runtruth.ui.operations;

import io.runtruth.restore.RestoreStart;
import io.runtruth.reviews.StartResult;
import io.runtruth.ui.kit.StartToast;

/// What starting the operation of a run again came to, by its type.
sealed interface Again {

    record OfReview(StartToast.Subject subject, StartResult result) implements Again {}

    /// @param workspace its slug
    record OfRestore(String workspace, RestoreStart result) implements Again {}
}
