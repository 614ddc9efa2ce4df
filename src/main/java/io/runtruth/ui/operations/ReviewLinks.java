package io.runtruth.ui.operations;

import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.Routes;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Where the reviews of a run can be read, as far as the person may see them (I12).
///
/// @param workspace its slug
/// @param readable the reviews that the person may see
record ReviewLinks(String workspace, Set<UUID> readable) {

    private static final int SHOWN = 8;

    ReviewLinks {
        readable = Set.copyOf(readable);
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
