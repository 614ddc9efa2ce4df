package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Role;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WorkspaceApiTest extends ApiTest {

    private final TestWorkspaces some;

    WorkspaceApiTest(TestWorkspaces some) {
        this.some = some;
    }

    @Test
    @Tag("I12")
    void a_person_sees_their_workspaces_with_their_role_and_no_others() {
        var workspace = some.workspace();
        some.workspace();
        var reviewer = some.person(workspace, Role.REVIEWER);

        var answer = get(reviewer, "/api/v1/workspaces");

        assertThat(answer.body().toString()).isEqualTo("""
                {"items":[{"id":"%s","slug":"%s","name":"Workspace","role":"reviewer"}],"next_cursor":null}""".formatted(workspace, slug(workspace)));
    }

    @Test
    @Tag("I12")
    void a_member_for_one_environment_sees_that_one_only() {
        var workspace = some.workspace();
        Scope seen = some.environment(workspace);
        some.environment(workspace);

        var answer = get(some.personFor(seen, Role.OPERATOR), address(workspace) + "/environments");

        assertThat(answer.body().toString()).isEqualTo("""
                {"items":[{"id":"%s","slug":"%s","name":"Environment","archived":false}],"next_cursor":null}""".formatted(seen.environmentId(), slug(seen)));
    }
}
