package io.runtruth.reviews;

import static io.runtruth.reviews.FactsOf.BOUND;
import static io.runtruth.reviews.FactsOf.FINGERPRINT;
import static io.runtruth.reviews.FactsOf.OTHER_FINGERPRINT;
import static io.runtruth.reviews.FactsOf.aRun;
import static io.runtruth.reviews.FactsOf.draftOf;
import static io.runtruth.reviews.FactsOf.review;
import static io.runtruth.reviews.FactsOf.supersededBy;
import static io.runtruth.reviews.ReviewStatus.ARCHIVED;
import static io.runtruth.reviews.ReviewStatus.DRAFT;
import static io.runtruth.reviews.ReviewStatus.FAILED;
import static io.runtruth.reviews.ReviewStatus.PUBLISHED;
import static io.runtruth.reviews.ReviewStatus.READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.proof.ReconciliationDecision;
import io.runtruth.reviews.ComposeEvidence.EnvironmentState;
import io.runtruth.reviews.ComposeFacts.ReviewFact;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DecisionTableRows;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The table of contract 5.1, a test for each row and reason.
@Tag("I9")
class ComposeDecisionTableTest {

    private static final int ROWS = 15;

    private static final UUID OTHER = UUID.randomUUID();
    private static final UUID THIRD = UUID.randomUUID();

    @Test
    void row_1_a_run_of_no_environment_proves_nothing() {
        assertDecision(aRun().withoutEnvironment().bound(READY), "no_proof", "run.scope_unproven", null);
    }

    @Test
    void row_1_a_run_without_a_fingerprint_proves_nothing() {
        assertDecision(aRun().withoutFingerprint().bound(READY), "no_proof", "run.scope_unproven", null);
    }

    @Test
    void row_1_an_environment_that_is_not_of_the_workspace_proves_nothing() {
        assertDecision(
                aRun().environment(EnvironmentState.UNPROVEN).bound(READY), "no_proof", "run.scope_unproven", null);
    }

    @Test
    void row_2_a_ready_review_with_the_content_is_success() {
        assertDecision(aRun().bound(READY), "reconciled_succeeded", "review.ready_same_fingerprint", BOUND);
    }

    @Test
    void row_2_a_published_review_with_the_content_is_success() {
        assertDecision(aRun().bound(PUBLISHED), "reconciled_succeeded", "review.published_same_fingerprint", BOUND);
    }

    @Test
    void row_2_holds_even_where_the_environment_is_archived_and_the_job_alive() {
        assertDecision(
                aRun().bound(READY).environment(EnvironmentState.ARCHIVED).alive(),
                "reconciled_succeeded",
                "review.ready_same_fingerprint",
                BOUND);
    }

    @Test
    void row_3_a_finished_review_with_other_content_asks_for_attention() {
        assertDecision(
                aRun().with(review(BOUND, READY, OTHER_FINGERPRINT)),
                "attention_required",
                "review.fingerprint_mismatch",
                BOUND);
    }

    @Test
    void row_3_comes_before_another_review_that_would_fit() {
        assertDecision(
                aRun().with(review(BOUND, PUBLISHED, OTHER_FINGERPRINT), review(OTHER, READY, FINGERPRINT)),
                "attention_required",
                "review.fingerprint_mismatch",
                BOUND);
    }

    @Test
    void row_4_a_chain_of_successors_that_ends_in_the_same_content_is_success() {
        assertDecision(
                aRun().with(
                                supersededBy(BOUND, OTHER),
                                supersededBy(OTHER, THIRD),
                                review(THIRD, PUBLISHED, FINGERPRINT)),
                "reconciled_succeeded",
                "review.superseded_same_fingerprint",
                THIRD);
    }

    @Test
    void row_5_a_successor_with_other_content_blocks() {
        assertDecision(
                aRun().with(supersededBy(BOUND, OTHER), review(OTHER, PUBLISHED, OTHER_FINGERPRINT)),
                "reconciled_blocked",
                "review.superseded",
                OTHER);
    }

    @Test
    void row_6_a_successor_that_is_not_there_asks_for_attention() {
        assertUnclear(aRun().with(supersededBy(BOUND, OTHER)));
    }

    @Test
    void row_6_a_superseded_review_without_a_successor_asks_for_attention() {
        assertUnclear(aRun().with(supersededBy(BOUND, null)));
    }

    @Test
    void row_6_a_chain_in_a_circle_asks_for_attention() {
        assertUnclear(aRun().with(supersededBy(BOUND, OTHER), supersededBy(OTHER, BOUND)));
    }

    @Test
    void row_6_a_review_that_supersedes_itself_asks_for_attention() {
        assertUnclear(aRun().with(supersededBy(BOUND, BOUND)));
    }

    @Test
    void row_6_a_chain_that_leaves_the_environment_asks_for_attention() {
        var elsewhere = new Scope(FactsOf.SCOPE.workspaceId(), UUID.randomUUID());
        assertUnclear(aRun().with(
                        supersededBy(BOUND, OTHER), new ReviewFact(OTHER, elsewhere, READY, FINGERPRINT, null, null)));
    }

    @Test
    void row_6_a_chain_that_ends_in_a_draft_an_archived_or_a_failed_review_asks_for_attention() {
        for (var end : Set.of(DRAFT, ARCHIVED, FAILED)) {
            assertUnclear(aRun().with(supersededBy(BOUND, OTHER), review(OTHER, end, FINGERPRINT)));
        }
    }

    @Test
    void row_6_a_chain_that_is_too_long_to_be_kept_as_evidence_asks_for_attention() {
        assertUnclear(aRun().with(chain(Lineage.MOST_STEPS)));
    }

