package io.runtruth.access;

import io.runtruth.shared.MailAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// One row a person who has ever asked for it.
@Repository
class AccountMailRepository {

    private final JdbcClient jdbc;

    AccountMailRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The address until now stays until this one is confirmed; a link that was sent before opens nothing any more.
    void want(UUID accountId, MailAddress address, UUID linkId, OpaqueSecret secret, Instant expiresAt) {
        jdbc.sql("""
                insert into account_mail (account_id, wanted, link_id, link_hash, link_expires_at)
                values (:account, :wanted, :link, :hash, :expires)
                on conflict (account_id) do update
                set wanted = excluded.wanted, link_id = excluded.link_id, link_hash = excluded.link_hash,
                    link_expires_at = excluded.link_expires_at
                """)
                .param("account", accountId)
                .param("wanted", address.text())
                .param("link", linkId)
                .param("hash", secret.hash())
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// @return the address that is confirmed by it; empty where the link is none of the account's, or too old
    Optional<String> confirm(UUID accountId, OpaqueSecret secret, Instant now) {
        return jdbc.sql("""
                update account_mail
                set address = wanted, confirmed_at = :now, wanted = null, link_id = null, link_hash = null,
                    link_expires_at = null
                where account_id = :account
                and link_hash = :hash
                and link_expires_at > :now
                returning address
                """)
                .param("account", accountId)
                .param("hash", secret.hash())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    /// @return whether there was one
    boolean remove(UUID accountId) {
        return jdbc.sql("delete from account_mail where account_id = :account")
                        .param("account", accountId)
                        .update()
                == 1;
    }

    Optional<String> confirmed(UUID accountId) {
        return jdbc.sql("select address from account_mail where account_id = :account and address is not null")
                .param("account", accountId)
                .query(String.class)
                .optional();
    }
}
