package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.environments.TargetIdentity;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

class EvidenceApiTest extends ApiTest {

    private final EnvironmentService environments;
    private final TestEvidence evidence;
    private final Scope scope;
    private final Actor.Person owner;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;

    EvidenceApiTest(EnvironmentService environments, TestEvidence evidence, TestWorkspaces some, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.environments = environments;
        this.evidence = evidence;
        this.some = some;
        this.scope = some.environment(some.workspace());
        this.owner = some.person(scope.workspaceId(), Role.OWNER);
    }

    @Test
    void a_new_file_is_created_and_shown_where_its_location_says() {
        var answer = upload(owner, address(scope) + "/evidence?file_name=scan.json", OCSF.formatted("r", "account-1"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().propertyNames())
                .contains("id", "format", "tool", "tool_version", "target", "collected_at", "file_digest")
                .contains("posture_digest", "already_known", "checks");
        assertThat(answer.text("/format")).isEqualTo("ocsf");
        assertThat(answer.text("/file_name")).isEqualTo("scan.json");
        assertThat(answer.text("/collected_at")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(answer.body().at("/target").toString())
                .isEqualTo("{\"id\":\"account-1\",\"name\":\"Contoso\",\"confirmed_by\":null}");
        assertThat(answer.body().at("/checks").toString()).isEqualTo("""
                        {"total":1,"by_result":{"fail":1},"by_raw_result":{"FAIL":1},"suppressed":0}""");
        var shown = get(owner, answer.response().getHeader("Location").replace("http://localhost", ""));
        assertThat(shown.body()).isEqualTo(answer.body());
    }

    @Test
    @Tag("I15")
    void the_same_bytes_again_are_the_same_snapshot() {
        var first = upload(owner, address(scope) + "/evidence", OCSF.formatted("r", "account-1"));

        var again = upload(owner, address(scope) + "/evidence", OCSF.formatted("r", "account-1"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(again.body().at("/already_known").booleanValue()).isTrue();
    }

    @Test
    void the_one_part_of_a_form_is_a_file_too() {
        var answer = send(owner, form(part("file", "scan.json")));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/file_name")).isEqualTo("scan.json");
    }

    @Test
    void a_form_with_two_files_is_refused_and_nothing_is_stored() {
        var answer = send(owner, form(part("one", "one.json"), part("two", "two.json")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("evidence.one_file");
        assertThat(list()).isEqualTo("{\"items\":[],\"next_cursor\":null}");
    }

    @Test
    void a_file_of_another_target_is_refused_with_both_identities() {
        upload(owner, address(scope) + "/evidence", OCSF.formatted("r", "account-1"));

        var answer = upload(owner, address(scope) + "/evidence", OCSF.formatted("r", "account-2"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("evidence.target_unconfirmed");
        assertThat(answer.body().at("/target").toString()).isEqualTo("{\"id\":\"account-2\",\"name\":\"Contoso\"}");
        assertThat(answer.body().at("/known").toString()).isEqualTo("[{\"id\":\"account-1\",\"name\":\"Contoso\"}]");
        assertThat(staged()).as("kept of the two uploads").isOne();
    }

    @Test
    @Tag("I12")
    void a_file_of_another_environments_target_says_where_it_belongs_as_far_as_the_caller_may_see_that() {
        var fabrikam = some.environment(scope.workspaceId());
        environments.addTarget(scope, new TargetIdentity("account-1", null));
        environments.addTarget(fabrikam, new TargetIdentity("account-2", null));
        var here = some.personFor(scope, Role.OWNER);

        var answer = upload(owner, address(scope) + "/evidence", OCSF.formatted("r", "ACCOUNT-2"));
        var hidden = upload(here, address(scope) + "/evidence", OCSF.formatted("r", "ACCOUNT-2"));

        assertThat(answer.body().at("/known_elsewhere").findValuesAsString("slug"))
                .containsExactly(slug(fabrikam));
        assertThat(hidden.status()).isEqualTo(409);
        assertThat(hidden.body().at("/known_elsewhere")).isEmpty();
    }

    @Test
    void a_file_of_several_tenants_is_answered_with_these_and_read_for_the_one_that_is_named() {
        var file = """
                {"Tenants":[
                {"TenantId":"11111111-1111-4111-8111-111111111111","TenantName":"One","Tests":[{"Id":"A","Name":"A: a","Result":"Passed"}]},
                {"TenantId":"22222222-2222-4222-8222-222222222222","TenantName":"Two","Tests":[{"Id":"B","Name":"B: b","Result":"Failed"}]}]}""";

        var asked = upload(owner, address(scope) + "/evidence", file);
        var chosen = upload(owner, address(scope) + "/evidence?tenant=" + asked.text("/tenants/1/id"), file);

        assertThat(asked.status()).isEqualTo(400);
        assertThat(asked.code()).isEqualTo("evidence.tenant_choice");
        assertThat(asked.body().at("/tenants").toString())
                .isEqualTo(
                        "[{\"id\":\"11111111-1111-4111-8111-111111111111\",\"name\":\"One\"},{\"id\":\"22222222-2222-4222-8222-222222222222\",\"name\":\"Two\"}]");
        assertThat(chosen.status()).isEqualTo(201);
        assertThat(chosen.text("/target/id")).isEqualTo("22222222-2222-4222-8222-222222222222");
    }

    @Test
    void a_file_of_another_target_is_taken_when_that_is_stated_and_says_by_whom() {
        upload(owner, address(scope) + "/evidence", OCSF.formatted("r", "account-1"));

        var answer = upload(owner, address(scope) + "/evidence?confirm_target=true", OCSF.formatted("r", "account-2"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/target/confirmed_by")).isEqualTo(owner.name());
    }

    @Test
    void a_forced_format_that_the_file_is_not_of_is_refused() {
        var answer = upload(owner, address(scope) + "/evidence?format=sarif", OCSF.formatted("r", "account-1"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).startsWith("evidence.");
    }

    @Test
    void an_archived_environment_takes_nothing() {
        environments.change(owner, scope, new EnvironmentChange(null, true, null));

        var answer = upload(owner, address(scope) + "/evidence", OCSF.formatted("r", "account-1"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("environment.archived");
    }

    @Test
    void a_list_goes_on_where_its_cursor_says() {
        for (var minute = 0; minute < 3; minute++) {
            evidence.snapshot(scope, Instant.parse("2026-11-01T08:0%d:00Z".formatted(minute)), "pass");
        }

        var first = get(owner, address(scope) + "/evidence?limit=2");
        var rest = get(owner, address(scope) + "/evidence?limit=2&cursor=" + first.text("/next_cursor"));

        assertThat(first.body().at("/items")).hasSize(2);
        assertThat(rest.body().at("/items")).hasSize(1);
        assertThat(rest.text("/items/0/collected_at")).isEqualTo("2026-11-01T08:00:00Z");
        assertThat(rest.body().at("/next_cursor").isNull()).isTrue();
    }

    @Test
    @Tag("I12")
    void a_snapshot_of_another_environment_is_not_found() {
        var other = some.environment(scope.workspaceId());
        var snapshot = evidence.snapshot(other, Instant.parse("2026-11-01T08:00:00Z"), "pass");

        assertThat(get(owner, address(scope) + "/evidence/" + snapshot).status())
                .isEqualTo(404);
        assertThat(get(owner, address(other) + "/evidence/" + snapshot).status())
                .isEqualTo(200);
    }

    @Test
    void what_a_file_changed_is_told_against_the_one_before() {
        var before = upload(owner, address(scope) + "/evidence", OCSF.formatted("r", "account-1"));
        var first = get(owner, address(scope) + "/evidence/" + before.text("/id") + "/changes");
        var after = upload(
                owner,
                address(scope) + "/evidence",
                OCSF.formatted("r", "account-1").replace("FAIL", "PASS").replace("1767225600", "1767312000"));

        var changes = get(owner, address(scope) + "/evidence/" + after.text("/id") + "/changes");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("/comparison")).isEqualTo("first");
        assertThat(first.body().at("/before").isNull()).isTrue();
        assertThat(changes.text("/comparison")).isEqualTo("compared");
        assertThat(changes.text("/before/id")).isEqualTo(before.text("/id"));
        assertThat(changes.body().at("/fixed").toString()).isEqualTo("""
                {"count":1,"first":[{"id":"a","title":"a","from":"fail","to":"pass","severity":"unknown","resource":"r"}]}""");
        assertThat(changes.body().at("/unchanged").asLong()).isZero();
        assertThat(changes.body().at("/newly_failing").toString()).isEqualTo("{\"count\":0,\"first\":[]}");
        assertThat(changes.text("/tool/version")).isEqualTo("5.1");
    }

    private long staged() {
        return jdbc.sql("select count(*) from evidence_import where workspace_id = ? and environment_id = ?")
                .params(scope.workspaceId(), scope.environmentId())
                .query(Long.class)
                .single();
    }

    private String list() {
        return get(owner, address(scope) + "/evidence").body().toString();
    }

    private AbstractMockHttpServletRequestBuilder<?> form(String... parts) {
        return call(HttpMethod.POST, address(scope) + "/evidence")
                .contentType("multipart/form-data; boundary=edge")
                .content(String.join("", parts) + "--edge--\r\n");
    }

    private static String part(String part, String fileName) {
        return """
                --edge\r
                Content-Disposition: form-data; name="%s"; filename="%s"\r
                Content-Type: application/json\r
                \r
                %s\r
                """.formatted(part, fileName, OCSF.formatted("r", "account-1"));
    }
}
