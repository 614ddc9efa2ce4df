package io.runtruth.reviews;

import io.runtruth.reviews.ReviewDrift.Baseline;
import io.runtruth.shared.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// What is kept of a publication; that there is one, and its number, the database writes itself.
@Repository
class PublicationRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PublicationRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// The review of the environment that is published now, but for this one.
    Optional<Baseline> published(ReviewRef but) {
        return jdbc.sql("""
                select p.review_id, p.number, p.published_at
                from environment_review v
                join review_publication p on p.review_id = v.id
                where v.workspace_id = :workspace
                and v.environment_id = :environment
                and v.status = 'published'
                and v.id <> :id
                order by p.number desc
                limit 1
                """)
                .param("workspace", but.scope().workspaceId())
                .param("environment", but.scope().environmentId())
                .param("id", but.id())
                .query((row, _) -> new Baseline(
                        row.getObject("review_id", UUID.class),
                        row.getInt("number"),
                        row.getTimestamp("published_at").toInstant()))
                .optional();
    }

    /// Of the next one of the environment.
    int nextNumber(Scope scope) {
        return jdbc.sql("""
                select 1 + coalesce(max(number), 0)
                from review_publication
                where workspace_id = :workspace
                and environment_id = :environment
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .query(Integer.class)
                .single();
    }

    /// Whether it was published and is not withdrawn.
    boolean isOut(Scope scope, UUID reviewId) {
        return jdbc.sql("""
                select exists (
                    select
                    from environment_review v
                    where v.workspace_id = :workspace
                    and v.environment_id = :environment
                    and v.id = :id
                    and %s)
                """.formatted(ReviewQueries.IS_OUT.formatted("v")))
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("id", reviewId)
                .query(Boolean.class)
                .single();
    }

    /// In the transaction that published it.
    void keep(ReviewRef ref, String by, @Nullable ReviewDrift drift) {
        jdbc.sql("""
                update review_publication
                set published_by = coalesce(published_by, :by), drift = coalesce(drift, cast(:drift as jsonb))
                where workspace_id = :workspace
                and review_id = :id
                """)
                .param("by", by)
                .param("drift", drift == null ? null : json.writeValueAsString(drift))
                .param("workspace", ref.scope().workspaceId())
                .param("id", ref.id())
                .update();
    }

    /// As it was kept when the review was published.
    Optional<ReviewDrift> drift(UUID workspaceId, UUID reviewId) {
        return jdbc.sql("""
                select drift
                from review_publication
                where workspace_id = :workspace
                and review_id = :id
                and drift is not null
                """)
                .param("workspace", workspaceId)
                .param("id", reviewId)
                .query((row, _) -> json.readValue(row.getString("drift"), ReviewDrift.class))
                .optional();
    }

    /// The evidence that a review was composed from; empty where there is no such review.
    List<UUID> snapshotIds(Scope scope, UUID reviewId) {
        return jdbc.sql("""
                select pinned
                from environment_review
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :id
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("id", reviewId)
                .query((row, _) -> json.readValue(row.getString("pinned"), PinnedInputs.class))
                .optional()
                .map(PinnedInputs::snapshotIds)
                .orElse(List.of());
    }
}
