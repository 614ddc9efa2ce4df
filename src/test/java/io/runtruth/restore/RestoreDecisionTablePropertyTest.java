package io.runtruth.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.proof.ReconciliationDecision;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledPartial;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledSucceeded;
import io.runtruth.restore.RestoreFacts.ItemCounts;
import io.runtruth.restore.RestoreFacts.RestoreFact;
import io.runtruth.shared.Scope;
import io.runtruth.testing.AdapterContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the table promises for any facts: none, several, hundreds, and those of foreign scopes.
class RestoreDecisionTablePropertyTest implements AdapterContract<RestoreFacts, RestoreEvidence> {

    private static final Scope SCOPE = new Scope(new UUID(0, 1), new UUID(0, 2));
    private static final Scope FOREIGN = new Scope(new UUID(0, 1), new UUID(0, 3));

    @Override
    public OperationType type() {
        return OperationType.RESTORE_EXECUTE;
    }

    @Override
    public ReconciliationDecision decide(RestoreFacts facts) {
        return RestoreDecisionTable.decide(facts);
    }

    @Override
    public RestoreFacts shuffled(RestoreFacts facts, Random random) {
        var shuffled = new ArrayList<>(facts.bound());
        Collections.shuffle(shuffled, random);
        return with(facts, shuffled);
    }

    @Override
    public RestoreFacts amongForeign(RestoreFacts facts, Random random) {
        var more = new ArrayList<>(facts.bound());
        IntStream.range(0, random.nextInt(30)).forEach(_ -> more.add(restore(random, FOREIGN)));
        return with(facts, more);
    }

    @Override
    public Class<RestoreEvidence> kept() {
        return RestoreEvidence.class;
    }

    @Override
    public RestoreFacts replayed(RestoreEvidence kept) {
        return kept.replayed();
    }

    @Test
    @Tag("I9")
    void success_rests_on_exactly_one_completed_restore_within_the_scope() {
        for (var round = 0; round < ROUNDS; round++) {
            var facts = hostile(new Random(round));
            var decided = RestoreDecisionTable.decide(facts);
            if (decided instanceof ReconciledSucceeded || decided instanceof ReconciledPartial) {
                assertThat(facts.bound()).as("round %d", round).singleElement().satisfies(restore -> {
                    assertThat(restore.scope()).isEqualTo(facts.scope());
                    assertThat(restore.state()).isEqualTo(RestoreState.COMPLETED);
                    assertThat(restore.items().reached()).isPositive();
                    assertThat(restore.items().contradicted()).isZero();
                });
            }
        }
    }

    @Override
    public RestoreFacts hostile(Random random) {
        var restores = IntStream.range(0, random.nextInt(20) == 0 ? 300 : random.nextInt(4))
                .mapToObj(_ -> restore(random, random.nextInt(3) == 0 ? FOREIGN : SCOPE))
                .toList();
        var scope = random.nextInt(10) == 0 ? null : SCOPE;
        return new RestoreFacts(SCOPE.workspaceId(), scope, random.nextBoolean(), restores);
    }

    private static RestoreFact restore(Random random, Scope scope) {
        return new RestoreFact(
                new UUID(random.nextLong(), random.nextLong()),
                scope,
                RestoreState.values()[random.nextInt(RestoreState.values().length)],
                new ItemCounts(
                        random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(2)));
    }

    private static RestoreFacts with(RestoreFacts facts, List<RestoreFact> bound) {
        return new RestoreFacts(facts.workspaceId(), facts.scope(), facts.alive(), bound);
    }
}
