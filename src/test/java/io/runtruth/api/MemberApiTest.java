package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/// What a change of a member names, and what it leaves as it is (contract 11).
class MemberApiTest extends ApiTest {

    private final TestWorkspaces some;

    private UUID workspace;
    private Scope scope;
    private Actor.Person owner;
    private Actor.Person member;

    MemberApiTest(TestWorkspaces some) {
        this.some = some;
    }

    @BeforeEach
    void people() {
        workspace = some.workspace();
        scope = some.environment(workspace);
        owner = some.person(workspace, Role.OWNER);
        member = some.personFor(scope, Role.OPERATOR);
    }

    @Test
    void another_role_leaves_the_environments_as_they_are() {
        var changed = change("{\"role\": \"auditor\"}");

        assertThat(changed.text("/role")).isEqualTo("auditor");
        assertThat(changed.text("/environments/0")).isEqualTo(slug(scope));
    }

    @Test
    void other_environments_leave_the_role_as_it_is() {
        var other = some.environment(workspace);

        var changed = change("{\"environments\": [\"%s\"]}".formatted(slug(other)));

        assertThat(changed.text("/role")).isEqualTo("operator");
        assertThat(changed.body().at("/environments").size()).isEqualTo(1);
        assertThat(changed.text("/environments/0")).isEqualTo(slug(other));
    }

    @Test
    void all_environments_are_given_by_saying_so() {
        assertThat(change("{\"environments\": null}").body().at("/environments").isNull())
                .isTrue();
    }

    @Test
    void an_owner_has_all_environments() {
        var changed = change("{\"role\": \"owner\"}");

        assertThat(changed.text("/role")).isEqualTo("owner");
        assertThat(changed.body().at("/environments").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"all\"", "[1]", "[null]", "{}", "[[]]"})
    void environments_are_a_list_of_names(String sent) {
        var answer = change("{\"environments\": %s}".formatted(sent));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("request.parameter");
    }

    @Test
    void a_change_decided_by_what_is_no_longer_so_is_refused() {
        var version = Long.parseLong(change("{\"role\": \"auditor\"}").text("/version"));

        var late = change("{\"role\": \"reviewer\", \"version\": %d}".formatted(version - 1));

        assertThat(late.code()).isEqualTo("edit.changed_meanwhile");
    }

    @Test
    void where_no_e_mails_are_sent_an_invitation_with_an_address_is_refused_and_nothing_is_made() {
        var refused = invite("{\"role\": \"auditor\", \"email\": \"ben@elsewhere.example\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("mail.not_set_up");
        assertThat(get(owner, address(workspace) + "/invitations").body().at("/items"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ben", "ben@a.example, all@b.example", "ben@a.example\\r\\nBcc: all@b.example"})
    void an_address_is_one_plain_address(String email) {
        var refused = invite("{\"role\": \"auditor\", \"email\": \"%s\"}".formatted(email));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("mail.address");
    }

    @Test
    void an_invitation_without_an_address_says_that_it_was_sent_nowhere() {
        var made = invite("{\"role\": \"auditor\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/link")).startsWith("/invitation/");
        assertThat(made.body().at("/email").isNull()).isTrue();
    }

    private Answer invite(String content) {
        return send(
                owner,
                call(HttpMethod.POST, address(workspace) + "/invitations")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(content));
    }

    private Answer change(String content) {
        return send(
                owner,
                call(HttpMethod.PATCH, address(workspace) + "/members/" + member.account())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(content));
    }
}
