package io.runtruth.api.shapes;

import io.runtruth.access.AccountQueries.AccountRow;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An account, as system operators see it.
///
/// @param workspaces in how many it is a member
/// @param email where a link for a new password may be sent; null where no address is known
@SnakeCase
public record AccountJson(
        UUID id,
        String username,
        String name,
        boolean systemOperator,
        boolean disabled,
        int workspaces,
        @Nullable String email) {

    public static AccountJson of(AccountRow row) {
        return new AccountJson(
                row.id(),
                row.username(),
                row.name(),
                row.systemOperator(),
                row.disabled(),
                row.workspaces(),
                row.mail());
    }
}
