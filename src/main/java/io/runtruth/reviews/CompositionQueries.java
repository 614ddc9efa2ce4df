package io.runtruth.reviews;

import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Where a composition is started; for services that have checked the actor's right.
@Service
class CompositionQueries {

    private final JdbcClient jdbc;

    CompositionQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @throws Problem.NotFound where there is no such environment
    Place place(Scope scope) {
        return jdbc.sql("""
                select e.slug, e.name, e.archived_at is not null as archived, w.evidence_max_age_days
                from managed_environment e
                join workspace w on w.id = e.workspace_id
                where e.workspace_id = :workspace
                and e.id = :environment
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .query((row, _) -> new Place(
                        new ReviewContent.Environment(scope, row.getString("slug"), row.getString("name")),
                        row.getBoolean("archived"),
                        Duration.ofDays(row.getInt("evidence_max_age_days"))))
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// @param evidenceMaxAge how old evidence may be to count (SPEC 6.1.1)
    record Place(ReviewContent.Environment environment, boolean archived, Duration evidenceMaxAge) {}
}
