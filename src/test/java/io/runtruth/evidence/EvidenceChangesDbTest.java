package io.runtruth.evidence;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.evidence.EvidenceChanges.Compared;
import io.runtruth.evidence.EvidenceChanges.First;
import io.runtruth.evidence.EvidenceChanges.NothingComparable;
import io.runtruth.evidence.ImportResult.Imported;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.ExplainedStatements;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a file changed against the one before it of the same tool and target.
@Import(ExplainedStatements.class)
class EvidenceChangesDbTest extends DatabaseTest {

    private static final Actor SYSTEM = new Actor.System("test");
    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");

    private final EvidenceService evidence;
    private final EvidenceQueries snapshots;
    private final EvidenceChangeQueries queries;
    private final TestEvidence someEvidence;
    private final ExplainedStatements explained;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final Scope scope;

    EvidenceChangesDbTest(
            EvidenceService evidence,
            EvidenceQueries snapshots,
            EvidenceChangeQueries queries,
            TestEvidence someEvidence,
            ExplainedStatements explained,
            TestWorkspaces some,
            JdbcClient jdbc) {
        this.evidence = evidence;
        this.snapshots = snapshots;
        this.queries = queries;
        this.someEvidence = someEvidence;
        this.explained = explained;
        this.some = some;
        this.jdbc = jdbc;
        this.scope = some.environment(some.workspace());
    }

    @ParameterizedTest(name = "from {0} to {1} is {2}")
    @CsvSource({
        "pass, fail, newly_failing",
        "warning, fail, newly_failing",
        "fail, pass, fixed",
        "fail, warning, other",
        "pass, warning, other",
        "warning, pass, other",
        "pass, manual, ceased_to_be_assessed",
        "fail, not_assessed, ceased_to_be_assessed",
        "fail, not_applicable, ceased_to_be_assessed",
        "fail, error, ceased_to_be_assessed",
        "fail, informational, ceased_to_be_assessed",
        "warning, unknown, ceased_to_be_assessed",
        "manual, pass, became_assessed",
        "not_assessed, fail, became_assessed",
        "not_applicable, warning, became_assessed",
        "manual, not_assessed, other",
        "fail, suppressed, other",
        "suppressed, fail, other",
        "suppressed, pass, other",
        "suppressed, manual, other"
    })
    void a_result_that_differs_is_of_one_kind(String from, String to, String kind) {
        on(1, check("A", "r", "pass"), check("B", "r", from));
        var after = on(2, check("A", "r", "pass"), check("B", "r", to));

        var changes = compared(after);

        assertThat(counts(changes)).isEqualTo(Map.of(kind, 1L));
        assertThat(changes.unchanged()).isOne();
        assertThat(only(changes)).isEqualTo(new ChangedCheck("B", "Title of B", from, to, Severity.HIGH, "r"));
    }

