package io.runtruth.api.shapes;

import io.runtruth.restore.ChosenTarget;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an environment's configuration is read from and written to.
///
/// @param possible whether this installation is set up for targets at all
/// @param kinds what can be chosen: `folder`, `http`
/// @param kind of the place; null where none is chosen
/// @param place names with `/` between them, within the workspace's folder, or an address; null where none is
///     chosen
/// @param usable whether it can be used now; one over HTTP is not asked
/// @param fault why it can't, in one word; null where it can, or there is none
@SnakeCase
public record ConfigurationTargetJson(
        boolean possible,
        List<String> kinds,
        @Nullable String kind,
        @Nullable String place,
        @Nullable Instant setAt,
        @Nullable String setBy,
        boolean usable,
        @Nullable String fault) {

    public static ConfigurationTargetJson of(ChosenTarget target) {
        var kind = target.kind();
        return new ConfigurationTargetJson(
                target.isPossible(),
                target.offered().stream().sorted().map(it -> it.code()).toList(),
                kind == null ? null : kind.code(),
                target.place(),
                target.setAt(),
                target.setBy(),
                target.isUsable(),
                target.fault());
    }

    /// Where it is to be.
    ///
    /// @param place a folder, or an address that begins with `https://`; null for none
    /// @param token of an address, sent with each call to it; null for a folder, and where it stays as it is
    @SnakeCase
    public record NewConfigurationTargetJson(
            @Nullable String place, @Nullable String token) {

        /// Without the token, so that it can't reach a log by accident.
        @Override
        public String toString() {
            return "NewConfigurationTargetJson[place=%s]".formatted(place);
        }
    }
}
