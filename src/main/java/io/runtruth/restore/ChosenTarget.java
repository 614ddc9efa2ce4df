package io.runtruth.restore;

import io.runtruth.restore.target.TargetFault;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where an environment's configuration is, and whether it can be reached from this node.
///
/// @param isPossible whether this node is set to a root at all
/// @param place names with `/` between them; null where none is chosen, and then so are the others
/// @param fault in one word, why it can't be used now; null where it can
public record ChosenTarget(
        boolean isPossible,
        @Nullable String place,
        @Nullable Instant setAt,
        @Nullable String setBy,
        @Nullable String fault) {

    static ChosenTarget none(boolean isPossible) {
        return new ChosenTarget(isPossible, null, null, null, null);
    }

    /// Whether there is a target that can be used now.
    public boolean isUsable() {
        return isPossible && place != null && fault == null;
    }

    static ChosenTarget of(TargetPlaceRepository.Placed placed, Optional<TargetFault> fault) {
        return new ChosenTarget(
                true,
                placed.place(),
                placed.setAt(),
                placed.setBy(),
                fault.map(it -> it.kind().code()).orElse(null));
    }
}