    @ParameterizedTest
    @EnumSource
    void every_result_that_stays_is_unchanged(CheckResult result) {
        on(1, check("A", "r", result.code()));
        var after = on(2, check("A", "r", result.code()));

        var changes = compared(after);

        assertThat(counts(changes)).isEmpty();
        assertThat(changes.unchanged()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void every_result_is_told_by_its_name(CheckResult result) {
        on(1, check("A", "r", "pass"), check("B", "r", "pass"));
        var after =
                on(2, check("A", "r", "pass"), check("B", "r", result.code()).hidden());

        assertThat(only(compared(after)).to()).isEqualTo("suppressed");
        var again = on(3, check("A", "r", "pass"), check("B", "r", result.code()));

        assertThat(only(compared(again)).to()).isEqualTo(result.code());
    }

    @Test
    void another_resource_of_a_known_control_is_the_tenants_change() {
        on(1, check("A", "old", "fail"), check("A", "both", "pass"));
        var after = on(2, check("A", "both", "pass"), check("A", "new", "fail"));

        var changes = compared(after);

        assertThat(counts(changes)).isEqualTo(Map.of("appeared", 1L, "disappeared", 1L));
        assertThat(changes.of(ChangeKind.APPEARED).first())
                .containsExactly(new ChangedCheck("A", "Title of A", null, "fail", Severity.HIGH, "new"));
        assertThat(changes.of(ChangeKind.DISAPPEARED).first())
                .containsExactly(new ChangedCheck("A", "Title of A", "fail", null, Severity.HIGH, "old"));
    }

    @Test
    void a_control_that_only_one_of_the_files_knows_is_the_tools_change() {
        on(1, check("A", "r", "pass"), check("Old", "r", "fail"));
        var after = on(2, check("A", "r", "pass"), check("New", "r", "fail"));

        assertThat(counts(compared(after))).isEqualTo(Map.of("new_control", 1L, "gone_control", 1L));
    }

    @Test
    void what_a_tool_of_failures_only_no_longer_names_is_not_called_a_change_of_the_tool() {
        on(1, check("A", "r", "fail"), check("Old", "r", "fail"));
        var after = on(2, check("A", "r", "fail"), check("New", "r", "fail"));
        warned(after, FileFacts.FAILURES_ONLY);

        assertThat(counts(compared(after))).isEqualTo(Map.of("appeared", 1L, "disappeared", 1L));
    }

    @Test
    void another_version_of_a_control_is_a_change_of_the_tool_whatever_came_of_it() {
        on(1, check("A", "r", "pass"), check("B", "r", "pass").version("Bv1"), check("C", "r", "pass"));
        var after = on(
                2,
                check("A", "r", "pass"),
                check("B", "r", "fail").version("Bv2"),
                check("C", "r", "pass").version("Cv1"));

        var changes = compared(after);

        assertThat(counts(changes)).isEqualTo(Map.of("revised_control", 2L));
        assertThat(changes.of(ChangeKind.REVISED_CONTROL).first())
                .extracting(ChangedCheck::controlId, ChangedCheck::from, ChangedCheck::to)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("Bv2", "pass", "fail"),
                        org.assertj.core.api.Assertions.tuple("Cv1", "pass", "pass"));
        assertThat(changes.unchanged()).isOne();
    }

    @Test
    void another_severity_of_the_same_result_is_a_change_of_the_tool() {
        on(1, check("A", "r", "fail").severe("low"));
        var after = on(2, check("A", "r", "fail").severe("critical"));

        assertThat(counts(compared(after))).isEqualTo(Map.of("revised_control", 1L));
    }

    @Test
    void checks_that_repeat_are_told_apart_by_their_ordinals() {
        on(1, check("A", "r", "pass"), check("A", "r", "fail").nth(2));
        var after = on(
                2,
                check("A", "r", "pass"),
                check("A", "r", "fail").nth(2),
                check("A", "r", "fail").nth(3));

        var changes = compared(after);

        assertThat(counts(changes)).isEqualTo(Map.of("appeared", 1L));
        assertThat(changes.unchanged()).isEqualTo(2);
    }

    @Test
    void two_versions_of_a_control_in_one_file_are_counted_once_each() {
        on(1, check("A", "r", "pass").version("Av1"), check("A", "r", "pass").version("Av2"), check("B", "r", "pass"));
        var after = on(
                2,
                check("A", "r", "pass").version("Av3"),
                check("A", "r", "fail").version("Av4"),
                check("B", "r", "pass"));

        var changes = compared(after);

        assertThat(counts(changes)).isEqualTo(Map.of("revised_control", 2L));
        assertThat(changes.unchanged()).isOne();
    }

    @Test
    void order_and_place_in_the_file_change_nothing() {
        var checks = IntStream.range(0, 1_200)
                .mapToObj(i -> check("A" + i, "r", i % 3 == 0 ? "fail" : "pass"))
                .toArray(Made[]::new);
        on(1, checks);
        var reversed = checks.clone();
        java.util.Collections.reverse(Arrays.asList(reversed));
        var after = on(
                2,
                Stream.concat(Stream.of(check("A0", "more", "fail")), Stream.of(reversed))
                        .toArray(Made[]::new));

        var changes = compared(after);

        assertThat(counts(changes)).isEqualTo(Map.of("appeared", 1L));
        assertThat(changes.unchanged()).isEqualTo(1_200);
    }

    @Test
    void of_many_the_first_hundred_are_named_the_most_severe_first() {
        on(
                1,
                IntStream.range(0, 150)
                        .mapToObj(i -> check("A" + i, "r", "pass").severe(i == 149 ? "critical" : "low"))
                        .toArray(Made[]::new));
        var after = on(
                2,
                IntStream.range(0, 150)
                        .mapToObj(i -> check("A" + i, "r", "fail").severe(i == 149 ? "critical" : "low"))
                        .toArray(Made[]::new));

        var failing = compared(after).of(ChangeKind.NEWLY_FAILING);

        assertThat(failing.count()).isEqualTo(150);
        assertThat(failing.first()).hasSize(100);
        assertThat(failing.first()).extracting(ChangedCheck::controlId).startsWith("A149", "A0", "A1");
    }

    @Test
    void two_files_without_a_check_in_common_are_not_compared() {
        on(1, check("A", "r", "pass"));
        var after = on(2, check("B", "r", "pass"));
        var empty = on(3);

        assertThat(queries.changes(SYSTEM, scope, after)).isInstanceOf(NothingComparable.class);
        assertThat(queries.changes(SYSTEM, scope, empty)).isInstanceOf(NothingComparable.class);
    }

    @Test
    void the_one_before_is_of_the_same_tool_and_target_and_was_collected_before() {
        var first = on(1, check("A", "r", "pass"));
        var second = on(2, check("A", "r", "fail"));
        var third = on(3, check("A", "r", "pass"));
        var ofOtherTool = someEvidence.snapshotOf(scope, "Other", START.plus(2, ChronoUnit.DAYS), "pass");
        var ofOtherTarget = on(2, check("A", "r", "fail"));
        jdbc.sql("""
                update evidence_snapshot
                set target_id = 'elsewhere', facts = jsonb_set(facts, '{targetId}', '"elsewhere"')
                where id = ?
                """).param(ofOtherTarget).update();
        importedLast(second);

        assertThat(queries.changes(SYSTEM, scope, first)).isInstanceOf(First.class);
        assertThat(compared(second).before().id()).isEqualTo(first);
        assertThat(compared(third).before().id()).isEqualTo(second);
        assertThat(queries.changes(SYSTEM, scope, ofOtherTool)).isInstanceOf(First.class);
        assertThat(queries.changes(SYSTEM, scope, ofOtherTarget)).isInstanceOf(First.class);
    }

    @Test
    @Tag("I12")
    void whoever_may_not_see_the_evidence_does_not_see_what_changed() {
        on(1, check("A", "r", "pass"));
        var after = on(2, check("A", "r", "fail"));
        var other = some.environment(scope.workspaceId());

        assertThatThrownBy(() -> queries.changes(SYSTEM, other, after)).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> queries.changes(some.personFor(other, Role.OWNER), scope, after))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> queries.changes(some.person(scope.workspaceId(), Role.CUSTOMER), scope, after))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void an_import_is_counted_and_stands_so_in_the_history() {
        var first = imported(1, "r", "PASS");
        var second = imported(2, "r", "FAIL");

        assertThat(row(first)).isEqualTo(new ChangeSummary.FirstOfItsKind());
        assertThat(row(second)).isEqualTo(new ChangeSummary.Counted(Map.of(ChangeKind.NEWLY_FAILING, 1L)));
    }

