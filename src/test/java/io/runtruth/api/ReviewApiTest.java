package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.Role;
import io.runtruth.access.TokenService;
import io.runtruth.access.TokenService.NewToken;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReviewApiTest extends ApiTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final EnvironmentService environments;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final TokenService tokens;
    private final JdbcClient jdbc;
    private final Scope scope;
    private final Actor.Person owner;
    private int imported;

    ReviewApiTest(
            EnvironmentService environments,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            TokenService tokens,
            JdbcClient jdbc) {
        this.environments = environments;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.tokens = tokens;
        this.jdbc = jdbc;
        this.scope = some.environment(some.workspace());
        this.owner = some.person(scope.workspaceId(), Role.OWNER);
    }

    @Test
    void a_start_dispatches_a_run_and_names_its_review() {
        evidence.snapshot(scope, COLLECTED, "pass");

        var answer = start();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().toString())
                .isEqualTo("""
                {"result":"dispatched","run":{"id":"%s"},"review":{"id":"%s","status":"draft"},"joined":null,\
                "reason":null}""".formatted(answer.text("/run/id"), answer.text("/review/id")));
    }

    @Test
    void a_start_that_joins_a_run_says_whose_and_since_when() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var first = start();

        var second = post(some.person(scope.workspaceId(), Role.REVIEWER), address(scope) + "/reviews");

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.text("/result")).isEqualTo("reused_active_run");
        assertThat(second.text("/run/id")).isEqualTo(first.text("/run/id"));
        assertThat(second.text("/joined/name")).isEqualTo(owner.name());
        assertThat(Instant.parse(second.text("/joined/since"))).isNotNull();
    }

    @Test
    void a_start_of_what_is_there_leads_to_it() {
        var review = ready();

        var answer = start();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString()).isEqualTo("""
                {"result":"already_available","run":null,"review":{"id":"%s","status":"ready"},"joined":null,\
                "reason":null}""".formatted(review));
    }

    @Test
    void a_start_without_evidence_is_refused_with_the_reason() {
        var answer = start();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.response().getContentType()).startsWith("application/problem+json");
        assertThat(answer.body().propertyNames())
                .containsExactlyInAnyOrder(
                        "type",
                        "title",
                        "status",
                        "detail",
                        "code",
                        "reference",
                        "result",
                        "run",
                        "review",
                        "joined",
                        "reason");
        assertThat(answer.text("/result")).isEqualTo("refused");
        assertThat(answer.text("/reason")).isEqualTo("evidence.missing");
        assertThat(answer.code()).isEqualTo("evidence.missing");
    }

    @Test
    void a_start_from_evidence_that_is_too_old_says_how_old_it_is() {
        var strict = some.environment(some.workspace(1));
        evidence.snapshot(strict, Instant.EPOCH, "pass");

        var answer = post(some.person(strict.workspaceId(), Role.OWNER), address(strict) + "/reviews");

        assertThat(answer.code()).isEqualTo("evidence.too_old");
        assertThat(answer.text("/detail")).containsPattern("is [0-9,]+ days old");
    }

    @Test
    void a_start_in_an_archived_environment_is_refused() {
        evidence.snapshot(scope, COLLECTED, "pass");
        environments.change(owner, scope, new EnvironmentChange(null, true, null));

        assertThat(start().text("/reason")).isEqualTo("environment.archived");
    }

    @Test
    @Tag("I14")
    void the_same_key_gets_the_same_answer_although_the_review_is_ready_by_now() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var first = startWithKey(scope, "key-1");
        queue.work(UUID.fromString(first.text("/run/id")));

        var again = startWithKey(scope, "key-1");

        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(startWithKey(scope, "key-2").text("/result")).isEqualTo("already_available");
    }

    @Test
    @Tag("I14")
    void the_same_key_with_another_content_is_refused() {
        evidence.snapshot(scope, COLLECTED, "pass");
        startWithKey(scope, "key-1");

        var answer = startWithKey(some.environment(scope.workspaceId()), "key-1");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("request_id.reused");
    }

    @Test
    void a_key_that_is_too_long_is_refused() {
        assertThat(startWithKey(scope, "k".repeat(201)).code()).isEqualTo("request_id.invalid");
    }

    @Test
    void a_refresh_composes_the_newest_evidence() {
        var review = ready();
        evidence.snapshot(scope, COLLECTED.plusSeconds(60), "fail");

        var answer = post(owner, address(scope.workspaceId()) + "/reviews/" + review + "/refresh");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("/result")).isEqualTo("dispatched");
        assertThat(answer.text("/review/id")).isEqualTo(review.toString());
    }

    @Test
    void a_ready_review_is_shown_with_its_document_byte_for_byte_as_composed() {
        var review = ready();

        var answer = get(owner, address(scope.workspaceId()) + "/reviews/" + review);

        assertThat(answer.body().propertyNames())
                .containsExactly(
                        "id",
                        "environment",
                        "status",
                        "fingerprint",
                        "completeness",
                        "run_id",
                        "created_at",
                        "status_at",
                        "publication",
                        "notes",
                        "content");
        assertThat(answer.text("/status")).isEqualTo("ready");
        assertThat(answer.text("/environment")).isEqualTo(slug(scope));
        assertThat(raw(answer)).contains("\"content\":" + stored(review));
    }

    @Test
    void a_list_shows_reviews_without_their_documents() {
        var review = ready();

        var answer = get(owner, address(scope.workspaceId()) + "/reviews?environment=" + slug(scope));

        assertThat(answer.text("/items/0/id")).isEqualTo(review.toString());
        assertThat(answer.body().at("/items/0").has("content")).isFalse();
        assertThat(answer.body().at("/next_cursor").isNull()).isTrue();
    }

    @Test
    @Tag("I12")
    void a_list_of_one_environment_holds_nothing_of_the_others() {
        ready();
        var other = some.environment(scope.workspaceId());

        var answer = get(owner, address(scope.workspaceId()) + "/reviews?environment=" + slug(other));

        assertThat(answer.body().at("/items")).isEmpty();
    }

    @Test
    @Tag("I12")
    void a_customer_finds_the_published_ones_and_no_others() {
        var published = ready();
        jdbc.sql("update environment_review set status = 'published' where id = ?")
                .param(published)
                .update();
        evidence.snapshot(scope, COLLECTED.plusSeconds(60), "fail");
        start();

        var answer = get(some.person(scope.workspaceId(), Role.CUSTOMER), address(scope.workspaceId()) + "/reviews");

        assertThat(answer.body().at("/items")).hasSize(1);
        assertThat(answer.text("/items/0/id")).isEqualTo(published.toString());
    }

    @Test
    @Tag("I12")
    void to_a_customer_an_environment_without_a_published_review_is_like_none() {
        var published = ready();
        jdbc.sql("update environment_review set status = 'published' where id = ?")
                .param(published)
                .update();
        var hidden = some.environment(scope.workspaceId());
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        var reviews = address(scope.workspaceId()) + "/reviews?environment=";

        assertThat(get(customer, reviews + slug(scope)).text("/items/0/id")).isEqualTo(published.toString());
        assertThat(get(customer, reviews + slug(hidden)).body())
                .isEqualTo(get(customer, reviews + "nowhere").body());
        assertThat(get(customer, reviews + slug(hidden)).status()).isEqualTo(404);
        for (var call : List.of("/runs?environment=", "/environments/")) {
            var rest = call.startsWith("/runs") ? "" : "/evidence";
            var address = address(scope.workspaceId()) + call;
            assertThat(get(customer, address + slug(hidden) + rest).body())
                    .isEqualTo(get(customer, address + "nowhere" + rest).body());
        }
    }

    @Test
    void a_token_that_reads_what_is_published_only_decides_about_no_review() {
        var published = ready();
        post(owner, address(scope.workspaceId()) + "/reviews/" + published + "/publish");
        var token = tokens.create(
                owner,
                new NewToken(
                        "t",
                        scope.workspaceId(),
                        Set.of(Capability.PUBLISHED_REVIEW_VIEW, Capability.ENVIRONMENT_REVIEW_MANAGE),
                        null,
                        Instant.now().plus(Duration.ofDays(1))));

        var answer = send(call(HttpMethod.POST, address(scope.workspaceId()) + "/reviews/" + published + "/archive")
                .header("Authorization", "Bearer " + token.secret()));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(get(owner, address(scope.workspaceId()) + "/reviews/" + published)
                        .text("/status"))
                .isEqualTo("published");
    }

    @Test
    void a_review_tells_what_changed_since_the_one_published_before() {
        var first = publish("pass", "fail");
        var second = publish("fail", "fail");
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        var reviews = address(scope.workspaceId()) + "/reviews/";

        var drift = get(customer, reviews + second + "/drift");

        assertThat(drift.text("/against/review")).isEqualTo(first);
        assertThat(drift.body().at("/against/number").intValue()).isEqualTo(1);
        assertThat(drift.text("/sources/0/comparison")).isEqualTo("compared");
        assertThat(drift.text("/sources/0/newly_failing/first/0/id")).isEqualTo("C.0");
        assertThat(drift.body().at("/sources/0/unchanged").intValue()).isEqualTo(1);
        assertThat(get(customer, reviews + first + "/drift").body().toString())
                .isEqualTo("{\"against\":null,\"sources\":[]}");
        assertThat(get(customer, reviews + first + "/drift?against=" + second)
                        .body()
                        .at("/sources/0/fixed/count")
                        .intValue())
                .isEqualTo(1);
        assertThat(get(customer, reviews + first + "/drift?against=" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
        assertThat(get(customer, reviews + second).body().at("/publication").toString())
                .matches("\\{\"number\":2,\"at\":\"[^\"]+\",\"by\":null,\"replaces\":\"" + first
                        + "\",\"replaced_by\":null}");
    }

    private String publish(String... results) {
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(imported++), results);
        var started = start();
        queue.work(UUID.fromString(started.text("/run/id")));
        post(owner, address(scope.workspaceId()) + "/reviews/" + started.text("/review/id") + "/publish");
        return started.text("/review/id");
    }

    private Answer start() {
        return post(owner, address(scope) + "/reviews");
    }

    private Answer startWithKey(Scope where, String key) {
        return send(owner, call(HttpMethod.POST, address(where) + "/reviews").header("Idempotency-Key", key));
    }

    private UUID ready() {
        evidence.snapshot(scope, COLLECTED, "pass", "fail");
        var started = start();
        queue.work(UUID.fromString(started.text("/run/id")));
        return UUID.fromString(started.text("/review/id"));
    }

    private String stored(UUID review) {
        return jdbc.sql("select content from environment_review where id = ?")
                .param(review)
                .query(String.class)
                .single();
    }

    private static String raw(Answer answer) {
        return new String(answer.response().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
