package io.runtruth.portal;

import io.runtruth.reviews.ReviewRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Holds what is spoken of.
@Repository
class PublishedReviewRepository {

    private final JdbcClient jdbc;

    PublishedReviewRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Until the transaction ends nobody withdraws it.
    ///
    /// @return false where it is withdrawn already
    boolean hold(ReviewRef ref) {
        return jdbc.sql("""
                select 1
                from environment_review
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :review
                and status in ('published', 'superseded')
                for share
                """)
                .param("workspace", ref.scope().workspaceId())
                .param("environment", ref.scope().environmentId())
                .param("review", ref.id())
                .query((_, _) -> 1)
                .optional()
                .isPresent();
    }
}