    @Test
    void an_import_between_two_others_is_what_the_later_one_is_compared_with() {
        imported(1, "r", "PASS");
        var last = imported(3, "r", "FAIL");

        var between = imported(2, "r", "MANUAL");

        assertThat(row(between)).isEqualTo(new ChangeSummary.Counted(Map.of(ChangeKind.CEASED_TO_BE_ASSESSED, 1L)));
        assertThat(row(last)).isEqualTo(new ChangeSummary.Counted(Map.of(ChangeKind.BECAME_ASSESSED, 1L)));
    }

    @Test
    void what_was_never_counted_is_not_called_unchanged() {
        on(1, check("A", "r", "pass"));
        var after = on(2, check("A", "r", "fail"));

        assertThat(row(after)).isEqualTo(new ChangeSummary.NotCounted());
    }

    @Test
    void a_comparison_reads_the_two_files_only_and_of_their_checks_those_that_it_names() {
        var checks = IntStream.range(0, 1_000)
                .mapToObj(i -> check("A" + i, "r", "pass"))
                .toArray(Made[]::new);
        for (var day = 1; day <= 20; day++) {
            on(day, checks);
        }
        checks[500] = check("A500", "r", "fail");
        var after = on(21, checks);
        jdbc.sql("analyze evidence_check, evidence_posture, evidence_snapshot").update();

        var comparison =
                explained.of(() -> queries.changes(SYSTEM, scope, after)).getLast();

        assertThat(counts(compared(after))).isEqualTo(Map.of("newly_failing", 1L));
        assertThat(comparison.rowsRead()).as(comparison.plan()).isLessThan(50);
    }