    @Test
    void row_4_the_longest_chain_that_can_be_kept_is_followed_to_its_end() {
        var facts = aRun().with(chain(Lineage.MOST_STEPS - 1)).facts();

        assertThat(ComposeDecisionTable.decide(facts).grounds().reasonCode())
                .isEqualTo("review.superseded_same_fingerprint");
    }

    @Test
    void row_7_an_archived_review_blocks_even_where_another_would_fit() {
        assertDecision(
                aRun().bound(ARCHIVED).with(review(OTHER, READY, FINGERPRINT)),
                "reconciled_blocked",
                "review.archived",
                BOUND);
    }

    @Test
    void row_8_exactly_one_other_review_with_the_content_is_success() {
        for (var bound : Set.of(DRAFT, FAILED)) {
            assertDecision(
                    aRun().bound(bound).with(review(OTHER, READY, FINGERPRINT)).alive(),
                    "reconciled_succeeded",
                    "review.existing_same_fingerprint",
                    OTHER);
        }
    }

    @Test
    void row_8_needs_no_bound_review() {
        assertDecision(
                aRun().with(review(OTHER, PUBLISHED, FINGERPRINT)),
                "reconciled_succeeded",
                "review.existing_same_fingerprint",
                OTHER);
    }

    @Test
    void row_8_takes_no_review_of_another_environment_or_workspace() {
        var environment = new Scope(FactsOf.SCOPE.workspaceId(), UUID.randomUUID());
        var workspace = new Scope(UUID.randomUUID(), FactsOf.SCOPE.environmentId());
        assertDecision(
                aRun().with(
                                new ReviewFact(OTHER, environment, READY, FINGERPRINT, null, null),
                                new ReviewFact(THIRD, workspace, PUBLISHED, FINGERPRINT, null, null)),
                "attention_required",
                "review.missing",
                null);
    }

    @Test
    void row_9_several_other_reviews_with_the_content_ask_for_attention() {
        assertDecision(
                aRun().bound(DRAFT).with(review(OTHER, READY, FINGERPRINT), review(THIRD, PUBLISHED, FINGERPRINT)),
                "attention_required",
                "review.several_same_fingerprint",
                null);
    }

    @Test
    void row_10_a_draft_that_another_active_run_composes_blocks() {
        assertDecision(
                aRun().with(draftOf(OTHER, UUID.randomUUID())),
                "reconciled_blocked",
                "review.composed_by_other_run",
                OTHER);
    }

    @Test
    void row_10_holds_for_the_bound_draft_too() {
        assertDecision(
                aRun().with(draftOf(BOUND, UUID.randomUUID())).alive(),
                "reconciled_blocked",
                "review.composed_by_other_run",
                BOUND);
    }

    @Test
    void row_11_a_failed_review_is_failure() {
        assertDecision(aRun().bound(FAILED), "reconciled_failed", "review.failed", BOUND);
    }

    @Test
    void row_12_an_archived_environment_blocks_a_draft_even_where_the_job_is_alive() {
        assertDecision(
                aRun().bound(DRAFT).environment(EnvironmentState.ARCHIVED).alive(),
                "reconciled_blocked",
                "environment.archived",
                null);
    }

    @Test
    void row_13_a_draft_that_is_worked_on_is_left() {
        assertDecision(aRun().bound(DRAFT).alive(), "still_active", "run.alive", null);
    }

    @Test
    void row_14_a_draft_that_nobody_works_on_proves_nothing() {
        assertDecision(aRun().bound(DRAFT), "no_proof", "review.still_draft", null);
    }

    @Test
    void row_15_a_review_that_is_not_there_asks_for_attention() {
        assertDecision(aRun(), "attention_required", "review.missing", null);
    }

    @Test
    void every_row_is_marked_in_the_table_and_has_a_test_of_its_own() {
        var rows = IntStream.rangeClosed(1, ROWS).boxed().collect(Collectors.toSet());

        assertThat(DecisionTableRows.promised("5.1")).isEqualTo(rows);
        assertThat(DecisionTableRows.marked(ComposeDecisionTable.class)).isEqualTo(rows);
        assertThat(DecisionTableRows.tested(getClass())).isEqualTo(rows);
    }

    private static ReviewFact[] chain(int superseded) {
        var ids = IntStream.rangeClosed(0, superseded)
                .mapToObj(step -> step == 0 ? BOUND : UUID.randomUUID())
                .toList();
        return IntStream.rangeClosed(0, superseded)
                .mapToObj(step -> step == superseded
                        ? review(ids.get(step), READY, FINGERPRINT)
                        : supersededBy(ids.get(step), ids.get(step + 1)))
                .toArray(ReviewFact[]::new);
    }

    private static void assertUnclear(FactsOf facts) {
        assertDecision(facts, "attention_required", "review.lineage_unclear", null);
    }

    /// Also on what is kept of the facts (contract 5: a decision can be replayed).
    private static void assertDecision(FactsOf facts, String decision, String reason, UUID chosen) {
        var decided = ComposeDecisionTable.decide(facts.facts());

        assertThat(decided.code()).isEqualTo(decision);
        assertThat(decided.grounds().reasonCode()).isEqualTo(reason);
        var evidence = (ComposeEvidence) decided.grounds().evidence();
        assertThat(evidence.chosenReviewId()).isEqualTo(chosen);
        assertSame(decided, ComposeDecisionTable.decide(evidence.replayed()));
    }

    private static void assertSame(ReconciliationDecision decided, ReconciliationDecision replayed) {
        assertThat(replayed.code()).isEqualTo(decided.code());
        assertThat(replayed.grounds().reasonCode()).isEqualTo(decided.grounds().reasonCode());
        assertThat(replayed.grounds().related()).isEqualTo(decided.grounds().related());
    }
}
