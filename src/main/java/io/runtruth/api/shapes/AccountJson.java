package io.runtruth.api.shapes;

import io.runtruth.access.AccountQueries.AccountRow;
import java.util.UUID;

/// An account, as system operators see it.
///
/// @param workspaces in how many it is a member
@SnakeCase
public record AccountJson(
        UUID id, String username, String name, boolean systemOperator, boolean disabled, int workspaces) {

    public static AccountJson of(AccountRow row) {
        return new AccountJson(
                row.id(), row.username(), row.name(), row.systemOperator(), row.disabled(), row.workspaces());
    }
}
