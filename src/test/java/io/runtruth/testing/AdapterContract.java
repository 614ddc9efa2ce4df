package io.runtruth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.KeptEvidence;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.ReconciliationEvidence;
import io.runtruth.operations.proof.ReconciliationDecision;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What the decision table of each adapter promises for any facts, and its evidence with it (contract 5).
///
/// @param <F> the facts that the table decides on
/// @param <E> what is kept of them
public interface AdapterContract<F, E extends ReconciliationEvidence> {

    int ROUNDS = 20_000;

    /// Of the 8 KiB that the database allows for a whole reconciliation.
    int MOST_BYTES = 7 * 1024;

    OperationType type();

    ReconciliationDecision decide(F facts);

    /// Any facts at all, also such as no database would give; the same for the same seed.
    F hostile(Random random);

    /// The same facts in another order.
    F shuffled(F facts, Random random);

    /// The same facts among such of other workspaces and environments.
    F amongForeign(F facts, Random random);

    Class<E> kept();

    F replayed(E kept);

    @Test
    @Tag("I9")
    default void it_always_answers_and_the_order_of_the_facts_means_nothing() {
        rounds().forEach(round -> {
            var facts = hostile(new Random(round));

            var decided = decide(facts);

            assertThat(decide(shuffled(facts, new Random(-round))))
                    .as("round %d", round)
                    .isEqualTo(decided);
        });
    }

    @Test
    @Tag("I9")
    default void facts_of_other_scopes_change_nothing() {
        rounds().forEach(round -> {
            var facts = hostile(new Random(round));

            assertThat(decide(amongForeign(facts, new Random(-round))))
                    .as("round %d", round)
                    .isEqualTo(decide(facts));
        });
    }

    @Test
    default void what_is_kept_of_the_facts_is_small_and_decides_the_same_again() {
        rounds().forEach(round -> {
            var decided = decide(hostile(new Random(round)));

            var text = KeptEvidence.of(decided.grounds().evidence()).json().toPrettyString();

            assertThat(text.replaceAll("\\s+", " ")).as("round %d", round).hasSizeLessThan(MOST_BYTES);
            var read = new KeptEvidence(JsonMapper.shared().readTree(text)).as(kept());
            assertThat(read).as("round %d", round).isEqualTo(decided.grounds().evidence());
            assertThat(said(decide(replayed(read)))).as("round %d", round).isEqualTo(said(decided));
        });
    }

    @Test
    default void the_record_that_a_run_ends_by_is_of_its_type_and_among_those_that_were_considered() {
        rounds().forEach(round -> {
            var grounds = decide(hostile(new Random(round))).grounds();

            var considered = grounds.evidence().considered();

            assertThat(considered).as("round %d", round).hasSizeLessThanOrEqualTo(ReconciliationEvidence.MOST_ENTRIES);
            if (grounds.related() != null) {
                assertThat(considered).as("round %d", round).contains(grounds.related());
                assertThat(grounds.related().type()).isEqualTo(type().recordType());
            }
        });
    }

    private static List<Object> said(ReconciliationDecision decision) {
        var related = decision.grounds().related();
        return List.of(decision.code(), decision.grounds().reasonCode(), related == null ? "" : related);
    }

    private static Stream<Integer> rounds() {
        return IntStream.range(0, ROUNDS).boxed();
    }
}
