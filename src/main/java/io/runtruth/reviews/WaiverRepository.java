package io.runtruth.reviews;

import io.runtruth.shared.Scope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The writer's statements about accepted risks; each names what it expects, and says whether it applied.
@Repository
class WaiverRepository {

    private static final String SAME_SCOPE = """
            workspace_id = :workspace
                and environment_id = :environment
                and tool = :tool
                and control = :control
                and ordinal is not distinct from cast(:ordinal as integer)
                and resource is not distinct from cast(:resource as text)
                and ended_at is null
            """;

    private final JdbcClient jdbc;

    WaiverRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param terms checked ones
    /// @return false where one that has not ended has this scope
    boolean insert(UUID id, Scope scope, NewWaiver asked, NewWaiver.Terms terms, String by, Instant at) {
        return of(scope, asked, """
                insert into waiver
                    (id, workspace_id, environment_id, tool, control, ordinal, resource, reason, owner, accepted_by,
                    accepted_at, until, review_on, created_at, version)
                values (:id, :workspace, :environment, :tool, :control, :ordinal, :resource, :reason, :owner, :by, :at,
                    :until, :reviewOn, :at, 1)
                on conflict (workspace_id, environment_id, tool, control, coalesce(ordinal, 0), coalesce(resource, ''))
                where ended_at is null
                do nothing
                """)
                        .param("id", id)
                        .param("reason", terms.reason())
                        .param("owner", terms.owner())
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("until", terms.until())
                        .param("reviewOn", terms.reviewOn())
                        .update()
                == 1;
    }

    /// One of this scope that has run out makes room for the next.
    void endRunOut(Scope scope, NewWaiver asked, String by, Instant at) {
        of(scope, asked, """
                update waiver
                set ended_at = :at, ended_by = :by, version = version + 1
                where %s
                and until < :today
                """.formatted(SAME_SCOPE))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("today", WaiverState.day(at))
                .update();
    }

    boolean isOpen(Scope scope, NewWaiver asked, Instant at) {
        return of(scope, asked, """
                select exists (
                    select
                    from waiver
                    where %s
                    and until >= :today)
                """.formatted(SAME_SCOPE))
                .param("today", WaiverState.day(at))
                .query(Boolean.class)
                .single();
    }

    private JdbcClient.StatementSpec of(Scope scope, NewWaiver asked, String statement) {
        return jdbc.sql(statement)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("tool", asked.tool())
                .param("control", asked.control())
                .param("ordinal", asked.ordinal())
                .param("resource", asked.resource());
    }

    /// How many hold in the environment: neither ended nor run out.
    int holding(Scope scope, Instant at) {
        return jdbc.sql("""
                select count(*)
                from waiver
                where workspace_id = :workspace
                and environment_id = :environment
                and ended_at is null
                and until >= :today
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("today", WaiverState.day(at))
                .query(Integer.class)
                .single();
    }

    /// Accepts it anew, by these terms.
    ///
    /// @return false where it is no longer of this version, or has ended
    boolean change(Scope scope, UUID id, long version, NewWaiver.Terms terms, String by, Instant at) {
        return jdbc.sql("""
                update waiver
                set reason = :reason, owner = :owner, until = :until, review_on = :reviewOn, accepted_by = :by,
                    accepted_at = :at, version = version + 1
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :id
                and version = :version
                and ended_at is null
                """)
                        .param("reason", terms.reason())
                        .param("owner", terms.owner())
                        .param("until", terms.until())
                        .param("reviewOn", terms.reviewOn())
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("workspace", scope.workspaceId())
                        .param("environment", scope.environmentId())
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    /// @return false where it is no longer of this version, or has ended
    boolean end(Scope scope, UUID id, long version, String by, Instant at) {
        return jdbc.sql("""
                update waiver
                set ended_at = :at, ended_by = :by, version = version + 1
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :id
                and version = :version
                and ended_at is null
                """)
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("workspace", scope.workspaceId())
                        .param("environment", scope.environmentId())
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }
}
