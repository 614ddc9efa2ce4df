package io.runtruth.operations.queue;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Each process keeps its own row; nobody else writes it.
@Repository
class NodeRepository {

    private final JdbcClient jdbc;

    NodeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void seen(String name, String role, Instant at) {
        jdbc.sql("""
                insert into node (name, role, started_at, seen_at)
                values (:name, :role, :at, :at)
                on conflict (name) do update
                set seen_at = excluded.seen_at
                """)
                .param("name", name)
                .param("role", role)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void forgetUnseenSince(Instant limit) {
        jdbc.sql("delete from node where seen_at < :limit")
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .update();
    }
}
