package io.runtruth.api.shapes;

import io.runtruth.access.MemberQueries.MemberRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A member of a workspace.
///
/// @param id of the account
/// @param environments slugs; null: all, also later ones
/// @param disabled the account cannot be used at the moment
/// @param lastSeen the last sign-in
/// @param version to be sent back with a change
@SnakeCase
public record MemberJson(
        UUID id,
        String username,
        String name,
        String role,
        @Nullable List<String> environments,
        boolean disabled,
        @Nullable Instant lastSeen,
        long version) {

    public static MemberJson of(MemberRow row) {
        return new MemberJson(
                row.accountId(),
                row.username(),
                row.name(),
                row.role().code(),
                TokenJson.slugs(row.environments()),
                row.disabled(),
                row.lastSeen(),
                row.version());
    }
}
