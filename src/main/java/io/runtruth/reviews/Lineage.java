package io.runtruth.reviews;

import io.runtruth.operations.ReconciliationEvidence;
import io.runtruth.reviews.ComposeFacts.ReviewFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A superseded review and what took its place, step by step.
///
/// @param steps the review itself first
/// @param end the ready or published review that the chain leads to; empty where it is broken, goes in a circle,
///     leaves the scope, ends in another state, or is too long to be kept as evidence
record Lineage(List<ReviewFact> steps, Optional<ReviewFact> end) {

    /// A chain that could not be written down whole proves nothing.
    static final int MOST_STEPS = ReconciliationEvidence.MOST_ENTRIES;

    Lineage {
        steps = List.copyOf(steps);
    }

    static Lineage of(ReviewFact first, ComposeFacts facts) {
        var steps = new ArrayList<ReviewFact>();
        var next = Optional.of(first);
        while (next.isPresent() && steps.size() < MOST_STEPS) {
            var review = next.get();
            if (steps.contains(review)) {
                return new Lineage(steps, Optional.empty());
            }
            steps.add(review);
            if (review.status() != ReviewStatus.SUPERSEDED) {
                return new Lineage(
                        steps, Optional.of(review).filter(it -> it.status().isAvailable()));
            }
            next = Optional.ofNullable(review.supersededBy()).flatMap(facts::find);
        }
        return new Lineage(steps, Optional.empty());
    }
}
