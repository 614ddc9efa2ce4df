package io.runtruth.restore;

import static io.runtruth.restore.RestoreState.COMPLETED;
import static io.runtruth.restore.RestoreState.IN_PROGRESS;
import static io.runtruth.restore.RestoreState.NOT_BEGUN;
import static io.runtruth.restore.RestoreState.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.proof.ReconciliationDecision;
import io.runtruth.restore.RestoreFacts.ItemCounts;
import io.runtruth.restore.RestoreFacts.RestoreFact;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DecisionTableRows;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The table of contract 5.2, a test for each row and reason.
@Tag("I9")
class RestoreDecisionTableTest {

    private static final int ROWS = 8;

    private static final Scope SCOPE = new Scope(UUID.randomUUID(), UUID.randomUUID());
    private static final ItemCounts SOME = new ItemCounts(3, 2, 0, 0, 0);

    @Test
    void row_1_a_run_whose_restore_is_not_there_asks_for_attention() {
        assertDecision(false, List.of(), "attention_required", "restore.missing");
    }

    @Test
    void row_1_a_run_with_several_restores_asks_for_attention() {
        assertDecision(
                false,
                List.of(restore(COMPLETED, SOME), restore(COMPLETED, SOME)),
                "attention_required",
                "restore.several");
    }

    @Test
    void row_1_a_restore_of_another_environment_is_not_there() {
        var elsewhere = new Scope(SCOPE.workspaceId(), UUID.randomUUID());
        assertDecision(
                false,
                List.of(new RestoreFact(UUID.randomUUID(), elsewhere, COMPLETED, SOME)),
                "attention_required",
                "restore.missing");
    }

    @Test
    void row_2_a_document_that_was_read_back_otherwise_asks_for_attention() {
        assertDecision(false, COMPLETED, new ItemCounts(3, 2, 0, 0, 1), "attention_required", "restore.contradicted");
        assertDecision(false, COMPLETED, new ItemCounts(3, 0, 1, 1, 1), "attention_required", "restore.contradicted");
    }

    @Test
    void row_3_every_document_applied_or_unchanged_is_success() {
        assertDecision(false, COMPLETED, new ItemCounts(3, 2, 0, 0, 0), "reconciled_succeeded", "restore.completed");
        assertDecision(false, COMPLETED, new ItemCounts(0, 2, 0, 0, 0), "reconciled_succeeded", "restore.completed");
    }

    @Test
    void row_4_some_documents_failed_or_skipped_is_a_part() {
        assertDecision(false, COMPLETED, new ItemCounts(3, 0, 0, 1, 0), "reconciled_partial", "restore.partial");
        assertDecision(false, COMPLETED, new ItemCounts(0, 1, 1, 0, 0), "reconciled_partial", "restore.partial");
    }

    @Test
    void row_5_no_document_applied_is_failure() {
        assertDecision(false, COMPLETED, new ItemCounts(0, 0, 1, 2, 0), "reconciled_failed", "restore.failed");
    }

    @Test
    void row_5_a_restore_without_documents_is_no_success() {
        assertDecision(false, COMPLETED, new ItemCounts(0, 0, 0, 0, 0), "reconciled_failed", "restore.failed");
    }

    @Test
    void row_6_a_restore_that_was_refused_before_it_began_blocks() {
        assertDecision(true, REFUSED, new ItemCounts(0, 0, 0, 0, 0), "reconciled_blocked", "restore.refused");
    }

    @Test
    void row_7_a_restore_that_is_worked_on_is_left() {
        assertDecision(true, IN_PROGRESS, SOME, "still_active", "run.alive");
    }

    @Test
    void row_8_a_restore_that_nobody_works_on_proves_nothing() {
        assertDecision(false, IN_PROGRESS, SOME, "no_proof", "restore.unfinished");
    }

    @Test
    void row_8_a_restore_that_has_not_begun_proves_nothing() {
        assertDecision(true, NOT_BEGUN, new ItemCounts(0, 0, 0, 0, 0), "no_proof", "restore.unfinished");
    }

    @Test
    void every_row_is_marked_in_the_table_and_has_a_test_of_its_own() {
        var rows = IntStream.rangeClosed(1, ROWS).boxed().collect(Collectors.toSet());

        assertThat(DecisionTableRows.promised("5.2")).isEqualTo(rows);
        assertThat(DecisionTableRows.marked(RestoreDecisionTable.class)).isEqualTo(rows);
        assertThat(DecisionTableRows.tested(getClass())).isEqualTo(rows);
    }

    private static RestoreFact restore(RestoreState state, ItemCounts items) {
        return new RestoreFact(UUID.randomUUID(), SCOPE, state, items);
    }

    private static void assertDecision(
            boolean alive, RestoreState state, ItemCounts items, String decision, String reason) {
        assertDecision(alive, List.of(restore(state, items)), decision, reason);
    }

    /// Also on what is kept of the facts (contract 5: a decision can be replayed).
    private static void assertDecision(boolean alive, List<RestoreFact> bound, String decision, String reason) {
        ReconciliationDecision decided =
                RestoreDecisionTable.decide(new RestoreFacts(SCOPE.workspaceId(), SCOPE, alive, bound));

        assertThat(decided.code()).isEqualTo(decision);
        assertThat(decided.grounds().reasonCode()).isEqualTo(reason);
        var evidence = (RestoreEvidence) decided.grounds().evidence();
        assertThat(RestoreDecisionTable.decide(evidence.replayed())).isEqualTo(decided);
    }
}
