package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

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
                {"items":[{"id":"%s","slug":"%s","name":"Workspace","role":"reviewer","suspended":false}],"next_cursor":null}""".formatted(workspace, slug(workspace)));
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

    @Test
    void an_owner_says_in_which_language_documents_are_handed_on() {
        var workspace = some.workspace();
        var owner = some.person(workspace, Role.OWNER);

        assertThat(changed(owner, workspace, "{\"document_language\": \"fr\"}").status())
                .isEqualTo(400);
        assertThat(changed(some.systemOperator(), workspace, "{\"document_language\": \"de\"}")
                        .status())
                .as("what is in it is none of a system operator's")
                .isEqualTo(404);
        assertThat(changed(owner, workspace, "{}").text("/document_language")).isEqualTo("en");
        assertThat(changed(owner, workspace, "{\"document_language\": \"de\"}").text("/document_language"))
                .isEqualTo("de");
        assertThat(changed(owner, workspace, "{\"name\": \"Named\"}").text("/document_language"))
                .isEqualTo("de");
    }

    private Answer changed(Actor.Person actor, UUID workspace, String content) {
        return send(
                actor,
                call(HttpMethod.PATCH, address(workspace))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(content));
    }

    @Test
    void a_system_operator_suspends_a_workspace_and_resumes_it() {
        var workspace = some.workspace();
        var owner = some.person(workspace, Role.OWNER);
        var operator = some.systemOperator();

        assertThat(suspend(owner, workspace, true).code()).isEqualTo("workspace.suspending");
        var suspended = suspend(operator, workspace, true);
        assertThat(suspended.status()).isEqualTo(200);
        assertThat(suspended.text("/suspended_at")).isNotEmpty();

        var refused = get(owner, address(workspace) + "/environments");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("workspace.suspended");
        assertThat(get(owner, "/api/v1/workspaces")
                        .body()
                        .at("/items/0/suspended")
                        .asBoolean())
                .isTrue();
        assertThat(get(owner, "/api/v1/me").body().at("/workspaces/0/capabilities"))
                .isEmpty();

        assertThat(suspend(operator, workspace, false)
                        .body()
                        .at("/suspended_at")
                        .isNull())
                .isTrue();
        assertThat(get(owner, address(workspace) + "/environments").status()).isEqualTo(200);
    }

    private Answer suspend(Actor.Person actor, UUID workspace, boolean suspended) {
        return changed(actor, workspace, "{\"suspended\": " + suspended + "}");
    }
}
