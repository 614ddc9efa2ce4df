package io.runtruth.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Since when a posture has been the same.
class EvidenceRowDbTest extends DatabaseTest {

    private static final Actor SYSTEM = new Actor.System("test");
    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");

    private final EvidenceQueries queries;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;
    private final Scope scope;

    EvidenceRowDbTest(EvidenceQueries queries, TestEvidence evidence, TestWorkspaces some, JdbcClient jdbc) {
        this.queries = queries;
        this.evidence = evidence;
        this.jdbc = jdbc;
        this.scope = some.environment(some.workspace());
    }

    @Test
    void a_posture_is_unchanged_since_the_oldest_of_an_unbroken_row() {
        on(0, "same");
        on(1, "other");
        on(2, "same");
        on(3, "same");
        var newest = on(4, "same");

        assertThat(unchangedSince(newest)).isEqualTo(day(2));
    }

    @Test
    void the_first_of_its_kind_is_not_called_unchanged() {
        on(1, "old");
        var newest = on(2, "new");

        assertThat(unchangedSince(newest)).isNull();
    }

    @Test
    void the_times_of_collecting_count_and_not_the_order_of_importing() {
        var newest = on(2, "same");
        var importedLast = on(1, "same");
        jdbc.sql("update evidence_snapshot set imported_at = imported_at + interval '1 year' where id = ?")
                .param(importedLast)
                .update();

        assertThat(unchangedSince(importedLast)).isNull();
        assertThat(unchangedSince(newest)).isEqualTo(day(1));
    }

    @Test
    void two_of_the_same_instant_are_not_unchanged_since_each_other() {
        var one = on(1, "same");
        var other = on(1, "same");

        assertThat(unchangedSince(one)).isNull();
        assertThat(unchangedSince(other)).isNull();
    }

    @Test
    void another_tool_or_target_says_nothing_about_this_one() {
        of("Other", "tenant", 2, "same");
        of("Tool", "elsewhere", 1, "same");
        var newest = of("Tool", "tenant", 3, "same");

        assertThat(unchangedSince(newest)).isNull();
    }

    @Test
    void the_name_of_a_target_is_compared_without_regard_to_case() {
        of("Tool", "Tenant", 1, "same");
        var newest = of("Tool", "TENANT", 2, "same");

        assertThat(unchangedSince(newest)).isEqualTo(day(1));
    }

    @Test
    void what_a_page_leaves_out_counts_as_well() {
        on(0, "same");
        on(1, "same");
        on(2, "same");

        assertThat(queries.history(SYSTEM, scope, null, 0, 1))
                .extracting(EvidenceRow::unchangedSince)
                .containsExactly(day(0));
        assertThat(queries.history(SYSTEM, scope, null, 1, 1))
                .extracting(EvidenceRow::unchangedSince)
                .containsExactly(day(0));
    }

    @Test
    void the_history_begins_behind_its_key_and_is_counted_from_there() {
        var oldest = on(0, "a");
        var middle = on(1, "b");
        on(2, "c");
        var key = new Cursor(day(2), new UUID(0, 0));

        assertThat(queries.history(SYSTEM, scope, key, 0, 10))
                .extracting(row -> row.snapshot().id())
                .containsExactly(middle, oldest);
        assertThat(queries.history(SYSTEM, scope, key, 1, 10))
                .extracting(row -> row.snapshot().id())
                .containsExactly(oldest);
        assertThat(queries.count(SYSTEM, scope, key, 10)).isEqualTo(2);
        assertThat(queries.count(SYSTEM, scope, null, 2)).isEqualTo(2);
    }

    private @Nullable Instant unchangedSince(UUID snapshot) {
        return queries.history(SYSTEM, scope, List.of(snapshot)).getFirst().unchangedSince();
    }

    private UUID on(int day, String posture) {
        return of("Tool", "tenant", day, posture);
    }

    private UUID of(String tool, String target, int day, String posture) {
        var id = evidence.snapshotOf(scope, tool, day(day));
        jdbc.sql("""
                update evidence_snapshot
                set target_id = ?, imported_at = ?, facts = jsonb_set(facts, '{postureDigest}', to_jsonb(cast(? as text)))
                where id = ?
                """)
                .params(target, day(day).atOffset(ZoneOffset.UTC), posture, id)
                .update();
        return id;
    }

    private static Instant day(int day) {
        return START.plus(day, ChronoUnit.DAYS);
    }
}
