package io.runtruth.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Role;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class EnvironmentQueriesDbTest extends DatabaseTest {

    private final EnvironmentQueries environments;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;

    EnvironmentQueriesDbTest(EnvironmentQueries environments, TestWorkspaces some, JdbcClient jdbc) {
        this.environments = environments;
        this.some = some;
        this.jdbc = jdbc;
    }

    @Test
    void no_more_than_a_thousand_are_listed() {
        var workspace = some.workspace();
        jdbc.sql("""
                insert into managed_environment (id, workspace_id, slug, name, created_at, version)
                select gen_random_uuid(), ?, 'many-' || n, 'Many ' || n, now(), 0
                from generate_series(1, 1001) n
                """).param(workspace).update();

        assertThat(environments.all(some.person(workspace, Role.OWNER), workspace))
                .hasSize(1_000);
    }

    @Test
    @Tag("I12")
    void a_member_for_some_environments_is_told_of_these() {
        var shared = some.environment(some.workspace());
        some.environment(shared.workspaceId());

        assertThat(environments.all(some.personFor(shared, Role.OPERATOR), shared.workspaceId()))
                .extracting(EnvironmentQueries.EnvironmentRow::scope)
                .containsExactly(shared);
    }
}
