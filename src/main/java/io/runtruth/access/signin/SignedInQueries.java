package io.runtruth.access.signin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whether a sign-in still counts.
@Component
class SignedInQueries {

    private final JdbcClient jdbc;

    SignedInQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Not where the account is disabled, or was signed out everywhere since.
    boolean counts(UUID accountId, Instant signedInAt) {
        return jdbc.sql("""
                select exists (
                    select 1
                    from account
                    where id = :account
                    and disabled_at is null
                    and (signed_out_at is null or signed_out_at <= :signedInAt))
                """)
                .param("account", accountId)
                .param("signedInAt", signedInAt.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
