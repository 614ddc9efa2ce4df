package io.runtruth.access.signin;

import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.TokenGrant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds the token that somebody sends, with its person: one statement, by the one index on the hash.
@Component
class BearerQueries {

    private final JdbcClient jdbc;

    BearerQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Also one that is revoked or expired, or whose account is disabled: the caller decides.
    Optional<SentToken> find(byte[] hash) {
        return jdbc.sql("""
                select t.id, t.account_id, t.workspace_id, t.name, t.token_hash, t.capabilities, t.all_environments,
                    t.expires_at, t.revoked_at is not null as revoked, t.last_used_at, a.display_name,
                    a.system_operator, a.disabled_at is not null as disabled,
                    case when not t.all_environments then array(
                        select e.environment_id
                        from access_token_environment e
                        where e.token_id = t.id) end as environments
                from access_token t
                join account a on a.id = t.account_id
                where t.token_hash = :hash
                """).param("hash", hash).query(BearerQueries::token).optional();
    }

    private static SentToken token(ResultSet row, int index) throws SQLException {
        var workspace = row.getObject("workspace_id", UUID.class);
        var grant = new TokenGrant(
                row.getObject("id", UUID.class),
                workspace,
                Arrays.stream((String[]) row.getArray("capabilities").getArray())
                        .map(Capability::valueOf)
                        .collect(Collectors.toSet()),
                row.getBoolean("all_environments")
                        ? null
                        : Set.of((UUID[]) row.getArray("environments").getArray()));
        var person = new Actor.Person(
                row.getObject("account_id", UUID.class),
                "%s (%s)".formatted(row.getString("display_name"), row.getString("name")),
                workspace == null && row.getBoolean("system_operator"),
                grant);
        var used = row.getObject("last_used_at", OffsetDateTime.class);
        return new SentToken(
                person,
                row.getBytes("token_hash"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("revoked") || row.getBoolean("disabled"),
                used == null ? null : used.toInstant());
    }

    /// @param over revoked, or its account is disabled
    /// @param lastUsedAt to the minute; null where it never was
    record SentToken(
            Actor.Person person,
            byte[] hash,
            Instant expiresAt,
            boolean over,
            @Nullable Instant lastUsedAt) {

        boolean isUsable(Instant now) {
            return !over && now.isBefore(expiresAt);
        }
    }
}
