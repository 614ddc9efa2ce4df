package io.runtruth.restore;

import io.runtruth.access.Actor;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which restore a request id was answered with (I14).
@Repository
class RestoreRequestRepository {

    /// At least 24 hours are promised.
    private static final Duration KEEP = Duration.ofDays(7);

    static final int PURGED_AT_ONCE = 1_000;

    private final JdbcClient jdbc;

    RestoreRequestRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The restore that this very request was answered with before.
    ///
    /// @throws Problem.Unprocessable `request_id.reused` where the id was used for something else
    Optional<UUID> answered(Actor actor, Scope scope, RestoreRequest request, String asked) {
        if (request.requestId() == null) {
            return Optional.empty();
        }
        var known = jdbc.sql("""
                select asked, restore_id
                from restore_request
                where workspace_id = :workspace
                and requester = :requester
                and request_id = :request
                """)
                .param("workspace", scope.workspaceId())
                .param("requester", requester(actor))
                .param("request", request.requestId())
                .query((row, _) -> new Answered(row.getString("asked"), row.getObject("restore_id", UUID.class)))
                .optional();
        if (known.isPresent() && !known.get().asked().equals(asked)) {
            throw new Problem.Unprocessable("request_id.reused");
        }
        return known.map(Answered::restoreId);
    }

    /// Waits for a request of the same id that is being answered right now.
    ///
    /// @return false where the id was used before; nothing was written
    boolean claim(Actor actor, Scope scope, RestoreRequest request, String asked, UUID restoreId, Instant at) {
        if (request.requestId() == null) {
            return true;
        }
        return jdbc.sql("""
                insert into restore_request (workspace_id, requester, request_id, asked, restore_id, created_at)
                values (:workspace, :requester, :request, :asked, :restore, :at)
                on conflict (workspace_id, requester, request_id) do nothing
                """)
                        .param("workspace", scope.workspaceId())
                        .param("requester", requester(actor))
                        .param("request", request.requestId())
                        .param("asked", asked)
                        .param("restore", restoreId)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    int purge(Instant now) {
        return jdbc.sql("""
                delete from restore_request
                where (workspace_id, requester, request_id) in (
                    select workspace_id, requester, request_id
                    from restore_request
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
    private static String requester(Actor actor) {
        return actor.kind() + ":" + actor.accountId().map(UUID::toString).orElseGet(actor::name);
    }

    private record Answered(String asked, UUID restoreId) {}
}
