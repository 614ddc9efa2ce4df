package io.runtruth.testing;

import io.runtruth.operations.Initiator;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.Progress;
import io.runtruth.operations.Reconciliation;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.RunSubject;
import io.runtruth.operations.reads.Attention;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.RunRow;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A run as a screen reads it. Every default is valid: a composition for the environment Contoso, started by Ada,
/// that a worker works on. A test states only what it is about.
public final class RunRowBuilder {

    /// When everything of it happened.
    public static final Instant AT = Instant.parse("2026-11-02T10:00:00Z");

    private RunStatus status = RunStatus.RUNNING;
    private RunOutcome outcome = RunOutcome.PENDING;
    private Freshness freshness = fresh(Freshness.State.WORKING);
    private Instant at = AT;
    private RunRow.@Nullable RunEnvironment environment =
            new RunRow.RunEnvironment(UUID.randomUUID(), "contoso", "Contoso");
    private int attempt = 1;
    private Map<String, Long> counts = Map.of();
    private @Nullable Progress progress;
    private @Nullable String failureCode;
    private @Nullable String attentionCode;
    private @Nullable UUID reviewId;
    private @Nullable Reconciliation reconciliation;
    private @Nullable Attention attention;

    private RunRowBuilder() {}

    public static RunRowBuilder aRun() {
        return new RunRowBuilder();
    }

    public RunRowBuilder ended(RunOutcome how) {
        status = RunStatus.COMPLETED;
        outcome = how;
        return with(Freshness.State.DONE);
    }

    /// Also one that does not go with its status.
    public RunRowBuilder with(RunStatus other, RunOutcome how) {
        status = other;
        outcome = how;
        return this;
    }

    public RunRowBuilder with(Freshness.State state) {
        return with(fresh(state));
    }

    public RunRowBuilder with(Freshness other) {
        freshness = other;
        return this;
    }

    public RunRowBuilder with(@Nullable Progress other) {
        progress = other;
        return this;
    }

    public RunRowBuilder flagged(@Nullable String code) {
        attentionCode = code;
        return this;
    }

    public RunRowBuilder failed(@Nullable String code) {
        failureCode = code;
        return this;
    }

    public RunRowBuilder reconciled(@Nullable Reconciliation how) {
        reconciliation = how;
        return this;
    }

    /// Started for this review.
    public RunRowBuilder of(UUID review) {
        reviewId = review;
        return this;
    }

    /// What it asks of a person.
    public RunRowBuilder asking(Attention what) {
        attention = what;
        return this;
    }

    public RunRowBuilder attempt(int number) {
        attempt = number;
        return this;
    }

    public RunRowBuilder ofNoEnvironment() {
        environment = null;
        return this;
    }

    public RunRowBuilder counting(String what, long number) {
        counts = Map.of(what, number);
        return this;
    }

    public RunRowBuilder at(Instant other) {
        at = other;
        return this;
    }

    public RunRow row() {
        return new RunRow(
                UUID.randomUUID(),
                UUID.randomUUID(),
                OperationType.REVIEW_COMPOSE,
                status,
                outcome,
                attempt,
                environment,
                new Initiator("user", UUID.randomUUID(), "Ada", at),
                at,
                at,
                status.isActive() ? null : at,
                false,
                failureCode,
                null,
                attentionCode,
                counts,
                new RunSubject(reviewId, null),
                reconciliation,
                progress,
                freshness,
                attention);
    }

    private static Freshness fresh(Freshness.State state) {
        return new Freshness(state, null, null, null, null);
    }
}
