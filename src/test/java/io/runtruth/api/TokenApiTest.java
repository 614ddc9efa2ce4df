package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.access.MemberService;
import io.runtruth.access.MemberService.MemberChange;
import io.runtruth.access.MemberService.MemberRef;
import io.runtruth.access.Role;
import io.runtruth.access.Share;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a token opens, through the real chain (contract 8): what its person may at that moment, and never more.
@Tag("I12")
class TokenApiTest extends ApiTest {

    private static final Actor SYSTEM = new Actor.System("test");

    private final TestWorkspaces some;
    private final MemberService members;
    private final AccountService accounts;
    private final JdbcClient jdbc;

    private UUID workspace;
    private Scope scope;
    private Actor.Person owner;

    TokenApiTest(TestWorkspaces some, MemberService members, AccountService accounts, JdbcClient jdbc) {
        this.some = some;
        this.members = members;
        this.accounts = accounts;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void people() {
        workspace = some.workspace();
        scope = some.environment(workspace);
        owner = some.person(workspace, Role.OWNER);
    }

    @Test
    void a_token_is_shown_once_kept_as_a_hash_and_opens_what_it_was_made_for() {
        var made = make(owner, "\"capabilities\": [\"OPERATIONS_VIEW\"]");
        var token = made.text("/token");

        assertThat(made.status()).isEqualTo(201);
        assertThat(token).matches("rt_[0-9A-Za-z]{49}");
        assertThat(get(owner, "/api/v1/me/tokens").body().toString())
                .contains("\"name\":\"n\"")
                .doesNotContain(token);
        assertThat(jdbc.sql(
                                "select access_token::text || ' ' || encode(token_hash, 'escape') from access_token where id = ?")
                        .param(UUID.fromString(made.text("/id")))
                        .query(String.class)
                        .single())
                .doesNotContain(token.substring(3, 40));
        assertThat(by(token, address(workspace) + "/runs").status()).isEqualTo(200);
        assertThat(by(token, address(workspace) + "/environments").code()).isEqualTo("token.capability");
        assertThat(by(token, "/api/v1/me").text("/workspaces/0/capabilities/0")).isEqualTo("OPERATIONS_VIEW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rt_", "rt_short", "nonsense", "rt_0000000000000000000000000000000000000000000000000"})
    void what_is_no_token_is_told_by_its_check_sum_alone(String sent) {
        assertThat(by(sent, "/api/v1/me").code()).isEqualTo("token.unknown");
        assertThat(by(sent, "/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void a_wrong_character_is_told_without_looking_for_the_token() {
        var token = some.token(workspace, owner);
        var wrong = token.substring(0, 20) + (token.charAt(20) == 'a' ? 'b' : 'a') + token.substring(21);
        jdbc.sql("update access_token set token_hash = sha256(convert_to(?, 'UTF8')) where account_id = ?")
                .params(wrong, owner.account())
                .update();

        assertThat(by(wrong, "/api/v1/me").code()).isEqualTo("token.unknown");
    }

    @Test
    void a_token_of_another_workspace_finds_nothing_here() {
        var elsewhere = some.workspace();
        jdbc.sql("insert into member values (?, ?, 'owner', true, 0)")
                .params(elsewhere, owner.account())
                .update();

        var token = some.token(elsewhere, owner);

        assertThat(by(token, address(workspace) + "/environments").status()).isEqualTo(404);
        assertThat(by(token, "/api/v1/workspaces").body().at("/items").size()).isEqualTo(1);
    }

    @Test
    void a_token_for_one_environment_reaches_no_other() {
        var other = some.environment(workspace);
        var token = make(
                        owner,
                        "\"capabilities\": [\"ENVIRONMENT_REVIEW_VIEW\"], \"environments\": [\"" + slug(scope) + "\"]")
                .text("/token");

        assertThat(by(token, address(scope) + "/evidence").status()).isEqualTo(200);
        assertThat(by(token, address(other) + "/evidence").status()).isEqualTo(404);
        assertThat(by(token, address(workspace) + "/environments")
                        .body()
                        .at("/items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void an_expired_or_revoked_token_ends_and_says_so() {
        var expired = some.token(workspace, owner);
        jdbc.sql("update access_token set expires_at = now() - interval '1 second' where account_id = ?")
                .param(owner.account())
                .update();
        var made = make(owner, "\"capabilities\": [\"OPERATIONS_VIEW\"]");
        var revoked = made.text("/token");
        assertThat(by(revoked, "/api/v1/me").status()).isEqualTo(200);

        send(owner, call(HttpMethod.DELETE, "/api/v1/me/tokens/" + made.text("/id")));

        assertThat(by(revoked, "/api/v1/me").code()).isEqualTo("token.over");
        assertThat(by(expired, "/api/v1/me").code()).isEqualTo("token.over");
    }

    @Test
    void what_its_person_loses_the_token_loses_at_once() {
        some.person(workspace, Role.OWNER);
        var token = some.token(workspace, owner);
        var other = some.environment(workspace);
        var ref = new MemberRef(workspace, owner.account());
        assertThat(by(token, address(workspace) + "/members").status()).isEqualTo(200);

        members.change(SYSTEM, ref, new MemberChange(new Share(Role.REVIEWER, Set.of(scope.environmentId())), null));

        assertThat(by(token, address(workspace) + "/members").status()).isEqualTo(403);
        assertThat(by(token, address(other) + "/evidence").status()).isEqualTo(404);
        assertThat(by(token, address(scope) + "/evidence").status()).isEqualTo(200);

        members.remove(SYSTEM, ref);

        assertThat(by(token, address(scope) + "/evidence").status()).isEqualTo(404);
    }

    @Test
    void the_token_of_a_disabled_account_ends_until_it_is_enabled_again() {
        var token = some.token(workspace, owner);
        some.systemOperator();

        accounts.disable(SYSTEM, owner.account());
        assertThat(by(token, "/api/v1/me").code()).isEqualTo("token.over");

        accounts.enable(SYSTEM, owner.account());
        assertThat(by(token, "/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void a_token_makes_no_tokens_and_learns_of_none() {
        var token = some.token(workspace, owner);
        var asked = call(HttpMethod.POST, "/api/v1/me/tokens")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\": \"n\", \"workspace\": \"%s\", \"capabilities\": [\"OPERATIONS_VIEW\"]}"
                        .formatted(slug(workspace)))
                .header("Authorization", "Bearer " + token);

        assertThat(send(asked).code()).isEqualTo("token.person_only");
        assertThat(by(token, "/api/v1/me/tokens").code()).isEqualTo("token.person_only");
        assertThat(by(token, "/api/v1/me/sessions").code()).isEqualTo("token.person_only");
    }

    @Test
    void nobody_makes_a_token_for_more_than_they_may() {
        var auditor = some.person(workspace, Role.AUDITOR);

        assertThat(make(auditor, "\"capabilities\": [\"EVIDENCE_IMPORT\"]").status())
                .isEqualTo(403);
        assertThat(make(owner, "\"capabilities\": []").code()).isEqualTo("token.scope");
        assertThat(make(owner, "\"capabilities\": [\"NONE\"]").code()).isEqualTo("request.parameter");
        assertThat(make(owner, "\"capabilities\": [\"OPERATIONS_VIEW\"], \"expires_at\": \"2020-01-01T00:00:00Z\"")
                        .code())
                .isEqualTo("token.expiry");
    }

    @Test
    void a_name_that_was_misspelt_is_not_taken_for_one_that_was_left_out() {
        var answer = make(owner, "\"capabilities\": [\"OPERATIONS_VIEW\"], \"enviroments\": []");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("request.parameter_unknown");
        assertThat(answer.text("/detail")).contains("enviroments");
    }

    @Test
    void a_token_that_may_add_environments_and_not_read_them_is_told_what_it_made() {
        var token = make(owner, "\"capabilities\": [\"WORKSPACE_MANAGE\"]").text("/token");

        var made = send(call(HttpMethod.POST, address(workspace) + "/environments")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"slug\": \"unread\", \"name\": \"Unread\"}")
                .header("Authorization", "Bearer " + token));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/slug")).isEqualTo("unread");
    }

    @Test
    void a_customer_makes_no_token_for_an_environment_they_know_nothing_of() {
        var customer = some.person(workspace, Role.CUSTOMER);
        var asked = "\"capabilities\": [\"PUBLISHED_REVIEW_VIEW\"], \"environments\": [\"%s\"]";

        assertThat(make(customer, asked.formatted(slug(scope))).code()).isEqualTo("not_found");
        assertThat(make(customer, asked.formatted("there-is-none")).code()).isEqualTo("not_found");
    }

    @Test
    void what_a_token_does_is_kept_as_done_by_a_token_of_its_person() {
        var token = some.token(workspace, owner);

        var made = send(call(HttpMethod.POST, address(workspace) + "/environments")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"slug\": \"by-token\", \"name\": \"By token\"}")
                .header("Authorization", "Bearer " + token));

        assertThat(made.status()).isEqualTo(201);
        assertThat(jdbc.sql("""
                        select actor_kind || ' ' || actor_name
                        from audit_entry
                        where action = 'environment.created' and subject_id = ?
                        """).param(made.text("/id")).query(String.class).single())
                .isEqualTo("token " + owner.name() + " (test)");
    }

    @Test
    void the_token_across_workspaces_of_a_system_operator_reads_metrics_and_no_content() {
        var operator = some.systemOperator();
        var token = some.tokenAcross(operator);
        var metrics = call(HttpMethod.GET, "/actuator/prometheus").header("Authorization", "Bearer " + token);
        var narrow = call(HttpMethod.GET, "/actuator/prometheus")
                .header("Authorization", "Bearer " + some.token(workspace, owner));

        assertThat(raw(metrics).getStatus()).isEqualTo(200);
        assertThat(raw(narrow).getStatus()).isEqualTo(403);
        assertThat(by(token, address(workspace) + "/environments").status()).isEqualTo(404);
        assertThat(by(token, "/api/v1/accounts?limit=1").status()).isEqualTo(200);
    }

    private Answer make(Actor.Person person, String rest) {
        return send(
                person,
                call(HttpMethod.POST, "/api/v1/me/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\": \"n\", \"workspace\": \"%s\", %s}".formatted(slug(workspace), rest)));
    }

    private Answer by(String token, String address) {
        return send(call(HttpMethod.GET, address).header("Authorization", "Bearer " + token));
    }
}
