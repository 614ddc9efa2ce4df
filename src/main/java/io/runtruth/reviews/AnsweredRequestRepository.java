package io.runtruth.reviews;

import io.runtruth.access.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The answers that were given to request ids (I14).
@Repository
class AnsweredRequestRepository {

    /// At least 24 hours are promised.
    private static final Duration KEEP = Duration.ofDays(7);

    /// Most that one call removes.
    static final int PURGED_AT_ONCE = 1_000;

    private final JdbcClient jdbc;

    AnsweredRequestRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Claims the id for this request; waits for a request of the same id that is being answered right now.
    ///
    /// @param asked what is asked for, so that the id can't be used for something else
    /// @param answer null where it is not known yet
    /// @return false where the id was used before
    boolean claim(RequestKey key, String asked, @Nullable String answer, Instant at) {
        return jdbc.sql("""
                insert into start_request (workspace_id, requester, request_id, asked, answer, created_at)
                values (:workspace, :requester, :request, :asked, cast(:answer as jsonb), :at)
                on conflict (workspace_id, requester, request_id) do nothing
                """)
                        .param("workspace", key.workspaceId())
                        .param("requester", key.requester())
                        .param("request", key.requestId())
                        .param("asked", asked)
                        .param("answer", answer)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void answer(RequestKey key, String answer) {
        jdbc.sql("""
                update start_request
                set answer = cast(:answer as jsonb)
                where workspace_id = :workspace
                and requester = :requester
                and request_id = :request
                """)
                .param("answer", answer)
                .param("workspace", key.workspaceId())
                .param("requester", key.requester())
                .param("request", key.requestId())
                .update();
    }

    /// Holds the request until the transaction ends, so that of two of the same id one answers and one reads.
    void hold(RequestKey key) {
        jdbc.sql("""
                select
                from start_request
                where workspace_id = :workspace
                and requester = :requester
                and request_id = :request
                for update
                """)
                .param("workspace", key.workspaceId())
                .param("requester", key.requester())
                .param("request", key.requestId())
                .query((_, _) -> true)
                .optional();
    }

    /// Forgets a request that nothing was answered to yet.
    void release(RequestKey key) {
        jdbc.sql("""
                delete from start_request
                where workspace_id = :workspace
                and requester = :requester
                and request_id = :request
                and answer is null
                """)
                .param("workspace", key.workspaceId())
                .param("requester", key.requester())
                .param("request", key.requestId())
                .update();
    }

    /// Without members that are null, which answers of earlier releases have for the cases that they are not.
    Optional<Answered> find(RequestKey key) {
        return jdbc.sql("""
                select asked, jsonb_strip_nulls(answer) as answer
                from start_request
                where workspace_id = :workspace
                and requester = :requester
                and request_id = :request
                """)
                .param("workspace", key.workspaceId())
                .param("requester", key.requester())
                .param("request", key.requestId())
                .query((row, _) -> new Answered(row.getString("asked"), row.getString("answer")))
                .optional();
    }

    /// @return how many were removed; as many as could be at once where there may be more
    int purge(Instant now) {
        return jdbc.sql("""
                delete from start_request
                where (workspace_id, requester, request_id) in (
                    select workspace_id, requester, request_id
                    from start_request
                    where created_at < :before
                    order by created_at
                    limit :most
                    for update skip locked)
                """)
                .param("before", now.minus(KEEP).atOffset(ZoneOffset.UTC))
                .param("most", PURGED_AT_ONCE)
                .update();
    }

    /// Two people's requests are two, whatever ids they send.
    record RequestKey(UUID workspaceId, String requester, String requestId) {

        static RequestKey of(Actor actor, UUID workspaceId, String requestId) {
            var account = actor.accountId().map(UUID::toString).orElseGet(actor::name);
            return new RequestKey(workspaceId, actor.kind() + ":" + account, requestId);
        }
    }

    record Answered(String asked, @Nullable String answer) {}
}
