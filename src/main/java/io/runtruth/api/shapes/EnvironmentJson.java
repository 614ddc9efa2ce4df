package io.runtruth.api.shapes;

import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.environments.EnvironmentService.NewEnvironment;
import io.runtruth.shared.Scope;
import java.util.UUID;

/// A managed environment.
///
/// @param slug its name in addresses
/// @param archived nothing is started for it any more; what it has stays readable
@SnakeCase
public record EnvironmentJson(UUID id, String slug, String name, boolean archived) {

    /// Whoever may make environments need not be able to read them.
    public static EnvironmentJson made(Scope scope, NewEnvironment asked) {
        return new EnvironmentJson(scope.environmentId(), asked.slug(), asked.name(), false);
    }

    public static EnvironmentJson of(EnvironmentRow row) {
        return new EnvironmentJson(row.scope().environmentId(), row.slug(), row.name(), row.archived());
    }
}
