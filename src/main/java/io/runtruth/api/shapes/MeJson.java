package io.runtruth.api.shapes;

import io.runtruth.access.AccountQueries.AccountRow;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who the caller is.
///
/// @param systemOperator whether the caller may look across workspaces now: a token for one workspace may not
/// @param token id of the token that was sent; null where none was
@SnakeCase
public record MeJson(
        UUID id,
        String username,
        String name,
        boolean systemOperator,
        @Nullable UUID token,
        List<PlaceJson> workspaces) {

    public static MeJson of(
            AccountRow account, boolean systemOperator, @Nullable UUID token, List<WorkspaceRow> workspaces) {
        return new MeJson(
                account.id(),
                account.username(),
                account.name(),
                systemOperator,
                token,
                workspaces.stream().map(PlaceJson::of).toList());
    }

    /// A workspace, and what the caller may there: nothing while it is suspended.
    @SnakeCase
    public record PlaceJson(String slug, String name, String role, List<String> capabilities, boolean suspended) {

        static PlaceJson of(WorkspaceRow row) {
            return new PlaceJson(
                    row.slug(),
                    row.name(),
                    row.role().code(),
                    row.capabilities().stream().map(Enum::name).sorted().toList(),
                    row.suspended());
        }
    }
}
