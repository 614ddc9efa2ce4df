package io.runtruth.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// By which identity providers a person signs in, as that person sees it.
@Component
public class IdentityQueries {

    private static final int MOST = 20;

    private final JdbcClient jdbc;

    IdentityQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The person's own, in the order in which they were linked.
    ///
    /// @throws io.runtruth.shared.Problem.Forbidden `token.person_only` to a token
    public List<IdentityRow> mine(Actor.Person actor) {
        return jdbc.sql("""
                select id, registration, shown, linked_at, last_used_at
                from account_identity
                where account_id = :account
                order by linked_at, id
                limit :most
                """)
                .param("account", actor.themselves().account())
                .param("most", MOST)
                .query(IdentityQueries::row)
                .list();
    }

    /// Whether the person has ever chosen a password.
    public boolean hasPassword(Actor.Person actor) {
        return jdbc.sql("select password_hash is not null from account where id = :account")
                .param("account", actor.account())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static IdentityRow row(ResultSet row, int index) throws SQLException {
        return new IdentityRow(
                row.getObject("id", UUID.class),
                row.getString("registration"),
                row.getString("shown"),
                row.getObject("linked_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_used_at", OffsetDateTime.class).toInstant());
    }

    /// @param registration of the configuration, also one that is no longer there
    /// @param shown what the person was called there last: foreign text
    public record IdentityRow(UUID id, String registration, String shown, Instant linkedAt, Instant lastUsedAt) {}
}
