package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.proof.ReconciliationDecision;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledSucceeded;
import io.runtruth.reviews.ComposeEvidence.EnvironmentState;
import io.runtruth.reviews.ComposeFacts.ReviewFact;
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

/// What the table promises for any facts: cycles in lineage, foreign scopes, hundreds of candidates.
class ComposeDecisionTablePropertyTest implements AdapterContract<ComposeFacts, ComposeEvidence> {

    @Override
    public OperationType type() {
        return OperationType.REVIEW_COMPOSE;
    }

    @Override
    public ReconciliationDecision decide(ComposeFacts facts) {
        return ComposeDecisionTable.decide(facts);
    }

    @Override
    public ComposeFacts shuffled(ComposeFacts facts, Random random) {
        var shuffled = new ArrayList<>(facts.reviews());
        Collections.shuffle(shuffled, random);
        return with(facts, shuffled);
    }

    @Override
    public ComposeFacts amongForeign(ComposeFacts facts, Random random) {
        var more = new ArrayList<>(facts.reviews());
        IntStream.range(0, random.nextInt(30))
                .forEach(_ -> more.add(review(random, new Scope(UUID.randomUUID(), UUID.randomUUID()), List.of())));
        return with(facts, more);
    }

    @Override
    public Class<ComposeEvidence> kept() {
        return ComposeEvidence.class;
    }

    @Override
    public ComposeFacts replayed(ComposeEvidence kept) {
        return kept.replayed();
    }

    @Test
    @Tag("I9")
    void success_rests_on_exactly_one_available_review_with_the_content_within_the_scope() {
        for (var round = 0; round < ROUNDS; round++) {
            var facts = hostile(new Random(round));
            if (ComposeDecisionTable.decide(facts) instanceof ReconciledSucceeded(var grounds)) {
                var evidence = (ComposeEvidence) grounds.evidence();
                var chosen = facts.find(evidence.chosenReviewId()).orElseThrow();
                assertThat(chosen.scope()).as("round %d", round).isEqualTo(facts.scope());
                assertThat(chosen.status().isAvailable()).as("round %d", round).isTrue();
                assertThat(chosen.fingerprint()).as("round %d", round).isEqualTo(facts.fingerprint());
                assertThat(facts.environment()).as("round %d", round).isNotEqualTo(EnvironmentState.UNPROVEN);
            }
        }
    }

    private static ComposeFacts with(ComposeFacts facts, List<ReviewFact> reviews) {
        return new ComposeFacts(
                facts.workspaceId(),
                facts.scope(),
                facts.reviewId(),
                facts.fingerprint(),
                facts.environment(),
                facts.alive(),
                reviews);
    }

    @Override
    public ComposeFacts hostile(Random random) {
        var scope = new Scope(new UUID(0, 1), new UUID(0, 2));
        var foreign = new Scope(new UUID(0, 1), new UUID(0, 3));
        var ids = IntStream.range(0, random.nextInt(10) == 0 ? 300 : 1 + random.nextInt(6))
                .mapToObj(_ -> new UUID(random.nextLong(), random.nextLong()))
                .toList();
        var reviews = ids.stream()
                .map(id -> named(id, review(random, random.nextInt(8) == 0 ? foreign : scope, ids)))
                .toList();
        return new ComposeFacts(
                scope.workspaceId(),
                random.nextInt(20) == 0 ? null : scope,
                random.nextInt(10) == 0 ? null : ids.get(random.nextInt(ids.size())),
                random.nextInt(20) == 0 ? null : FactsOf.FINGERPRINT,
                EnvironmentState.values()[random.nextInt(10) < 8 ? 0 : 1 + random.nextInt(2)],
                random.nextBoolean(),
                reviews);
    }

    private static ReviewFact review(Random random, Scope scope, List<UUID> ids) {
        var status = ReviewStatus.values()[random.nextInt(ReviewStatus.values().length)];
        return new ReviewFact(
                new UUID(random.nextLong(), random.nextLong()),
                scope,
                random.nextInt(3) == 0 ? ReviewStatus.SUPERSEDED : status,
                random.nextInt(3) == 0 ? FactsOf.OTHER_FINGERPRINT : FactsOf.FINGERPRINT,
                ids.isEmpty() || random.nextInt(6) == 0 ? null : ids.get(random.nextInt(ids.size())),
                random.nextInt(4) == 0 ? new UUID(random.nextLong(), 7) : null);
    }

    private static ReviewFact named(UUID id, ReviewFact review) {
        return new ReviewFact(
                id, review.scope(), review.status(), review.fingerprint(), review.supersededBy(), review.worker());
    }
}
