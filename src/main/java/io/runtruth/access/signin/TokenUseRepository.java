package io.runtruth.access.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TokenUseRepository {

    private final JdbcClient jdbc;

    TokenUseRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Unless another node has noted a use that is not older than this.
    void note(UUID tokenId, Instant at, Duration atMostEvery) {
        jdbc.sql("""
                update access_token
                set last_used_at = :at
                where id = :token
                and (last_used_at is null or last_used_at <= :before)
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("token", tokenId)
                .param("before", at.minus(atMostEvery).atOffset(ZoneOffset.UTC))
                .update();
    }
}
