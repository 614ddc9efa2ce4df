package io.runtruth.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.shared.Scope;
import io.runtruth.shared.Workload;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What comparing two files of the largest size costs, beside reading the same rows once in the same run.
@Tag("bench")
class EvidenceChangesBenchTest extends DatabaseTest {

    private static final Actor SYSTEM = new Actor.System("test");
    private static final int MOST_CHECKS = 1_000_000;
    private static final int PORTION = 500;

    private final EvidenceChangeQueries queries;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;
    private final Scope scope;

    EvidenceChangesBenchTest(
            EvidenceChangeQueries queries, TestEvidence evidence, JdbcClient jdbc, TestWorkspaces some) {
        this.queries = queries;
        this.evidence = evidence;
        this.jdbc = jdbc;
        this.scope = some.environment(some.workspace());
    }

    /// The second is no more than a screen waits for; the third is read as a job, which has more time.
    @Test
    void two_of_a_million_checks_are_compared_in_less_time_than_their_checks_are_read() {
        var before = filled(1, "r", 0);
        var after = filled(2, "r", 1);
        var other = filled(3, "another", 0);

        read(before, after);
        var read = timed(() -> read(before, after));
        var compared = timed(() -> queries.changes(SYSTEM, scope, after));
        var different = timed(() -> queries.changes(SYSTEM, scope, other));

        System.out.printf("read %s, compared %s, nothing in common %s%n", read, compared, different);
        var changes = (EvidenceChanges.Compared) queries.changes(SYSTEM, scope, after);
        assertThat(changes.counts()).isEqualTo(Map.of(ChangeKind.NEWLY_FAILING, 1_000L));
        assertThat(changes.unchanged()).isEqualTo(999_000L);
        assertThat(compared).isLessThan(read);
    }

    private Duration timed(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void read(UUID before, UUID after) {
        Workload.asJob(() -> jdbc.sql(
                        "select sum(length(base_id || coalesce(resource, ''))) from evidence_check where import_id in (?, ?)")
                .params(before, after)
                .query(Long.class)
                .single());
    }

    private UUID filled(int day, String resource, int failing) {
        var id = evidence.snapshotOf(
                scope, "Tool", Instant.parse("2026-11-01T08:00:00Z").plus(Duration.ofDays(day)));
        for (var from = 0; from < MOST_CHECKS; from += PORTION) {
            jdbc.sql("""
                    insert into evidence_check
                        (workspace_id, import_id, position, control_id, base_id, ordinal, title, result, raw_result,
                        severity, suppressed, area, resource, detail)
                    select ?, ?, n, 'storage_control_number_' || n / 1000, 'storage_control_number_' || n / 1000, 1,
                        'The title of a control of the usual length, number ' || n / 1000,
                        case when n % 1000 < ? then 'fail' else 'pass' end, 'PASS', 'high', false, 'Area',
                        'arn:aws:storage:eu-central-1:123456789012:bucket/' || ? || '-' || n,
                        'What the tool says of this one resource, which is a sentence of the usual length: ' || n
                    from generate_series(cast(? as integer), ?) n
                    """)
                    .params(scope.workspaceId(), id, failing, resource, from, from + PORTION - 1)
                    .update();
        }
        jdbc.sql("update evidence_snapshot set facts = jsonb_set(facts, '{total}', '1000000') where id = ?")
                .param(id)
                .update();
        return id;
    }
}
