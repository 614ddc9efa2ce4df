package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

class WebhookApiTest extends ApiTest {

    private static final String ASKED = """
            {"url": "https://hooks.example/a", "events": ["run.attention", "run.ended"]}""";

    private final TestWorkspaces some;

    private Scope scope;
    private Actor.Person owner;

    WebhookApiTest(TestWorkspaces some) {
        this.some = some;
    }

    @BeforeEach
    void workspace() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
    }

    @Test
    void an_owner_makes_a_webhook_and_is_told_its_secret_once() {
        var made = create(owner, ASKED);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/secret")).matches("rtwh_[0-9a-f]{64}");
        assertThat(made.response().getHeader("Location")).endsWith("/webhooks/" + made.text("/id"));
        var listed = get(owner, webhooks());
        assertThat(listed.text("/items/0/url")).isEqualTo("https://hooks.example/a");
        assertThat(listed.body().at("/items/0/events")).hasSize(2);
        assertThat(listed.body().toString()).doesNotContain("secret");
    }

    @Test
    void a_webhook_that_is_removed_is_gone_with_what_was_on_its_way() {
        var id = create(owner, ASKED).text("/id");

        assertThat(raw(call(HttpMethod.DELETE, webhooks() + "/" + id).with(signedIn(owner)))
                        .getStatus())
                .isEqualTo(204);

        assertThat(get(owner, webhooks()).body().at("/items")).isEmpty();
        assertThat(get(owner, webhooks() + "/" + id + "/deliveries").status()).isEqualTo(404);
    }

    @Test
    void a_webhook_to_which_nothing_was_sent_has_an_empty_list() {
        var id = create(owner, ASKED).text("/id");

        var listed = get(owner, webhooks() + "/" + id + "/deliveries");

        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.body().at("/items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"url\": \"https://hooks.example\"}",
                "{\"url\": \"https://hooks.example\", \"events\": []}",
                "{\"url\": \"https://hooks.example\", \"events\": [null]}",
                "{\"url\": \"https://hooks.example\", \"events\": [\"run.other\"]}",
                "{\"url\": \"http://hooks.example\", \"events\": [\"run.ended\"]}",
                "{\"url\": 7, \"events\": \"run.ended\"}"
            })
    void what_is_asked_for_wrongly_is_refused_in_plain_words(String asked) {
        var answer = create(owner, asked);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/detail")).isNotBlank();
        assertThat(get(owner, webhooks()).body().at("/items")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "OWNER", mode = EnumSource.Mode.EXCLUDE)
    void nobody_but_an_owner_makes_sees_or_removes_one(Role role) {
        var id = create(owner, ASKED).text("/id");
        var member = some.person(scope.workspaceId(), role);

        assertThat(create(member, ASKED).status()).isEqualTo(403);
        assertThat(get(member, webhooks()).status()).isEqualTo(403);
        assertThat(get(member, webhooks() + "/" + id + "/deliveries").status()).isEqualTo(403);
        assertThat(post(member, webhooks() + "/" + id + "/deliveries/" + UUID.randomUUID() + "/send")
                        .status())
                .isEqualTo(403);
        assertThat(send(member, call(HttpMethod.DELETE, webhooks() + "/" + id)).status())
                .isEqualTo(403);
    }

    @Test
    @Tag("I12")
    void a_webhook_of_another_workspace_does_not_exist() {
        var id = create(owner, ASKED).text("/id");
        var elsewhere = some.workspace();
        var stranger = some.person(elsewhere, Role.OWNER);
        var there = address(elsewhere) + "/webhooks/" + id;

        assertThat(get(stranger, webhooks()).status()).isEqualTo(404);
        assertThat(get(stranger, there + "/deliveries").status()).isEqualTo(404);
        assertThat(post(stranger, there + "/deliveries/" + UUID.randomUUID() + "/send")
                        .status())
                .isEqualTo(404);
        assertThat(send(stranger, call(HttpMethod.DELETE, there)).status()).isEqualTo(404);
    }

    private Answer create(Actor.Person actor, String asked) {
        return send(
                actor,
                call(HttpMethod.POST, webhooks())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(asked));
    }

    private String webhooks() {
        return address(scope.workspaceId()) + "/webhooks";
    }
}
