package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/// Saved views over the API, by the rules of the console (contract 9, 11).
class SavedViewApiTest extends ApiTest {

    private final TestWorkspaces some;

    private Scope scope;
    private Actor.Person operator;
    private Actor.Person other;

    SavedViewApiTest(TestWorkspaces some) {
        this.some = some;
    }

    @BeforeEach
    void people() {
        scope = some.environment(some.workspace());
        operator = some.person(scope.workspaceId(), Role.OPERATOR);
        other = some.person(scope.workspaceId(), Role.AUDITOR);
    }

    @Test
    void a_view_is_kept_listed_renamed_and_deleted() {
        var made = save(operator, "Failed", "outcome=failed", true);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.response().getHeader("Location")).endsWith("/views/" + made.text("/id"));
        assertThat(made.text("/environment")).isEqualTo(slug(scope));

        var listed = get(other, views());
        assertThat(listed.text("/items/0/name")).isEqualTo("Failed");
        assertThat(listed.text("/items/0/filter")).isEqualTo("outcome=failed");
        var renamed = rename(made.text("/id"), "{\"name\": \"Trouble\", \"was\": \"Failed\"}");
        assertThat(renamed.text("/name")).isEqualTo("Trouble");
        assertThat(send(operator, call(HttpMethod.DELETE, views() + "/" + made.text("/id")))
                        .status())
                .isEqualTo(204);
        assertThat(get(operator, views()).body().at("/items")).isEmpty();
    }

    @Test
    void ones_own_is_not_told_to_others_and_does_not_exist_for_them() {
        var made = save(operator, "Mine", "outcome=failed", false);

        assertThat(get(other, views()).body().at("/items")).isEmpty();
        assertThat(send(other, call(HttpMethod.DELETE, views() + "/" + made.text("/id")))
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Tag("I12")
    void one_of_an_environment_that_a_member_may_not_see_is_not_told_to_them() {
        save(operator, "Failed", "outcome=failed", true);
        var elsewhere = some.personFor(some.environment(scope.workspaceId()), Role.OPERATOR);

        assertThat(get(elsewhere, views()).body().at("/items")).isEmpty();
        assertThat(save(elsewhere, "Failed", "outcome=failed", false).status()).isEqualTo(404);
    }

    @Test
    void the_same_again_is_there_once_and_a_name_that_is_taken_is_refused() {
        var made = save(operator, "Failed", "outcome=failed", true);

        assertThat(save(operator, "Failed", "outcome=failed", true).text("/id")).isEqualTo(made.text("/id"));
        assertThat(save(operator, "Failed", "outcome=blocked", true).code()).isEqualTo("saved_view.name_taken");
    }

    @Test
    void who_decided_by_an_older_name_is_told_that_it_was_changed() {
        var made = save(operator, "Failed", "outcome=failed", true);

        var late = rename(made.text("/id"), "{\"name\": \"Trouble\", \"was\": \"Failures\"}");

        assertThat(late.code()).isEqualTo("edit.changed_meanwhile");
        assertThat(send(operator, call(HttpMethod.DELETE, views() + "/" + made.text("/id") + "?was=Failures"))
                        .code())
                .isEqualTo("edit.changed_meanwhile");
    }

    private Answer save(Actor.Person who, String name, String filter, boolean shared) {
        return send(
                who,
                call(HttpMethod.POST, views())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"name": "%s", "filter": "%s", "environment": "%s", "shared": %s}
                                """.formatted(name, filter, slug(scope), shared)));
    }

    private Answer rename(String view, String content) {
        return send(
                operator,
                call(HttpMethod.PATCH, views() + "/" + view)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(content));
    }

    private String views() {
        return address(scope.workspaceId()) + "/views";
    }
}
