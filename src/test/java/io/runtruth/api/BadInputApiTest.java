package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

/// contract 12: what is asked wrongly is answered in plain words.
class BadInputApiTest extends ApiTest {

    private final Scope scope;
    private final Actor.Person owner;

    BadInputApiTest(TestWorkspaces some) {
        this.scope = some.environment(some.workspace());
        this.owner = some.person(scope.workspaceId(), Role.OWNER);
    }

    @ParameterizedTest
    @CsvSource({
        "/runs/nonsense, request.parameter",
        "/runs/1-1-1-1-x, request.parameter",
        "/reviews/%00, request.malformed",
        "/runs?status=finished, request.parameter",
        "/runs?status=, request.parameter",
        "/runs?status=queued&status=running, request.parameter",
        "/runs?outcome=SUCCEEDED, request.parameter",
        "/runs?type=restore, request.parameter",
        "/runs?active=perhaps, request.parameter",
        "/runs?limit=many, request.parameter",
        "/runs?limit=99999999999, request.parameter",
        "/runs?limit=0, request.range",
        "/runs?limit=201, request.range",
        "/runs?limit=-1, request.range",
        "/runs?cursor=garbage, cursor.invalid",
        "/runs?cursor=, cursor.invalid",
        "/runs?stauts=queued, request.parameter_unknown",
        "/runs?offset=10, request.parameter_unknown",
        "/reviews?status=ready, request.parameter_unknown",
        "/reviews?cursor=%F0%28%8C%28, cursor.invalid",
        "/runs?cursor=a%00b, request.malformed",
        "/runs?environment=a%00b, request.malformed",
        "/runs?a%00b=c, request.malformed",
        "/reviews?environment=a%00b, request.malformed",
        "/environments?limit=2, request.parameter_unknown",
        "?cursor, request.parameter_unknown"
    })
    void a_wrong_address_is_answered_with_400(String rest, String code) {
        var address = rest.startsWith("?") ? "/api/v1/workspaces" + rest : address(scope.workspaceId()) + rest;

        var answer = get(owner, address);

        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void a_cursor_to_a_place_beyond_all_lists_is_garbage() {
        var cursor = new Cursor(Instant.MAX, UUID.randomUUID()).token();

        assertThat(get(owner, address(scope.workspaceId()) + "/runs?cursor=" + cursor)
                        .code())
                .isEqualTo("cursor.invalid");
    }

    @Test
    void an_environment_that_there_is_not_is_not_found_as_a_filter_too() {
        assertThat(get(owner, address(scope.workspaceId()) + "/runs?environment=nowhere")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void an_id_that_there_is_not_is_not_found() {
        assertThat(get(owner, address(scope.workspaceId()) + "/runs/" + UUID.randomUUID())
                        .code())
                .isEqualTo("not_found");
    }

    @ParameterizedTest
    @CsvSource({"/api", "/api/", "/api/v1", "/api/v2/workspaces", "/api/v1/workspaces/", "/api/v1/nothing/here"})
    void an_address_that_there_is_not_is_a_problem_and_no_page(String address) {
        var answer = get(owner, address);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.response().getContentType()).startsWith("application/problem+json");
    }

    @Test
    void a_call_of_another_kind_is_told_which_ones_there_are() {
        var answer = send(owner, call(HttpMethod.DELETE, "/api/v1/workspaces"));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.response().getHeader("Allow"))
                .satisfies(allowed -> assertThat(allowed.split(", ")).containsExactlyInAnyOrder("GET", "POST"));
        assertThat(answer.text("/detail")).contains("GET", "POST");
    }

    @Test
    void an_answer_in_another_form_is_not_available() {
        var answer = send(owner, call(HttpMethod.GET, "/api/v1/workspaces").header("Accept", "text/html"));

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.response().getContentType()).startsWith("application/problem+json");
    }

    @Test
    void a_header_that_is_called_like_a_filter_is_none() {
        var answer = send(
                owner,
                call(HttpMethod.GET, address(scope.workspaceId()) + "/runs")
                        .header("Type", "nonsense")
                        .header("Limit", "nonsense"));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void a_problem_has_the_parts_of_the_standard_and_its_code() {
        var answer = get(owner, "/api/v1/workspaces/nowhere/runs");

        assertThat(answer.body().toString()).isEqualTo("""
                {"type":"urn:runtruth:problem:not_found","title":"Not found","status":404,\
                "detail":"There is nothing here, or it is not shared with you. Check the address, or go to the start \
                page.","code":"not_found","reference":null}""");
    }

    @ParameterizedTest
    @CsvSource({
        "de, Nicht gefunden",
        "'de-AT,en;q=0.5', Nicht gefunden",
        "en-GB, Not found",
        "fr, Not found",
        "'*', Not found",
        ";;;, Not found"
    })
    void a_problem_speaks_the_language_that_is_asked_for(String accepted, String title) {
        var answer = send(owner, call(HttpMethod.GET, "/api/v1/nothing").header("Accept-Language", accepted));

        assertThat(answer.text("/title")).isEqualTo(title);
    }
}
