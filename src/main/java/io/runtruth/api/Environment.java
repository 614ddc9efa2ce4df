package io.runtruth.api;

import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import java.util.UUID;

/// A managed environment.
///
/// @param slug its name in addresses
/// @param archived nothing is started for it any more; what it has stays readable
@SnakeCase
record Environment(UUID id, String slug, String name, boolean archived) {

    static Environment of(EnvironmentRow row) {
        return new Environment(row.scope().environmentId(), row.slug(), row.name(), row.archived());
    }
}
