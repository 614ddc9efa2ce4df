package io.runtruth.evidence;

import io.runtruth.shared.Scope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The statements that stage an import and make it a snapshot.
@Repository
class EvidenceRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    EvidenceRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insertImport(Scope scope, UUID importId, @Nullable UUID accountId, Instant at) {
        jdbc.sql("""
            insert into evidence_import (id, workspace_id, environment_id, started_at, staged_by)
            values (:id, :workspace, :environment, :at, :account)
            """)
                .param("id", importId)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("account", accountId)
                .update();
    }

    /// A column at a time, which costs one statement however many checks there are.
    void insertChecks(Scope scope, UUID importId, int firstPosition, List<Check> checks) {
        jdbc.sql("""
            insert into evidence_check
                (import_id, workspace_id, position, control_id, base_id, ordinal, title, result, raw_result,
                 result_reason, severity, raw_severity, suppressed, suppression_reason, suppressed_until,
                 area, resource, detail, remediation_url, notes)
            select :import, :workspace, :first + (n - 1)::integer, control_id, base_id, ordinal, title, result,
                   raw_result, result_reason, severity, raw_severity, suppressed, suppression_reason,
                   suppressed_until, area, resource, detail, remediation_url, cast(notes as jsonb)
            from unnest(
                    :control_id::text[], :base_id::text[], :ordinal::integer[], :title::text[], :result::text[],
                    :raw_result::text[], :result_reason::text[], :severity::text[], :raw_severity::text[],
                    :suppressed::boolean[], :suppression_reason::text[], :suppressed_until::date[],
                    :area::text[], :resource::text[], :detail::text[], :remediation_url::text[],
                    :notes::text[])
                with ordinality as checks (
                    control_id, base_id, ordinal, title, result, raw_result, result_reason, severity, raw_severity,
                    suppressed, suppression_reason, suppressed_until, area, resource, detail, remediation_url, notes, n)
            """)
                .param("import", importId)
                .param("workspace", scope.workspaceId())
                .param("first", firstPosition)
                .param("control_id", texts(checks, Check::controlId))
                .param("base_id", texts(checks, Check::baseId))
                .param("ordinal", checks.stream().map(Check::ordinal).toArray(Integer[]::new))
                .param("title", texts(checks, Check::title))
                .param("result", texts(checks, check -> check.result().code()))
                .param("raw_result", texts(checks, Check::rawResult))
                .param("result_reason", texts(checks, Check::resultReason))
                .param("severity", texts(checks, check -> check.severity().code()))
                .param("raw_severity", texts(checks, Check::rawSeverity))
                .param("suppressed", checks.stream().map(Check::suppressed).toArray(Boolean[]::new))
                .param("suppression_reason", texts(checks, EvidenceRepository::suppressionReason))
                .param("suppressed_until", texts(checks, EvidenceRepository::suppressedUntil))
                .param("area", texts(checks, Check::area))
                .param("resource", texts(checks, Check::resource))
                .param("detail", texts(checks, Check::detail))
                .param("remediation_url", texts(checks, Check::remediationUrl))
                .param("notes", texts(checks, this::notes))
                .update();
    }

    private static @Nullable String[] texts(List<Check> checks, Function<Check, @Nullable String> column) {
        var texts = new @Nullable String[checks.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = column.apply(checks.get(i));
        }
        return texts;
    }

    private @Nullable String notes(Check check) {
        return check.notes().isEmpty() ? null : json.writeValueAsString(check.notes());
    }

    private static @Nullable String suppressionReason(Check check) {
        var suppression = check.suppression();
        return suppression == null ? null : suppression.reason();
    }

    private static @Nullable String suppressedUntil(Check check) {
        var suppression = check.suppression();
        return suppression == null || suppression.until() == null
                ? null
                : suppression.until().toString();
    }

    void insertChunk(Scope scope, UUID importId, int position, byte[] gzip) {
        jdbc.sql("""
            insert into evidence_chunk (import_id, workspace_id, position, content)
            values (:import, :workspace, :position, :content)
            """)
                .param("import", importId)
                .param("workspace", scope.workspaceId())
                .param("position", position)
                .param("content", gzip)
                .update();
    }

    void markStaged(Scope scope, UUID importId, StagedImport staged) {
        jdbc.sql("""
            update evidence_import
            set staged = cast(:staged as jsonb)
            where workspace_id = :workspace
            and environment_id = :environment
            and id = :import
            """)
                .param("staged", json.writeValueAsString(staged))
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("import", importId)
                .update();
    }

    /// What waits for its uploader's word.
    Optional<StagedImport> staged(Scope scope, UUID importId, @Nullable UUID accountId, Instant notBefore) {
        return jdbc.sql("""
                select staged
                from evidence_import
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :import
                and staged_by is not distinct from :account
                and started_at >= :not_before
                and staged is not null
                and finished_at is null
                for update
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("import", importId)
                .param("account", accountId)
                .param("not_before", notBefore.atOffset(ZoneOffset.UTC))
                .query((row, _) -> json.readValue(row.getString("staged"), StagedImport.class))
                .optional();
    }

    /// Into another environment of the same workspace.
    void moveImport(Scope scope, UUID importId, Scope elsewhere) {
        jdbc.sql("""
                update evidence_import
                set environment_id = :elsewhere
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :import
                and finished_at is null
                """)
                .param("elsewhere", elsewhere.environmentId())
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("import", importId)
                .update();
    }

    /// @return whether it is new; `false` where the environment has a snapshot of these bytes, read the same way
    boolean insertSnapshot(EvidenceSnapshot snapshot) {
        return jdbc.sql("""
            insert into evidence_snapshot
                (id, workspace_id, environment_id, file_name, size_bytes, file_digest, tenant, tool, target_id,
                 collected_at, imported_at, imported_by, confirmed_by, facts)
            values
                (:id, :workspace, :environment, :file_name, :size, :digest, :tenant, :tool, :target,
                 :collected_at, :imported_at, :imported_by, :confirmed_by, cast(:facts as jsonb))
            on conflict (workspace_id, environment_id, file_digest, tenant, format) do nothing
            """)
                        .param("id", snapshot.id())
                        .param("workspace", snapshot.scope().workspaceId())
                        .param("environment", snapshot.scope().environmentId())
                        .param("file_name", snapshot.file().name())
                        .param("size", snapshot.file().sizeBytes())
                        .param("digest", snapshot.file().digest())
                        .param("tenant", snapshot.facts().tenant())
                        .param("tool", snapshot.facts().tool())
                        .param("target", snapshot.facts().targetId())
                        .param("collected_at", snapshot.collectedAt().atOffset(ZoneOffset.UTC))
                        .param("imported_at", snapshot.importedAt().atOffset(ZoneOffset.UTC))
                        .param("imported_by", snapshot.importedBy())
                        .param("confirmed_by", snapshot.confirmedBy())
                        .param("facts", json.writeValueAsString(snapshot.facts()))
                        .update()
                == 1;
    }

    /// Removes a staged import with everything of it; one that became a snapshot stays.
    void deleteImport(Scope scope, UUID importId) {
        jdbc.sql("""
                delete from evidence_import
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :import
                and finished_at is null
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("import", importId)
                .update();
    }

    /// A few at a time: an import can have a million rows.
    int deleteAbandoned(Instant startedBefore, int limit) {
        return jdbc.sql("""
                delete from evidence_import
                where id = any(array(
                    select id
                    from evidence_import i
                    where started_at < :before
                    and finished_at is null
                    and not exists (select 1 from evidence_snapshot s where s.id = i.id)
                    order by started_at
                    limit :limit))
                """)
                .param("before", startedBefore.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
