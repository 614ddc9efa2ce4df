package io.runtruth.api;

import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import java.util.Locale;
import java.util.UUID;

/// A workspace that the caller is a member of.
///
/// @param slug its name in addresses
/// @param role the caller's own
@SnakeCase
record Workspace(UUID id, String slug, String name, String role) {

    static Workspace of(WorkspaceRow row) {
        return new Workspace(row.id(), row.slug(), row.name(), row.role().name().toLowerCase(Locale.ROOT));
    }
}
