package io.runtruth.api.shapes;

import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import java.util.UUID;

/// A workspace that the caller is a member of.
///
/// @param slug its name in addresses
/// @param role the caller's own
/// @param suspended nothing in it is open to the caller until it is resumed
@SnakeCase
public record WorkspaceJson(UUID id, String slug, String name, String role, boolean suspended) {

    public static WorkspaceJson of(WorkspaceRow row) {
        return new WorkspaceJson(row.id(), row.slug(), row.name(), row.role().code(), row.suspended());
    }
}
