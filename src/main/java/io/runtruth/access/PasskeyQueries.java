package io.runtruth.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Passkeys as their person sees them.
@Component
public class PasskeyQueries {

    private final JdbcClient jdbc;

    PasskeyQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The person's own, in the order in which they were added; all of them, for there are at most
    /// [PasskeyService#MOST_OF_A_PERSON].
    ///
    /// @throws io.runtruth.shared.Problem.Forbidden `token.person_only` to a token
    public List<PasskeyRow> mine(Actor.Person actor) {
        return jdbc.sql("""
                select id, name, backed_up, created_at, last_used_at
                from passkey
                where account_id = :account
                order by created_at, id
                limit :most
                """)
                .param("account", actor.themselves().account())
                .param("most", PasskeyService.MOST_OF_A_PERSON)
                .query(PasskeyQueries::row)
                .list();
    }

    private static PasskeyRow row(ResultSet row, int index) throws SQLException {
        var used = row.getObject("last_used_at", OffsetDateTime.class);
        return new PasskeyRow(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("backed_up"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                used == null ? null : used.toInstant());
    }

    /// @param backedUp the person has it on more than one device
    /// @param lastUsedAt null where it never was
    public record PasskeyRow(
            UUID id,
            String name,
            boolean backedUp,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}
}
