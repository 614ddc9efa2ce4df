package io.runtruth.operations.reads;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// One row a person.
@Repository
class NoticeSeenRepository {

    private final JdbcClient jdbc;

    NoticeSeenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return whether it was not read up to there yet
    boolean upTo(UUID accountId, Instant at) {
        return jdbc.sql("""
                insert into notice_seen (account_id, seen_at)
                values (:account, :at)
                on conflict (account_id) do update
                set seen_at = excluded.seen_at
                where notice_seen.seen_at < excluded.seen_at
                """)
                        .param("account", accountId)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }
}
