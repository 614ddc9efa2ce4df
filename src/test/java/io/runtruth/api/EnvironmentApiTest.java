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

class EnvironmentApiTest extends ApiTest {

    private final TestWorkspaces some;
    private final Scope scope;
    private final Actor.Person owner;

    EnvironmentApiTest(TestWorkspaces some) {
        this.some = some;
        this.scope = some.environment(some.workspace());
        this.owner = some.person(scope.workspaceId(), Role.OWNER);
    }

    @Test
    void an_environment_is_shown_with_the_targets_that_it_is_known_by() {
        var empty = get(owner, address(scope));
        upload(owner, address(scope) + "/evidence", OCSF.formatted("r", "account-1"));

        var answer = get(owner, address(scope));

        assertThat(empty.body().at("/targets").toString()).isEqualTo("[]");
        assertThat(answer.text("/slug")).isEqualTo(slug(scope));
        assertThat(answer.body().at("/archived").booleanValue()).isFalse();
        assertThat(answer.text("/targets/0/target")).isEqualTo("account-1");
        assertThat(answer.text("/targets/0/name")).isEqualTo("Contoso");
        assertThat(answer.text("/targets/0/known_since")).isNotBlank();
    }

    @Test
    void after_unbinding_the_next_file_of_the_target_asks_again_and_the_last_one_is_no_evidence_until_then() {
        upload(owner, address(scope) + "/evidence", OCSF.formatted("r", "account-1"));
        upload(owner, address(scope) + "/evidence?confirm_target=true", OCSF.formatted("r", "account-2"));
        var target = get(owner, address(scope)).text("/targets/0/id");

        var answer = unbind(target);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/targets").findValuesAsString("target")).containsExactly("account-2");
        assertThat(get(owner, address(scope)).body()).isEqualTo(answer.body());
        assertThat(get(owner, address(scope) + "/evidence").body().at("/items")).hasSize(2);
        var asks = upload(owner, address(scope) + "/evidence", OCSF.formatted("other", "account-1"));
        assertThat(asks.code()).isEqualTo("evidence.target_unconfirmed");
    }

    @Test
    void what_was_imported_of_an_unbound_target_is_not_composed_until_the_same_file_is_confirmed_again() {
        upload(owner, address(scope) + "/evidence", OCSF.formatted("r", "account-1"));
        unbind(get(owner, address(scope)).text("/targets/0/id"));

        var without = post(owner, address(scope) + "/reviews");
        var asked = upload(owner, address(scope) + "/evidence", OCSF.formatted("r", "account-1"));
        var same = upload(owner, address(scope) + "/evidence?confirm_target=true", OCSF.formatted("r", "account-1"));
        var again = post(owner, address(scope) + "/reviews");

        assertThat(without.code()).isEqualTo("evidence.missing");
        assertThat(asked.code()).isEqualTo("evidence.target_unconfirmed");
        assertThat(same.body().at("/already_known").booleanValue()).isTrue();
        assertThat(get(owner, address(scope)).text("/targets/0/target")).isEqualTo("account-1");
        assertThat(again.text("/result")).isEqualTo("dispatched");
    }

    @Test
    @Tag("I12")
    void a_target_of_another_environment_is_not_found_and_stays() {
        var other = some.environment(scope.workspaceId());
        upload(owner, address(other) + "/evidence", OCSF.formatted("r", "account-1"));
        var target = get(owner, address(other)).text("/targets/0/id");

        assertThat(unbind(target).status()).isEqualTo(404);
        assertThat(unbind(UUID.randomUUID().toString()).status()).isEqualTo(404);
        assertThat(unbind("no-id").status()).isEqualTo(400);
        assertThat(get(owner, address(other)).body().at("/targets")).hasSize(1);
    }

    private Answer unbind(String target) {
        return send(owner, call(HttpMethod.DELETE, address(scope) + "/targets/" + target));
    }
}
