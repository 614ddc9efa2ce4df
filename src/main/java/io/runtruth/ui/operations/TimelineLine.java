package io.runtruth.ui.operations;

import io.runtruth.texts.Phrase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An entry of a run's timeline in words.
///
/// @param isOfAttention a step of those who deal with the question that the run asks
/// @param why null where the entry gives no reason
/// @param note what a person wrote; null where nobody did
/// @param until when something waits up to; null where nothing does
/// @param attempt 0 before the first one
/// @param node the process it happened on
record TimelineLine(
        boolean isOfAttention,
        Phrase what,
        @Nullable Phrase why,
        @Nullable String note,
        @Nullable Instant until,
        Instant at,
        int attempt,
        String node) {}
