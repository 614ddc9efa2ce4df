package io.runtruth.reviews;

import io.runtruth.reviews.ComposeEvidence.EnvironmentState;
import io.runtruth.shared.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known about a composition's run, for [ComposeDecisionTable]. A fact of another workspace or
/// environment is none: it is dropped here, whoever gathered it (I9).
///
/// @param scope of the run; null where it names no environment
/// @param reviewId the review that the run carries: the bound one
/// @param fingerprint the content that the run is to make
/// @param reviews the bound one, its successors, and those that carry the fingerprint; each once
record ComposeFacts(
        UUID workspaceId,
        @Nullable Scope scope,
        @Nullable UUID reviewId,
        @Nullable String fingerprint,
        EnvironmentState environment,
        boolean alive,
        List<ReviewFact> reviews) {

    ComposeFacts {
        reviews = reviews.stream().filter(it -> it.scope().equals(scope)).toList();
        if (reviews.stream().map(ReviewFact::id).distinct().count() != reviews.size()) {
            throw new IllegalArgumentException("a review is one fact");
        }
    }

    /// @param supersededBy what took its place
    /// @param worker the other active run that composes it; null where there is none
    record ReviewFact(
            UUID id,
            Scope scope,
            ReviewStatus status,
            String fingerprint,
            @Nullable UUID supersededBy,
            @Nullable UUID worker) {}

    /// Whether there is anything to compare with (row 1).
    boolean isScoped() {
        return scope != null && fingerprint != null && environment != EnvironmentState.UNPROVEN;
    }

    Optional<ReviewFact> bound() {
        return Optional.ofNullable(reviewId).flatMap(this::find);
    }

    Optional<ReviewFact> find(UUID id) {
        return reviews.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    boolean isSameContent(ReviewFact review) {
        return review.fingerprint().equals(fingerprint);
    }

    /// The ready and published reviews of the same content, without the bound one.
    List<ReviewFact> othersAvailable() {
        return reviews.stream()
                .filter(it -> !it.id().equals(reviewId))
                .filter(it -> it.status().isAvailable() && isSameContent(it))
                .toList();
    }

    /// The draft of the same content that another active run composes.
    Optional<ReviewFact> composedByOther() {
        return reviews.stream()
                .filter(it -> it.status() == ReviewStatus.DRAFT && isSameContent(it) && it.worker() != null)
                .min(Comparator.comparing(ReviewFact::id));
    }
}
