package io.runtruth.operations.attention;

import io.runtruth.operations.reads.Attention;
import org.jspecify.annotations.Nullable;

/// What came of what a person did about the question of a run.
public sealed interface AttentionStep {

    /// Done, or done before: it stands as it was asked for.
    ///
    /// @param attention as it stands now
    record Done(Attention attention) implements AttentionStep {}

    /// Somebody else deals with it; nothing was changed. To have it, have it handed over.
    record Held(Attention attention, Attention.Holder by) implements AttentionStep {}

    /// There is no question, or none any more; nothing was changed.
    ///
    /// @param attention how it ended; null where the run asks nothing
    record Over(@Nullable Attention attention) implements AttentionStep {}
}
