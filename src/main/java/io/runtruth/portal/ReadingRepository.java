package io.runtruth.portal;

import io.runtruth.access.Actor;
import io.runtruth.reviews.ReviewRef;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// One row a person and publication, which nobody changes.
@Repository
class ReadingRepository {

    private final JdbcClient jdbc;

    ReadingRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return whether it was not kept before
    boolean keep(Actor.Person by, ReviewRef ref, Instant at) {
        return jdbc.sql("""
                insert into review_reading (review_id, account_id, workspace_id, environment_id, account_name, read_at)
                values (:review, :account, :workspace, :environment, :name, :at)
                on conflict (review_id, account_id) do nothing
                """)
                        .param("review", ref.id())
                        .param("account", by.account())
                        .param("workspace", ref.scope().workspaceId())
                        .param("environment", ref.scope().environmentId())
                        .param("name", by.name())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// The newest first.
    ///
    /// @param reader who asks
    /// @param only of this person; null for all
    List<Reading> of(ReviewRef ref, @Nullable UUID reader, @Nullable UUID only, int most) {
        return jdbc.sql("""
                select account_name, read_at, account_id = :reader as own
                from review_reading
                where workspace_id = :workspace
                and environment_id = :environment
                and review_id = :review
                and (cast(:only as uuid) is null or account_id = :only)
                order by read_at desc, account_id
                limit :most
                """)
                .param("workspace", ref.scope().workspaceId())
                .param("environment", ref.scope().environmentId())
                .param("review", ref.id())
                .param("reader", reader)
                .param("only", only)
                .param("most", most)
                .query((row, _) -> new Reading(
                        row.getString("account_name"),
                        row.getTimestamp("read_at").toInstant(),
                        row.getBoolean("own")))
                .list();
    }
}