    private EvidenceChanges.Compared compared(UUID snapshot) {
        return (Compared) queries.changes(SYSTEM, scope, snapshot);
    }

    private static Map<String, Long> counts(Compared changes) {
        return changes.counts().entrySet().stream()
                .collect(toMap(kind -> kind.getKey().code(), Map.Entry::getValue));
    }

    private static ChangedCheck only(Compared changes) {
        assertThat(changes.changes()).hasSize(1);
        return changes.changes().values().iterator().next().first().getFirst();
    }

    private ChangeSummary row(UUID snapshot) {
        return snapshots.history(SYSTEM, scope, List.of(snapshot)).getFirst().changes();
    }

    private UUID imported(int day, String resource, String status) {
        var upload = SmallFiles.upload(
                """
                [{"class_uid":2004,"metadata":{"event_code":"a","product":{"name":"Prowler"}},"status_code":"%s",
                "time":%d,"resources":[{"uid":"%s"}],"cloud":{"account":{"uid":"account-1","name":"Contoso"}}}]
                """.formatted(status, START.plus(day, ChronoUnit.DAYS).getEpochSecond(), resource));
        return ((Imported) evidence.importFile(SYSTEM, scope, upload))
                .snapshot()
                .id();
    }

    private void importedLast(UUID snapshot) {
        jdbc.sql("update evidence_snapshot set imported_at = imported_at + interval '1 year' where id = ?")
                .param(snapshot)
                .update();
    }

    private void warned(UUID snapshot, String code) {
        jdbc.sql("update evidence_snapshot set facts = jsonb_set(facts, '{warnings}', to_jsonb(array[?])) where id = ?")
                .params(code, snapshot)
                .update();
    }

    /// In portions, as an import has them.
    private UUID on(int day, Made... checks) {
        var id = someEvidence.snapshotOf(scope, "Tool", START.plus(day, ChronoUnit.DAYS));
        for (var from = 0; from < checks.length; from += 500) {
            var first = from;
            var part = Arrays.copyOfRange(checks, from, Math.min(from + 500, checks.length));
            jdbc.sql("""
                    insert into evidence_check
                        (workspace_id, import_id, position, control_id, base_id, ordinal, title, result, raw_result,
                        severity, suppressed, area, resource)
                    select ?, ?, ? + n - 1, control, base, ordinal, 'Title of ' || base, result, result, severity,
                        suppressed, '', resource
                    from unnest(?::text[], ?::text[], ?::integer[], ?::text[], ?::text[], ?::boolean[], ?::text[])
                        with ordinality as made (control, base, ordinal, result, severity, suppressed, resource, n)
                    """)
                    .params(
                            scope.workspaceId(),
                            id,
                            first,
                            Stream.of(part).map(Made::control).toArray(String[]::new),
                            Stream.of(part).map(Made::base).toArray(String[]::new),
                            Stream.of(part).map(Made::ordinal).toArray(Integer[]::new),
                            Stream.of(part).map(Made::result).toArray(String[]::new),
                            Stream.of(part).map(Made::severity).toArray(String[]::new),
                            Stream.of(part).map(Made::suppressed).toArray(Boolean[]::new),
                            Stream.of(part).map(Made::resource).toArray(String[]::new))
                    .update();
        }
        jdbc.sql("update evidence_snapshot set facts = jsonb_set(facts, '{total}', to_jsonb(?)) where id = ?")
                .params(checks.length, id)
                .update();
        return id;
    }

    private static Made check(String base, @Nullable String resource, String result) {
        return result.equals("suppressed")
                ? new Made(base, base, 1, resource, "fail", "high", true)
                : new Made(base, base, 1, resource, result, "high", false);
    }

    private record Made(
            String control,
            String base,
            int ordinal,
            @Nullable String resource,
            String result,
            String severity,
            boolean suppressed) {

        private Made version(String id) {
            return new Made(id, base, ordinal, resource, result, severity, suppressed);
        }

        private Made nth(int number) {
            return new Made(control, base, number, resource, result, severity, suppressed);
        }

        private Made severe(String other) {
            return new Made(control, base, ordinal, resource, result, other, suppressed);
        }

        private Made hidden() {
            return new Made(control, base, ordinal, resource, result, severity, true);
        }
    }
}
