package io.runtruth.api.shapes;

import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.environments.KnownTarget;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A managed environment, and what it is known by.
///
/// @param slug its name in addresses
/// @param archived nothing is started for it any more; what it has stays readable
/// @param targets oldest first
@SnakeCase
public record EnvironmentDetailJson(
        UUID id, String slug, String name, boolean archived, List<KnownTargetJson> targets) {

    public static EnvironmentDetailJson of(EnvironmentRow row, List<KnownTarget> targets) {
        return new EnvironmentDetailJson(
                row.scope().environmentId(),
                row.slug(),
                row.name(),
                row.archived(),
                targets.stream().map(KnownTargetJson::of).toList());
    }

    /// An identity that the environment is known by.
    ///
    /// @param id for taking it away
    /// @param target what the tools call it: a tenant id, an account id
    /// @param name as the tool gave it, if it did
    @SnakeCase
    record KnownTargetJson(UUID id, String target, @Nullable String name, Instant knownSince) {

        private static KnownTargetJson of(KnownTarget known) {
            return new KnownTargetJson(
                    known.id(), known.identity().id(), known.identity().name(), known.knownSince());
        }
    }
}
