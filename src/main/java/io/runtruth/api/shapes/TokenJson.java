package io.runtruth.api.shapes;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runtruth.access.ListedEnvironment;
import io.runtruth.access.TokenQueries.TokenRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A personal access token.
///
/// @param ending the last characters of the token, by which its person recognises it
/// @param workspace slug; null for one across workspaces
/// @param environments slugs; null: all that its person sees
/// @param lastUsedAt to the minute
/// @param token the token itself: in the answer to its making, and never again
@SnakeCase
public record TokenJson(
        UUID id,
        String name,
        String ending,
        @Nullable String workspace,
        List<String> capabilities,
        @Nullable List<String> environments,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {

    public static TokenJson of(TokenRow row) {
        return of(row, null);
    }

    public static TokenJson of(TokenRow row, @Nullable String token) {
        return new TokenJson(
                row.id(),
                row.name(),
                row.ending(),
                row.workspace(),
                row.capabilities().stream().map(Enum::name).sorted().toList(),
                slugs(row.environments()),
                row.createdAt(),
                row.expiresAt(),
                row.revokedAt(),
                row.lastUsedAt(),
                token);
    }

    static @Nullable List<String> slugs(@Nullable List<ListedEnvironment> environments) {
        return environments == null
                ? null
                : environments.stream().map(ListedEnvironment::slug).toList();
    }
}
