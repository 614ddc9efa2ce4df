package io.runtruth.ui.operations;

import static io.runtruth.testing.RunRowBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.Initiator;
import io.runtruth.operations.KeptEvidence;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService.Retries;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.Reconciliation;
import io.runtruth.operations.ReconciliationEvidence;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.RunSubject;
import io.runtruth.operations.proof.Consequence;
import io.runtruth.operations.proof.Grounds;
import io.runtruth.operations.proof.ReconciliationDecision;
import io.runtruth.operations.proof.ReconciliationDecision.AttentionRequired;
import io.runtruth.operations.proof.ReconciliationDecision.NoProof;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledBlocked;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledSucceeded;
import io.runtruth.operations.proof.RunFinding;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.reviews.ComposeEvidence;
import io.runtruth.reviews.ComposeEvidence.Circumstances;
import io.runtruth.reviews.ComposeEvidence.EnvironmentState;
import io.runtruth.texts.Phrase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProofAnswerTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final ReconciliationDecision READY =
            new ReconciledSucceeded(grounds("review.ready_same_fingerprint"));
    private static final ReconciliationDecision PUBLISHED =
            new ReconciledSucceeded(grounds("review.published_same_fingerprint"));
    private static final ReconciliationDecision ARCHIVED = new ReconciledBlocked(grounds("review.archived"));
    private static final ReconciliationDecision DRAFT = new NoProof(grounds("review.still_draft"));

    @Test
    void the_same_rule_the_same_decision_and_another_decision_are_told_apart() {
        assertThat(again(READY, decidedBy(READY))).isEqualTo("proof.again.same");
        assertThat(again(PUBLISHED, decidedBy(READY))).isEqualTo("proof.again.other_rule");
        assertThat(again(ARCHIVED, decidedBy(READY))).isEqualTo("proof.again.other_decision");
    }

    @Test
    void an_ending_that_a_worker_reported_is_compared_by_its_outcome() {
        assertThat(again(READY, ended(null))).isEqualTo("proof.again.agrees");
        assertThat(again(ARCHIVED, ended(null))).isEqualTo("proof.again.differs");
        assertThat(again(DRAFT, ended(null))).isEqualTo("proof.again.differs");
    }

    @ParameterizedTest
    @EnumSource(
            value = Consequence.class,
            names = {"GIVE_BACK", "CANCEL", "GIVE_UP", "CHANGED_MEANWHILE"})
    void what_followed_without_a_proof_is_told_as_that(Consequence consequence) {
        var answer = ProofAnswer.applied(finding(DRAFT, Freshness.State.LOST, consequence));

        assertThat(answer.words()).isEqualTo(Phrase.of("proof.followed." + consequence.code()));
    }

    @Test
    void an_ending_that_was_proven_is_told_with_its_outcome() {
        var answer = ProofAnswer.applied(finding(READY, Freshness.State.LOST, Consequence.END));

        assertThat(answer.words()).isEqualTo(Phrase.of("proof.ended", Phrase.of("run.outcome.succeeded")));
    }

    @Test
    void an_ending_that_a_person_must_look_at_is_told_as_that_and_not_as_blocked() {
        var decision = new AttentionRequired(grounds("review.missing"));
        var answer = ProofAnswer.applied(finding(decision, Freshness.State.LOST, Consequence.END));

        assertThat(answer.words()).isEqualTo(Phrase.of("proof.ended", Phrase.of("run.attention.required")));
    }

    @ParameterizedTest
    @EnumSource(Freshness.State.class)
    void what_is_left_alone_is_explained_by_what_the_queue_said(Freshness.State state) {
        var answer = ProofAnswer.applied(finding(DRAFT, state, Consequence.LEAVE));

        assertThat(answer.words()).isEqualTo(Phrase.of("proof.left." + state.code()));
    }

    private static String again(ReconciliationDecision today, RunRow run) {
        var answer = ProofAnswer.compared(finding(today, Freshness.State.DONE, Consequence.LEAVE), run);

        assertThat(answer.rule()).contains(Phrase.of("rule." + today.grounds().reasonCode()));
        return answer.words().key();
    }

    private static Grounds grounds(String reasonCode) {
        return new Grounds(reasonCode, null, evidence());
    }

    private static ReconciliationEvidence evidence() {
        return new ComposeEvidence(
                UUID.randomUUID(),
                null,
                null,
                List.of(),
                null,
                List.of(),
                false,
                new Circumstances(EnvironmentState.ACTIVE, false, null, null, null));
    }

    private static RunFinding finding(ReconciliationDecision decision, Freshness.State state, Consequence consequence) {
        var run = new OperationRun(
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                OperationType.REVIEW_COMPOSE,
                RunStatus.RUNNING,
                RunOutcome.PENDING,
                1,
                new Initiator("user", null, "Ada", NOW),
                new RunSubject(null, null),
                false);
        return new RunFinding(run, state, decision, consequence, Retries.NONE);
    }

    private static RunRow decidedBy(ReconciliationDecision then) {
        return ended(new Reconciliation(
                then.code(),
                then.grounds().reasonCode(),
                "environment.review.compose",
                "scheduled",
                NOW,
                new Reconciliation.By("system", "reconciler"),
                new Reconciliation.Previous("running", "pending"),
                null,
                KeptEvidence.of(evidence())));
    }

    private static RunRow ended(@Nullable Reconciliation reconciliation) {
        return run(RunStatus.COMPLETED, RunOutcome.SUCCEEDED, Freshness.State.DONE, reconciliation);
    }

    private static RunRow active(Freshness.State state) {
        return run(RunStatus.RUNNING, RunOutcome.PENDING, state, null);
    }

    private static RunRow run(
            RunStatus status, RunOutcome outcome, Freshness.State state, @Nullable Reconciliation reconciliation) {
        return aRun().with(status, outcome)
                .with(state)
                .reconciled(reconciliation)
                .ofNoEnvironment()
                .at(NOW)
                .row();
    }
}
