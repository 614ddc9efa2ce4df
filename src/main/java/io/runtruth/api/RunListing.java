package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.operations.KnownDecision;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.RunFilter;
import io.runtruth.operations.reads.StartedBy;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which runs a list is to hold; what is left out is left open.
record RunListing(
        @Parameter(description = "`queued`, `running` or `completed`") @Nullable
        String status,

        @Parameter(
                description =
                        "`pending` while not completed; `succeeded`, `partially_succeeded`, `blocked`, `failed` or `cancelled`")
        @Nullable
        String outcome,

        @Parameter(description = "`environment.review.compose` or `restore.execute`") @Nullable
        String type,

        @Parameter(description = "slug of one environment") @Nullable
        String environment,

        @Parameter(description = "`true`: only queued and running ones") @Nullable
        Boolean active,

        @Parameter(description = "`true`: only those that ask something of a person, and nobody has dealt with that")
        @Nullable
        Boolean needs_attention,

        @Parameter(description = "`true`: only those that no worker ended: proven by the records, or given up")
        @Nullable
        Boolean reconciled,

        @Parameter(
                description = "who started it: `me`, `system`, or the id of an account, as a run's `initiator` has it")
        @Nullable
        String initiator,

        @Parameter(
                description =
                        "what the queue's records say of it at this moment: `waiting`, `waiting_long`, `no_worker`, `retry_scheduled`, `working`, `working_long`, `silent`, `lost`, `unknown` or `done`")
        @Nullable
        String freshness,

        @Parameter(
                description =
                        "what its ending rests on, where no worker reported it: `reconciled_succeeded`, `reconciled_partial`, `reconciled_blocked`, `reconciled_failed`, `attention_required`, `no_proof` or `unsupported`")
        @Nullable
        String decision,

        @Parameter(description = "started at this moment or later, ISO 8601 with its offset") @Nullable
        String from,

        @Parameter(description = "started before this moment, ISO 8601 with its offset") @Nullable
        String to) {

    /// @throws Problem.InvalidInput `request.parameter` for a word that is none of those
    RunFilter filter(Actor.Person actor, @Nullable UUID environmentId) {
        return new RunFilter(
                Boolean.TRUE.equals(active),
                Boolean.TRUE.equals(needs_attention),
                Boolean.TRUE.equals(reconciled),
                choice("status", status, RunStatus.class),
                choice("outcome", outcome, RunOutcome.class),
                choice("type", type, OperationType.class),
                environmentId,
                new RunFilter.Period(Moment.of("from", from), Moment.of("to", to)),
                initiator == null ? null : startedBy(actor, initiator),
                choice("freshness", freshness, Freshness.State.class),
                choice("decision", decision, KnownDecision.class));
    }

    private static StartedBy startedBy(Actor.Person actor, String word) {
        return StartedBy.of(word, actor).orElseThrow(() -> new Problem.InvalidInput("request.parameter", "initiator"));
    }

    private static <E extends Enum<E> & Coded> @Nullable E choice(
            String parameter, @Nullable String word, Class<E> type) {
        return word == null
                ? null
                : Coded.of(type, word).orElseThrow(() -> new Problem.InvalidInput("request.parameter", parameter));
    }
}
