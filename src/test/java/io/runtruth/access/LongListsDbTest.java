package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentQueries.EnvironmentKey;
import io.runtruth.environments.EnvironmentQueries.ManagedRow;
import io.runtruth.testing.CountedStatements;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A part of a list costs the same number of statements, and no more rows than were asked for, however long it is
/// (contract 13).
@Import(CountedStatements.class)
class LongListsDbTest extends DatabaseTest {

    private static final int MANY = 1_000;

    /// The right, and the list.
    private static final int STATEMENTS = 2;

    private final TestWorkspaces some;
    private final MemberQueries members;
    private final EnvironmentQueries environments;
    private final CountedStatements statements;
    private final JdbcClient jdbc;

    private UUID workspace;
    private Actor.Person owner;

    LongListsDbTest(
            TestWorkspaces some,
            MemberQueries members,
            EnvironmentQueries environments,
            CountedStatements statements,
            JdbcClient jdbc) {
        this.some = some;
        this.members = members;
        this.environments = environments;
        this.statements = statements;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void many() {
        workspace = some.workspace();
        owner = some.person(workspace, Role.OWNER);
    }

    @Test
    void a_page_of_a_thousand_members_costs_what_one_of_a_few_does() {
        addMembers();

        var first = counted(() -> members.page(owner, workspace, "", null, 50));
        var far = counted(
                () -> members.page(owner, workspace, "", first.rows().getLast().username(), 50));
        var found = counted(() -> members.page(owner, workspace, "number 0777", null, 50));

        assertThat(List.of(first, far, found))
                .allSatisfy(part -> assertThat(part.statements()).isLessThanOrEqualTo(STATEMENTS));
        assertThat(first.rows()).hasSize(50);
        assertThat(far.rows()).hasSize(50).doesNotContainAnyElementsOf(first.rows());
        assertThat(found.rows())
                .singleElement()
                .satisfies(it -> assertThat(it.name()).isEqualTo("Number 0777"));
    }

    @Test
    void a_thousand_members_are_read_whole_by_their_key_each_once() {
        addMembers();

        var all = whole(
                (after, limit) -> members.page(owner, workspace, "", after, limit), MemberQueries.MemberRow::username);

        assertThat(all).hasSize(MANY + 1).doesNotHaveDuplicates();
    }

    @Test
    void a_thousand_environments_are_read_whole_by_their_key_each_once_also_those_of_one_name() {
        jdbc.sql("""
                insert into managed_environment (id, workspace_id, slug, name, created_at, version)
                select gen_random_uuid(), ?, 'e-' || n, 'Name ' || n % 7, now(), 0
                from generate_series(1, ?) n
                """).params(workspace, MANY).update();

        var first = counted(() -> environments.managed(owner, workspace, "", null, 50));
        var all = whole(
                (EnvironmentKey after, Integer limit) -> environments.managed(owner, workspace, "", after, limit),
                LongListsDbTest::key);

        assertThat(first.statements()).isLessThanOrEqualTo(STATEMENTS);
        assertThat(all).hasSize(MANY).doesNotHaveDuplicates();
    }

    private static EnvironmentKey key(ManagedRow row) {
        return new EnvironmentKey(
                row.environment().name(), row.environment().scope().environmentId());
    }

    private void addMembers() {
        jdbc.sql("""
                with made as (
                    insert into account
                        (id, username, display_name, password_hash, system_operator, demo, created_at, version)
                    select gen_random_uuid(), cast(gen_random_uuid() as text), 'Number ' || lpad(n::text, 4, '0'),
                        'none', false, false, now(), 0
                    from generate_series(1, ?) n
                    returning id)
                insert into member (workspace_id, account_id, role, all_environments, version)
                select ?, id, 'auditor', true, 0
                from made
                """).params(MANY, workspace).update();
    }

    private <T> Counted<T> counted(Supplier<List<T>> read) {
        statements.reset();
        var rows = read.get();
        return new Counted<>(rows, statements.count());
    }

    private static <T, K> List<T> whole(BiFunction<@Nullable K, Integer, List<T>> page, Function<T, K> key) {
        var all = new ArrayList<T>();
        K after = null;
        while (true) {
            var part = page.apply(after, 170);
            all.addAll(part);
            if (part.size() < 170) {
                return all;
            }
            after = key.apply(part.getLast());
        }
    }

    private record Counted<T>(List<T> rows, long statements) {}
}
