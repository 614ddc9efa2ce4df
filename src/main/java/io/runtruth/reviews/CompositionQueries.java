package io.runtruth.reviews;

import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// What a start looks at first, in one statement; for services that have checked the actor's right.
@Service
class CompositionQueries {

    /// As [AcceptedRisk] is read from JSON.
    private static final String HOLDING = """
            select jsonb_agg(jsonb_build_object(
                'waiverId', a.id, 'version', a.version, 'tool', a.tool, 'control', a.control, 'ordinal', a.ordinal,
                'resource', a.resource, 'reason', a.reason, 'owner', a.owner, 'acceptedBy', a.accepted_by,
                'acceptedAt', a.accepted_at, 'until', a.until, 'reviewOn', a.review_on))
            from waiver a
            where a.workspace_id = :workspace
            and a.environment_id = :environment
            and a.ended_at is null
            and
            """ + WaiverState.HOLDS.formatted("a");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CompositionQueries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @param now decides which accepted risks hold
    /// @throws Problem.NotFound where there is no such environment
    Ground ground(Scope scope, Instant now) {
        var found = jdbc.sql("""
                select e.slug, e.name, e.archived_at is not null as archived, w.evidence_max_age_days, s.id,
                    s.file_digest, s.collected_at,
                    case when row_number() over () = 1 then (%s) end as waivers
                from managed_environment e
                join workspace w on w.id = e.workspace_id
                left join lateral (%s) s on true
                where e.workspace_id = :workspace
                and e.id = :environment
                """.formatted(HOLDING, EvidenceQueries.NEWEST.formatted("id, file_digest, collected_at")))
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((ResultSetExtractor<@Nullable Ground>) rows -> ground(scope, rows));
        if (found == null) {
            throw new Problem.NotFound("not_found");
        }
        return found;
    }

    /// A row for each file; one without a file where there is none.
    private @Nullable Ground ground(Scope scope, ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return null;
        }
        var environment = new ReviewContent.DocumentEnvironment(scope, rows.getString("slug"), rows.getString("name"));
        var archived = rows.getBoolean("archived");
        var maxAge = Duration.ofDays(rows.getInt("evidence_max_age_days"));
        var waivers = waivers(rows.getString("waivers"));
        var newest = new ArrayList<NewestFile>();
        do {
            var snapshotId = rows.getObject("id", UUID.class);
            if (snapshotId != null) {
                var collectedAt = rows.getObject("collected_at", OffsetDateTime.class);
                newest.add(new NewestFile(snapshotId, rows.getString("file_digest"), collectedAt.toInstant()));
            }
        } while (rows.next());
        return new Ground(environment, archived, maxAge, waivers, newest);
    }

    private List<AcceptedRisk> waivers(@Nullable String stored) {
        return stored == null ? List.of() : List.of(json.readValue(stored, AcceptedRisk[].class));
    }

    /// Where a composition is started.
    ///
    /// @param evidenceMaxAge how old evidence may be to count (contract 6.1.1)
    /// @param waivers the accepted risks that hold, in no order
    /// @param newest of each tool and target, in no order
    record Ground(
            ReviewContent.DocumentEnvironment environment,
            boolean archived,
            Duration evidenceMaxAge,
            List<AcceptedRisk> waivers,
            List<NewestFile> newest) {

        Ground {
            waivers = List.copyOf(waivers);
            newest = List.copyOf(newest);
        }
    }

    /// A snapshot as a fingerprint sees it.
    ///
    /// @param collectedAt by the tool's own time, or the time of the upload where the tool gave none
    record NewestFile(UUID snapshotId, String digest, Instant collectedAt) {}
}
