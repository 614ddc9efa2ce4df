package io.runtruth.testing;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.FileFacts;
import io.runtruth.shared.Scope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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
        return snapshotOfTarget(scope, tool, "tenant-1", collectedAt, results);
    }

    public UUID snapshotOfTarget(Scope scope, String tool, String target, Instant collectedAt, String... results) {
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
        var counts = counts(results);
        var facts = new FileFacts(
                EvidenceFormat.SCUBAGEAR,
                tool,
                "1.0",
                target,
                "Tenant",
                "",
                collectedAt,
                results.length,
                results(counts),
                counts,
                0,
                "sha256:" + "0".repeat(64),
                List.of(),
                Map.of(),
                List.of());
        jdbc.sql("""
                insert into evidence_snapshot
                    (id, workspace_id, environment_id, file_name, size_bytes, file_digest, tenant, tool, target_id,
                    collected_at, imported_at, imported_by, facts)
                values (?, ?, ?, 'file.json', 100, ?, '', ?, ?, ?, ?, 'Somebody', cast(? as jsonb))
                """)
                .params(
                        id,
                        scope.workspaceId(),
                        scope.environmentId(),
                        "sha256:" + id.toString().replace("-", "").repeat(2),
                        tool,
                        target,
                        at,
                        at,
                        json.writeValueAsString(facts))
                .update();
        return id;
    }

    private static Map<CheckResult, Long> results(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        count -> CheckResult.valueOf(count.getKey().toUpperCase(Locale.ROOT)), Map.Entry::getValue));
    }

    private static Map<String, Long> counts(String... results) {
        return Arrays.stream(results).collect(Collectors.groupingBy(it -> it, Collectors.counting()));
    }
}
