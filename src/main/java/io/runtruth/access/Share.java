package io.runtruth.access;

import io.runtruth.shared.Problem;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a member has of a workspace.
///
/// @param environments the only ones that they may see, 1 to 1,000; null: all, also those that will be added. An
///     owner always has all
public record Share(Role role, @Nullable Set<UUID> environments) {

    private static final int MOST = 1_000;

    /// @throws Problem.InvalidInput `member.environments`, `member.owner_has_all`
    public Share {
        environments = environments == null ? null : Set.copyOf(environments);
        if (environments != null && (environments.isEmpty() || environments.size() > MOST)) {
            throw new Problem.InvalidInput("member.environments", MOST);
        }
        if (environments != null && role == Role.OWNER) {
            throw new Problem.InvalidInput("member.owner_has_all");
        }
    }

    public static Share of(Role role) {
        return new Share(role, null);
    }
}
