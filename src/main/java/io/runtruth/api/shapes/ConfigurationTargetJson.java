package io.runtruth.api.shapes;

import io.runtruth.restore.ChosenTarget;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where an environment's configuration is read from and written to.
///
/// @param possible whether this installation is set up for targets at all
/// @param place names with `/` between them, within the workspace's folder; null where none is chosen
/// @param usable whether it can be used now
/// @param fault why it can't, in one word; null where it can, or there is none
@SnakeCase
public record ConfigurationTargetJson(
        boolean possible,
        @Nullable String place,
        @Nullable Instant setAt,
        @Nullable String setBy,
        boolean usable,
        @Nullable String fault) {

    public static ConfigurationTargetJson of(ChosenTarget target) {
        return new ConfigurationTargetJson(
                target.isPossible(), target.place(), target.setAt(), target.setBy(), target.isUsable(), target.fault());
    }

    /// Where it is to be.
    ///
    /// @param place null for none
    @SnakeCase
    public record NewConfigurationTargetJson(@Nullable String place) {}
}
