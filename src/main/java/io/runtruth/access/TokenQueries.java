package io.runtruth.access;

import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import io.runtruth.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tokens as they are shown: never their secret.
@Component
public class TokenQueries {

    private static final String PAGE =
            """
            select t.id, t.name, t.ending, t.capabilities, t.all_environments, t.created_at, t.expires_at, t.revoked_at,
                t.last_used_at, w.slug as workspace, a.display_name, a.disabled_at is not null as disabled, m.role,
                w.suspended_at is not null as suspended,
                """ + ListedEnvironment.SQL.formatted("access_token_environment", "l.token_id = t.id") + """
            from access_token t
            join account a on a.id = t.account_id
            left join workspace w on w.id = t.workspace_id
            left join member m on m.workspace_id = t.workspace_id and m.account_id = t.account_id
            where %s
            and (cast(:afterAt as timestamptz) is null or (t.created_at, t.id) < (:afterAt, :afterId))
            order by t.created_at desc, t.id desc
            limit :limit
            """;

    private final JdbcClient jdbc;
    private final Access access;

    TokenQueries(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// The person's own, newest first, revoked and expired ones too.
    ///
    /// @throws Problem.Forbidden `token.person_only` to a token: it does not learn of others
    public KeyPage<TokenRow> mine(Actor.Person actor, @Nullable Cursor after, int size) {
        return page("t.account_id = :owner", actor.themselves().account(), after, size);
    }

    /// Those for the workspace, of all its members; for who manages it.
    public KeyPage<TokenRow> ofWorkspace(Actor actor, UUID workspaceId, @Nullable Cursor after, int size) {
        access.require(actor, workspaceId, Capability.WORKSPACE_MANAGE);
        return page("t.workspace_id = :owner", workspaceId, after, size);
    }

    /// One of the person's own.
    public TokenRow one(Actor.Person actor, UUID tokenId) {
        return jdbc.sql(PAGE.formatted("t.account_id = :owner and t.id = :token"))
                .param("owner", actor.account())
                .param("token", tokenId)
                .param("afterAt", null)
                .param("afterId", null)
                .param("limit", 1)
                .query(TokenQueries::row)
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    private KeyPage<TokenRow> page(String whose, UUID owner, @Nullable Cursor after, int size) {
        var rows = jdbc.sql(PAGE.formatted(whose))
                .param("owner", owner)
                .param("afterAt", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
                .param("afterId", after == null ? null : after.id())
                .param("limit", size + 1)
                .query(TokenQueries::row)
                .list();
        return KeyPage.cut(rows, size, row -> new Cursor(row.createdAt(), row.id()));
    }

    private static TokenRow row(ResultSet row, int index) throws SQLException {
        return new TokenRow(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("ending"),
                row.getString("display_name"),
                row.getString("workspace"),
                Arrays.stream((String[]) row.getArray("capabilities").getArray())
                        .map(Capability::valueOf)
                        .collect(Collectors.toSet()),
                row.getBoolean("all_environments") ? null : ListedEnvironment.of(row),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                row.getObject("revoked_at") == null ? null : instant(row, "revoked_at"),
                row.getObject("last_used_at") == null ? null : instant(row, "last_used_at"),
                left(row));
    }

    /// Nothing is left to whoever is disabled, or no longer a member, nor in a suspended workspace.
    private static Set<Capability> left(ResultSet row) throws SQLException {
        var role = row.getString("role");
        return role == null || row.getBoolean("disabled") || row.getBoolean("suspended")
                ? Set.of()
                : Role.of(role).capabilities();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// @param ending the last characters of its secret, by which its person recognises it
    /// @param owner name of its person
    /// @param workspace slug; null for one across workspaces
    /// @param environments null: all that its person reaches
    /// @param lastUsedAt to the minute; null where it never was
    /// @param left what its person may in the workspace at this moment; nothing for one across workspaces
    public record TokenRow(
            UUID id,
            String name,
            String ending,
            String owner,
            @Nullable String workspace,
            Set<Capability> capabilities,
            @Nullable List<ListedEnvironment> environments,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt,
            Set<Capability> left) {

        public TokenRow {
            capabilities = Set.copyOf(capabilities);
            left = Set.copyOf(left);
            environments = environments == null ? null : List.copyOf(environments);
        }

        /// Whether it was made for more than its person still may: of that it opens nothing.
        public boolean isBeyondItsPerson() {
            return workspace != null && !left.containsAll(capabilities);
        }

        public boolean isUsable(Instant now) {
            return revokedAt == null && now.isBefore(expiresAt);
        }
    }
}
