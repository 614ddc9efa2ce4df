package io.runtruth.restore;

import io.runtruth.restore.target.TargetFault.FaultKind;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where an environment's configuration is, and whether it can be reached from this node.
///
/// @param offered what can be chosen on this node; nothing where it is not set up for targets at all
/// @param place names with `/` between them, or an address; null where none is chosen, and then so are the
///     others
/// @param fault in one word, why it can't be used now; null where it can, as far as is known without asking it
public record ChosenTarget(
        Set<TargetKind> offered,
        @Nullable String place,
        @Nullable Instant setAt,
        @Nullable String setBy,
        @Nullable String fault) {

    public ChosenTarget {
        offered = Set.copyOf(offered);
    }

    static ChosenTarget none(Set<TargetKind> offered) {
        return new ChosenTarget(offered, null, null, null, null);
    }

    static ChosenTarget of(Set<TargetKind> offered, TargetPlaceRepository.Placed placed, Optional<FaultKind> fault) {
        return new ChosenTarget(
                offered,
                placed.place(),
                placed.setAt(),
                placed.setBy(),
                fault.map(FaultKind::code).orElse(null));
    }

    public boolean isPossible() {
        return !offered.isEmpty();
    }

    /// Null where none is chosen.
    public @Nullable TargetKind kind() {
        return place == null ? null : TargetKind.of(place);
    }

    /// Whether there is a target that can be used now.
    public boolean isUsable() {
        return place != null && fault == null;
    }
}
