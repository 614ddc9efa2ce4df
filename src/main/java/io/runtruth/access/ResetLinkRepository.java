package io.runtruth.access;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ResetLinkRepository {

    private static final String OPEN = """
            select r.account_id
            from reset_link r
            join account a on a.id = r.account_id
            where r.secret_hash = :hash
            and r.ended_at is null
            and r.expires_at > :now
            and a.disabled_at is null
            """;

    private final JdbcClient jdbc;

    ResetLinkRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID id, UUID accountId, OpaqueSecret secret, Instant at, Instant expiresAt) {
        jdbc.sql("""
                insert into reset_link (id, account_id, secret_hash, created_at, expires_at)
                values (:id, :account, :hash, :at, :expires)
                """)
                .param("id", id)
                .param("account", accountId)
                .param("hash", secret.hash())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// All of the account's.
    void end(UUID accountId, Instant at) {
        jdbc.sql("update reset_link set ended_at = :at where account_id = :account and ended_at is null")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("account", accountId)
                .update();
    }

    Optional<UUID> accountOf(OpaqueSecret secret, Instant now) {
        return find(OPEN, secret, now);
    }

    /// Until the transaction ends: whoever comes second finds it used.
    Optional<UUID> hold(OpaqueSecret secret, Instant now) {
        return find(OPEN + "for no key update of r", secret, now);
    }

    private Optional<UUID> find(String sql, OpaqueSecret secret, Instant now) {
        return jdbc.sql(sql)
                .param("hash", secret.hash())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }
}
