package io.runtruth.operations;

import org.jspecify.annotations.Nullable;

/// What was found out about one run at one moment, and what follows from it. A dry run shows it; applying it changes
/// the run only while it is still as it was found (I4).
///
/// @param freshness what the queue's own records said
/// @param decision what its adapter decided; null where it was not asked: nothing follows from records that can't be
///     read
public record RunFinding(
        OperationRun run,
        Freshness.State freshness,
        @Nullable ReconciliationDecision decision,
        Consequence consequence) {

    RunFinding with(Consequence other) {
        return new RunFinding(run, freshness, decision, other);
    }
}
