package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.queue.ManualQueue;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Who gets what from each call (SPEC 8): the table says it, and every call stands in it.
@Tag("I12")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessApiTest extends ApiTest {

    private static final String W = "/api/v1/workspaces/{workspace}";
    private static final String E = W + "/environments/{environment}";

    /// `ok`, or the status of the refusal. `elsewhere` is a reviewer whose list holds another environment only.
    enum Call {
        // .                                     owner reviewer operator auditor customer elsewhere outsider
        WORKSPACES("GET /api/v1/workspaces", "   ok    ok       ok       ok      ok       ok        ok"),
        ENVIRONMENTS("GET " + W + "/environments", "ok ok       ok       ok      403      ok        404"),
        EVIDENCE("GET " + E + "/evidence", "     ok    ok       ok       ok      403      404       404"),
        SNAPSHOT("GET " + E + "/evidence/{snapshot}", "ok ok    ok       ok      403      404       404"),
        IMPORT("POST " + E + "/evidence", "      ok    ok       ok       403     403      404       404"),
        START("POST " + E + "/reviews", "        ok    ok       403      403     403      404       404"),
        REVIEWS("GET " + W + "/reviews", "       ok    ok       ok       ok      ok       ok        404"),
        REVIEWS_HERE("GET " + W + "/reviews?environment={environment}", "ok ok ok ok ok   404       404"),
        DRAFT("GET " + W + "/reviews/{review}", "ok    ok       ok       ok      404      404       404"),
        PUBLISHED("GET " + W + "/reviews/{review}", "ok ok      ok       ok      ok       404       404"),
        REFRESH_DRAFT("POST " + W + "/reviews/{review}/refresh", "ok ok 403 403  404      404       404"),
        REFRESH_PUBLISHED("POST " + W + "/reviews/{review}/refresh", "ok ok 403 403 403   404       404"),
        RUNS("GET " + W + "/runs", "             ok    ok       ok       ok      403      ok        404"),
        RUNS_HERE("GET " + W + "/runs?environment={environment}", "ok ok ok ok   403      404       404"),
        RUN("GET " + W + "/runs/{run}", "        ok    ok       ok       ok      403      404       404"),
        CANCEL("POST " + W + "/runs/{run}/cancel", "ok ok       ok       403     403      404       404"),
        CHECK("POST " + W + "/runs/{run}/check", "ok ok         ok       403     403      404       404"),
        CHECK_DRY("POST " + W + "/runs/{run}/check?dryRun=true", "ok ok ok ok    403      404       404"),
        RETRY("POST " + W + "/runs/{cancelled}/retry", "ok ok   403      403     403      404       404");

        private final HttpMethod method;
        private final String address;
        private final String[] answers;

        Call(String call, String answers) {
            this.method = HttpMethod.valueOf(call.substring(0, call.indexOf(' ')));
            this.address = call.substring(call.indexOf(' ') + 1);
            this.answers = answers.strip().split("\\s+");
        }

        String answer(Who who) {
            return answers[who.ordinal()];
        }

        String mapping() {
            return method + " " + address.replaceFirst("\\?.*", "").replace("{cancelled}", "{run}");
        }
    }

    enum Who {
        OWNER,
        REVIEWER,
        OPERATOR,
        AUDITOR,
        CUSTOMER,
        ELSEWHERE,
        OUTSIDER
    }

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final ManualQueue queue;
    private final JdbcClient jdbc;
    private final RequestMappingHandlerMapping mappings;
    private final Map<Who, Actor.Person> people = new EnumMap<>(Who.class);

    private Scope scope;
    private UUID snapshot;
    private UUID published;
    private UUID draft;
    private UUID run;
    private UUID cancelled;

    AccessApiTest(
            TestWorkspaces some,
            TestEvidence evidence,
            ManualQueue queue,
            JdbcClient jdbc,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.some = some;
        this.evidence = evidence;
        this.queue = queue;
        this.jdbc = jdbc;
        this.mappings = mappings;
    }

    @BeforeAll
    void people() {
        var workspace = some.workspace();
        scope = some.environment(workspace);
        people.put(Who.OWNER, some.person(workspace, Role.OWNER));
        people.put(Who.REVIEWER, some.person(workspace, Role.REVIEWER));
        people.put(Who.OPERATOR, some.person(workspace, Role.OPERATOR));
        people.put(Who.AUDITOR, some.person(workspace, Role.AUDITOR));
        people.put(Who.CUSTOMER, some.person(workspace, Role.CUSTOMER));
        people.put(Who.ELSEWHERE, some.personFor(some.environment(workspace), Role.REVIEWER));
        people.put(Who.OUTSIDER, some.person(some.workspace(), Role.OWNER));
    }

    /// New evidence and a new draft for each call, so that one call leaves nothing to the next.
    @BeforeEach
    void records() {
        if (published == null) {
            published = UUID.fromString(started().text("/review/id"));
            queue.work(run);
            jdbc.sql("update environment_review set status = 'published' where id = ?")
                    .param(published)
                    .update();
        }
        started();
        cancelled = run;
        post(people.get(Who.OWNER), address(scope.workspaceId()) + "/runs/" + cancelled + "/cancel");
        draft = UUID.fromString(started().text("/review/id"));
    }

    private Answer started() {
        snapshot = evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass");
        var answer = post(people.get(Who.OWNER), address(scope) + "/reviews");
        run = UUID.fromString(answer.text("/run/id"));
        return answer;
    }

    @ParameterizedTest
    @EnumSource
    void a_call_is_answered_by_role(Call call) {
        var answers = Arrays.stream(Who.values())
                .map(who -> who + " " + shown(send(people.get(who), request(call))))
                .toList();

        assertThat(answers)
                .containsExactlyElementsOf(Arrays.stream(Who.values())
                        .map(who -> who + " " + call.answer(who))
                        .toList());
    }

    @Test
    void nobody_is_answered_without_a_sign_in() {
        for (var call : Call.values()) {
            assertThat(send(request(call)).status()).as(call.name()).isEqualTo(401);
        }
    }

    @Test
    void every_call_stands_in_the_table() {
        var mapped = mappings.getHandlerMethods().entrySet().stream()
                .filter(it -> it.getValue().getBeanType().getPackage().equals(Call.class.getPackage()))
                .flatMap(it -> it.getKey().getMethodsCondition().getMethods().stream()
                        .flatMap(method ->
                                it.getKey().getPatternValues().stream().map(pattern -> method + " " + pattern)))
                .collect(Collectors.toSet());

        assertThat(mapped).isNotEmpty();
        assertThat(Stream.of(Call.values()).map(Call::mapping).collect(Collectors.toSet()))
                .isEqualTo(mapped);
    }

    private org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request(Call call) {
        var review = call == Call.PUBLISHED || call == Call.REFRESH_PUBLISHED ? published : draft;
        var address = call.address
                .replace("{workspace}", slug(scope.workspaceId()))
                .replace("{environment}", slug(scope))
                .replace("{snapshot}", snapshot.toString())
                .replace("{review}", review.toString())
                .replace("{run}", run.toString())
                .replace("{cancelled}", cancelled.toString());
        return call(call.method, address).content(OCSF.formatted("r", "account-1"));
    }

    private static String shown(Answer answer) {
        return answer.status() < 300 ? "ok" : Integer.toString(answer.status());
    }
}
