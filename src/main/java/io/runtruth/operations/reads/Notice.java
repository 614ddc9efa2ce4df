package io.runtruth.operations.reads;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the bell tells a person of one run's ending: of a run that they started, or of one that needs attention
/// where they may manage operations and that is theirs, or nobody's for a while. Read from the run itself, so a run
/// and its ending have one entry however often anything is repeated (contract 9).
///
/// @param workspace its slug
/// @param environment its name; null for a run of none
/// @param needsAttention it ended blocked or failed, or a person was asked to look, and nobody has dealt with it
/// @param flagged a person was asked to look, however it ended
/// @param at when it ended, or was flagged later
/// @param toldAt when it became theirs to know; not before `at`
/// @param unread told since the person last looked
public record Notice(
        UUID runId,
        String workspace,
        @Nullable String environment,
        OperationType type,
        RunOutcome outcome,
        @Nullable String reasonCode,
        boolean needsAttention,
        boolean flagged,
        Instant at,
        Instant toldAt,
        boolean unread) {}
