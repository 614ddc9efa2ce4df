package io.runtruth.ui.operations;

import io.runtruth.access.Actor;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.reviews.ComposeEvidence;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.Routes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Where the reviews of a run can be read, as far as the person may see them (I12).
///
/// @param workspace its slug
/// @param readable the reviews that the person may see
record ReviewLinks(String workspace, Set<UUID> readable) {

    private static final int SHOWN = 8;

    ReviewLinks {
        readable = Set.copyOf(readable);
    }

    /// To those that a run names, as far as this person may see them today.
    static ReviewLinks of(ReviewQueries reviews, Actor actor, WorkspaceRow workspace, RunRow run) {
        var named = named(run);
        var readable = named.isEmpty()
                ? Set.<UUID>of()
                : reviews.rows(actor, workspace.id(), named).stream()
                        .map(ReviewRow::id)
                        .collect(Collectors.toSet());
        return new ReviewLinks(workspace.slug(), readable);
    }

    private static Set<UUID> named(RunRow run) {
        var named = new HashSet<UUID>();
        if (run.recordId() != null) {
            named.add(run.recordId());
        }
        Optional.ofNullable(run.reconciliation())
                .flatMap(ComposeEvidence::keptWith)
                .map(ComposeEvidence::consideredReviewIds)
                .ifPresent(named::addAll);
        return named;
    }

    /// Empty where the person may not see it.
    Optional<String> path(UUID review) {
        return readable.contains(review) ? Optional.of(Routes.review(workspace, review)) : Optional.empty();
    }

    /// By the beginning of its id: enough to tell it from its siblings.
    static Phrase name(UUID review) {
        return Phrase.of("proof.review.name", review.toString().substring(0, SHOWN));
    }
}
