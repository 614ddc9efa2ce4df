package io.runtruth.testing;

import io.runtruth.shared.Scope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Evidence that is simply there, for tests that are about something else.
@TestComponent
public class TestEvidence {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    public TestEvidence(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// A snapshot of a tool of its own with these results, in order; `fail` is of high severity.
    public UUID snapshot(Scope scope, Instant collectedAt, String... results) {
        return snapshotOf(scope, "Tool " + UUID.randomUUID(), collectedAt, results);
    }

    public UUID snapshotOf(Scope scope, String tool, Instant collectedAt, String... results) {
        var id = UUID.randomUUID();
        var at = collectedAt.atOffset(ZoneOffset.UTC);
        jdbc.sql("insert into evidence_import (id, workspace_id, environment_id, started_at) values (?, ?, ?, ?)")
                .params(id, scope.workspaceId(), scope.environmentId(), at)
                .update();
        for (var position = 0; position < results.length; position++) {
            jdbc.sql("""
                    insert into evidence_check
                        (workspace_id, import_id, position, control_id, base_id, ordinal, title, result, raw_result,
                        severity, suppressed, area)
                    values (?, ?, ?, ?, ?, 1, ?, ?, ?, 'high', false, 'Area')
                    """)
                    .params(
                            scope.workspaceId(),
                            id,
                            position,
                            "C." + position,
                            "C." + position,
                            "Control " + position,
                            results[position],
                            results[position])
                    .update();
        }
        jdbc.sql("""
                insert into evidence_snapshot
                    (id, workspace_id, environment_id, format, tool, tool_version, target_id, target_name, tenant,
                    tool_collected_at, collected_at, file_name, size_bytes, file_digest, posture_digest, checks,
                    suppressed, by_result, by_raw_result, summary_differences, skipped, warnings, imported_at,
                    imported_by)
                values
                    (?, ?, ?, 'scubagear', ?, '1.0', 'tenant-1', 'Tenant', '', ?, ?, 'file.json', 100, ?, ?, ?, 0,
                    cast(? as jsonb), cast(? as jsonb), '[]', '{}', '[]', ?, 'Somebody')
                """)
                .params(
                        id,
                        scope.workspaceId(),
                        scope.environmentId(),
                        tool,
                        at,
                        at,
                        "sha256:" + id.toString().replace("-", "").repeat(2),
                        "sha256:" + "0".repeat(64),
                        results.length,
                        json.writeValueAsString(counts(results)),
                        json.writeValueAsString(counts(results)),
                        at)
                .update();
        return id;
    }

    private static Map<String, Long> counts(String... results) {
        return java.util.Arrays.stream(results)
                .collect(java.util.stream.Collectors.groupingBy(it -> it, java.util.stream.Collectors.counting()));
    }
}
