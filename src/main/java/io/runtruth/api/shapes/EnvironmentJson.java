package io.runtruth.api.shapes;

import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import java.util.UUID;

/// A managed environment.
///
/// @param slug its name in addresses
/// @param archived nothing is started for it any more; what it has stays readable
@SnakeCase
public record EnvironmentJson(UUID id, String slug, String name, boolean archived) {

    public static EnvironmentJson of(EnvironmentRow row) {
        return new EnvironmentJson(row.scope().environmentId(), row.slug(), row.name(), row.archived());
    }
}
