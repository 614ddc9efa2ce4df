package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.shared.Scope;
import io.runtruth.shared.Workload;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The controls of 1,000 environments with 300 controls each, beside a bare client that asks the database for the same
/// numbers and nothing else, in the same run; and what a review's storing costs with and without telling its controls.
@Tag("bench")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlBenchTest extends DatabaseTest {

    private static final int ENVIRONMENTS = 1_000;
    private static final int CONTROLS = 300;
    private static final int AT_ONCE = 100;
    private static final int ROUNDS = 40;
    private static final int WRITES = 60;
    private static final double AT_MOST = 2.0;

    /// Of a document as long as those of real files.
    private static final String DOCUMENT = """
            cast(jsonb_build_object(
                'schema_version', 5,
                'executive_summary', jsonb_build_object('counts', '{}'::jsonb, 'coverage', '{}'::jsonb),
                'provenance', jsonb_build_object('snapshots', jsonb_build_array(jsonb_build_object('source',
                    jsonb_build_object('tool', 'ScubaGear', 'format', 'scubagear', 'collected_at', '2026-11-01T08:00:00Z',
                        'target', jsonb_build_object('id', e.id))))),
                'findings', jsonb_build_object(
                    'texts', (
                        select jsonb_agg(jsonb_build_object('blocks', jsonb_build_array(jsonb_build_object(
                            'kind', 'paragraph', 'line', jsonb_build_object('spans', jsonb_build_array(
                                jsonb_build_object('text', repeat('Why it matters, in some words. ', 12) || n)))))))
                        from generate_series(0, %1$d - 1) n),
                    'controls', (
                        select jsonb_agg(jsonb_build_object('source', 0, 'control_id', 'MS.AAD.' || n || '.1v1',
                            'base_id', 'MS.AAD.' || n || '.1', 'title', 'What SHALL be, as the tool writes it, number ' || n,
                            'area', 'AAD', 'severity', case n %% 3 when 0 then 'high' else 'medium' end,
                            'group', case when kind < n %% 50 then 'not_met' when kind < 60 then 'warning' else 'met' end,
                            'result', case when kind < n %% 50 then 'fail' when kind < 60 then 'warning' else 'pass' end,
                            'rationale', n, 'checks', 1, 'references', '[]'::jsonb,
                            'found', jsonb_build_array(jsonb_build_object('resource', 'tenant'))))
                        from generate_series(0, %1$d - 1) n
                        cross join lateral (
                            select abs(hashtext(e.id::text || n || :round)) %% 100 as kind) k))) as text)
            """.formatted(CONTROLS);

    private static final String BARE_LIST = """
            select w.control_id, max(w.title), sum(n) filter (where mark / 16 = 1) as not_met,
                sum(n) filter (where mark / 16 = 2), sum(n) filter (where mark / 16 = 7)
            from (
                select told.wording, told.mark, count(*) as n
                from managed_environment e
                cross join lateral (
                    select v.id
                    from environment_review v
                    where v.environment_id = e.id
                    and v.status in ('ready', 'published')
                    order by v.created_at desc, v.id desc
                    limit 1) v
                join review_controls c on c.review_id = v.id
                cross join lateral unnest(c.wordings, c.marks) as told (wording, mark)
                where e.workspace_id = ?
                and e.archived_at is null
                group by told.wording, told.mark) counted
            join control_wording w on w.id = counted.wording
            group by w.control_id
            order by not_met desc nulls last
            limit 50
            """;

    private static final String BARE_ONE = """
            select e.id, e.name, v.id, c.marks[array_position(c.wordings, w.id)] as mark,
                c.since[array_position(c.wordings, w.id)], c.collected[array_position(c.wordings, w.id)]
            from control_wording w
            cross join managed_environment e
            cross join lateral (
                select v.id
                from environment_review v
                where v.environment_id = e.id
                and v.status in ('ready', 'published')
                order by v.created_at desc, v.id desc
                limit 1) v
            join review_controls c on c.review_id = v.id
            where e.workspace_id = ?
            and e.archived_at is null
            and w.workspace_id = e.workspace_id
            and w.control_id = cast(? as uuid)
            order by mark, e.name
            limit 50
            """;

    private final ControlQueries controls;
    private final ControlPlaceQueries places;
    private final TestWorkspaces some;
    private final DataSource database;
    private final JdbcClient jdbc;

    private UUID workspace;
    private Actor.Person owner;
    private Actor.Person member;

    ControlBenchTest(
            ControlQueries controls,
            ControlPlaceQueries places,
            TestWorkspaces some,
            DataSource database,
            JdbcClient jdbc) {
        this.controls = controls;
        this.places = places;
        this.some = some;
        this.database = database;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void fleet() {
        workspace = some.workspace();
        owner = some.person(workspace, Role.OWNER);
        jdbc.sql("""
                insert into managed_environment (id, workspace_id, slug, name, created_at, version)
                select gen_random_uuid(), :workspace, 'fleet-' || n, 'Fleet ' || n, now(), 0
                from generate_series(1, :environments) n
                """)
                .param("workspace", workspace)
                .param("environments", ENVIRONMENTS)
                .update();
        for (var from = 1; from <= ENVIRONMENTS; from += AT_ONCE) {
            reviews(from, from + AT_ONCE - 1, 1);
            reviews(from, from + AT_ONCE - 1, 2);
        }
        var one = jdbc.sql("select id from managed_environment where workspace_id = ? and slug = 'fleet-1'")
                .param(workspace)
                .query(UUID.class)
                .single();
        member = some.personFor(new Scope(workspace, one), Role.OPERATOR);
        jdbc.sql("analyze").update();
    }

    /// The second of an environment counts.
    private void reviews(int from, int to, int round) {
        Workload.asJob(() -> jdbc.sql("""
                insert into environment_review
                    (id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs,
                    pinned, content, completeness, created_at, status_at, version)
                select gen_random_uuid(), e.workspace_id, e.id, 'ready', md5(e.id || '-' || :round) || md5('x'), 1, '',
                    '{}', %s, 'complete', now() + :round * interval '1 minute', now(), 0
                from managed_environment e
                where e.workspace_id = :workspace
                and cast(substr(e.slug, 7) as integer) between :from and :to
                """.formatted(DOCUMENT))
                .param("workspace", workspace)
                .param("round", round)
                .param("from", from)
                .param("to", to)
                .update());
    }

    @Test
    void the_list_and_one_control_are_as_quick_as_a_bare_client() throws SQLException {
        var first = controls.page(owner, workspace, ControlFilter.ALL, null, 50).getFirst();
        assertThat(first.environments()).isEqualTo(ENVIRONMENTS);
        var searched = new ControlFilter("number 29", null, null, null);
        try (var connection = database.getConnection()) {
            var bareList = millis(() -> read(connection, BARE_LIST, workspace));
            var list = millis(() -> controls.page(owner, workspace, ControlFilter.ALL, null, 50));
            var search = millis(() -> controls.page(owner, workspace, searched, null, 50));
            var mine = millis(() -> controls.page(member, workspace, ControlFilter.ALL, null, 50));
            var bareOne = millis(() -> read(connection, BARE_ONE, workspace, first.id()));
            var one = millis(() -> controls.one(owner, workspace, first.id()));
            var where = millis(() -> places.page(owner, workspace, first.id(), null, 50));
            var sources = millis(() -> controls.sources(owner, workspace));

            print("list, bare", bareList, bareList);
            print("list", list, bareList);
            print("list, searched", search, bareList);
            print("list, of one environment", mine, bareList);
            print("one control, bare", bareOne, bareOne);
            print("one control: its environments", where, bareOne);
            print("one control: its numbers", one, bareOne);
            print("what the list is read from", sources, bareList);
            assertThat(p95(list)).isLessThan(AT_MOST * p95(bareList));
            assertThat(p95(where)).isLessThan(AT_MOST * p95(bareOne));
        }
    }

    @Test
    void storing_a_review_costs_little_more_with_its_controls() {
        var sizes = jdbc.sql("""
                select pg_size_pretty(pg_total_relation_size('environment_review')) || ' reviews, '
                    || pg_size_pretty(pg_total_relation_size('review_controls')) || ' controls, '
                    || pg_size_pretty(pg_total_relation_size('control_wording')) || ' wordings'
                """).query(String.class).single();
        store(0, WRITES);

        var with = millis(WRITES, n -> store(n, 1));
        jdbc.sql("alter table environment_review disable trigger review_controls_follow")
                .update();
        double[] without;
        try {
            without = millis(WRITES, n -> store(n, 1));
        } finally {
            jdbc.sql("alter table environment_review enable trigger review_controls_follow")
                    .update();
        }

        System.out.printf("sizes: %s%n", sizes);
        print("storing a document, its controls untold", without, without);
        print("storing a document", with, without);
    }

    private void store(int from, int count) {
        jdbc.sql("""
                update environment_review
                set content = content || ' '
                where id in (
                    select id
                    from environment_review
                    where workspace_id = :workspace
                    order by id
                    offset :from
                    limit :count)
                """)
                .param("workspace", workspace)
                .param("from", from)
                .param("count", count)
                .update();
    }

    private static int read(Connection connection, String sql, Object... parameters) {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            var rows = 0;
            try (var read = statement.executeQuery()) {
                while (read.next()) {
                    rows++;
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double[] millis(Runnable work) {
        return millis(ROUNDS, _ -> work.run());
    }

    private static double[] millis(int rounds, java.util.function.IntConsumer work) {
        work.accept(0);
        var took = new double[rounds];
        for (var round = 0; round < rounds; round++) {
            var begun = System.nanoTime();
            work.accept(round);
            took[round] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(took);
        return took;
    }

    private static double p95(double[] sorted) {
        return sorted[(int) Math.ceil(sorted.length * 0.95) - 1];
    }

    private static void print(String what, double[] took, double[] baseline) {
        System.out.printf(
                Locale.ROOT,
                "%-44s p50 %7.1f ms, p95 %7.1f ms (x %.2f)%n",
                what,
                took[took.length / 2],
                p95(took),
                p95(took) / p95(baseline));
    }
}
