package io.runtruth.reviews;

import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// What a start looks at first, in one statement; for services that have checked the actor's right.
@Service
class CompositionQueries {

    private final JdbcClient jdbc;

    CompositionQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @throws Problem.NotFound where there is no such environment
    Ground ground(Scope scope) {
        var found = jdbc.sql("""
                select e.slug, e.name, e.archived_at is not null as archived, w.evidence_max_age_days, s.id,
                    s.file_digest, s.collected_at
                from managed_environment e
                join workspace w on w.id = e.workspace_id
                left join lateral (%s) s on true
                where e.workspace_id = :workspace
                and e.id = :environment
                """.formatted(EvidenceQueries.NEWEST.formatted("id, file_digest, collected_at")))
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .query((ResultSetExtractor<@Nullable Ground>) rows -> ground(scope, rows));
        if (found == null) {
            throw new Problem.NotFound("not_found");
        }
        return found;
    }

    /// A row for each file; one without a file where there is none.
    private static @Nullable Ground ground(Scope scope, ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return null;
        }
        var environment = new ReviewContent.DocumentEnvironment(scope, rows.getString("slug"), rows.getString("name"));
        var archived = rows.getBoolean("archived");
        var maxAge = Duration.ofDays(rows.getInt("evidence_max_age_days"));
        var newest = new ArrayList<NewestFile>();
        do {
            var snapshotId = rows.getObject("id", UUID.class);
            if (snapshotId != null) {
                var collectedAt = rows.getObject("collected_at", OffsetDateTime.class);
                newest.add(new NewestFile(snapshotId, rows.getString("file_digest"), collectedAt.toInstant()));
            }
        } while (rows.next());
        return new Ground(environment, archived, maxAge, newest);
    }

    /// Where a composition is started.
    ///
    /// @param evidenceMaxAge how old evidence may be to count (contract 6.1.1)
    /// @param newest of each tool and target, in no order
    record Ground(
            ReviewContent.DocumentEnvironment environment,
            boolean archived,
            Duration evidenceMaxAge,
            List<NewestFile> newest) {

        Ground {
            newest = List.copyOf(newest);
        }
    }

    /// A snapshot as a fingerprint sees it.
    ///
    /// @param collectedAt by the tool's own time, or the time of the upload where the tool gave none
    record NewestFile(UUID snapshotId, String digest, Instant collectedAt) {}
}
