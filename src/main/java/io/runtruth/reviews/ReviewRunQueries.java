package io.runtruth.reviews;

import io.runtruth.operations.keeping.RunReferences;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The runs of reviews that can be read or are being made stay; any other review goes on without its run.
@Repository
class ReviewRunQueries implements RunReferences {

    private final JdbcClient jdbc;

    ReviewRunQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<UUID> mustStay(UUID workspaceId, Collection<UUID> runIds) {
        return new HashSet<>(jdbc.sql("""
                select run_id
                from environment_review
                where workspace_id = :workspace
                and run_id = any (:runs)
                and status in ('draft', 'ready', 'published')
                limit :most
                """)
                .param("workspace", workspaceId)
                .param("runs", runIds.toArray(UUID[]::new))
                .param("most", runIds.size())
                .query(UUID.class)
                .list());
    }
}
