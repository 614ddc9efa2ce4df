package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a customer is told over HTTP (contract 8, published).
class PublishedApiTest extends ApiTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final ManualQueue queue;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person owner;
    private Actor.Person customer;
    private String first;
    private String second;

    PublishedApiTest(TestWorkspaces some, TestEvidence evidence, ManualQueue queue, JdbcClient jdbc) {
        this.some = some;
        this.evidence = evidence;
        this.queue = queue;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void publishTwo() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
        customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        first = published(scope, 1, "pass", "fail");
        second = published(scope, 2, "fail", "fail");
    }

    private String published(Scope where, int day, String... results) {
        var review = ready(where, day, results);
        assertThat(post(owner, reviews() + review + "/publish").status()).isEqualTo(200);
        return review;
    }

    private String ready(Scope where, int day, String... results) {
        evidence.snapshotOf(where, "Tool", COLLECTED.plusSeconds(day), results);
        var started = post(owner, address(where) + "/reviews");
        queue.work(UUID.fromString(started.text("/run/id")));
        return started.text("/review/id");
    }

    private String reviews() {
        return address(scope.workspaceId()) + "/reviews/";
    }

    private String publishedCalls() {
        return address(scope.workspaceId()) + "/published";
    }

    /// Everything that stays among those who review.
    private List<String> internals() {
        var internals = new ArrayList<String>(jdbc.sql("""
                select cast(id as text) from operation_run where workspace_id = :workspace
                union all
                select cast(id as text) from evidence_snapshot where workspace_id = :workspace
                union all
                select file_digest from evidence_snapshot where workspace_id = :workspace
                union all
                select facts ->> 'postureDigest' from evidence_snapshot where workspace_id = :workspace
                union all
                select file_name from evidence_snapshot where workspace_id = :workspace
                union all
                select target_id from evidence_snapshot where workspace_id = :workspace and target_id is not null
                """)
                .param("workspace", scope.workspaceId())
                .query(String.class)
                .list());
        internals.add(scope.environmentId().toString());
        internals.add(owner.name());
        internals.add(owner.account().toString());
        return internals;
    }

    @Tag("I12")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reviews",
                "/reviews/{review}",
                "/reviews/{review}/drift",
                "/reviews/{first}/drift?against={review}",
                "/reviews/{review}/packs/customer.json",
                "/reviews/{review}/packs/customer.html",
                "/reviews/{review}/packs/customer.csv",
                "/reviews/{review}/packs/customer.oscal.json",
                "/reviews/{review}/packs/customer.action-plan.csv",
                "/reviews/{review}/packs/executive.json",
                "/reviews/{review}/packs/executive.html",
                "/published",
                "/published/{review}",
                "/published/{first}",
            })
    void no_call_that_a_customer_may_make_tells_what_is_internal(String call) {
        var address =
                address(scope.workspaceId()) + call.replace("{review}", second).replace("{first}", first);

        var answer = raw(call(HttpMethod.GET, address).with(signedIn(customer)));

        assertThat(answer.getStatus()).isEqualTo(200);
        var text = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
        assertThat(internals()).hasSizeGreaterThan(8).noneMatch(text::contains);
        assertThat(text).doesNotContain("operations_health", "confirmed_by", "sha256:");
    }

    private Answer asks(String finding, String text, String key) {
        return send(
                customer,
                call(HttpMethod.POST, publishedCalls() + "/" + second + "/questions")
                        .header("Idempotency-Key", key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"finding\": %s, \"text\": \"%s\"}".formatted(finding, text)));
    }

    private Answer answers(Actor.Person who, String question) {
        return send(
                who,
                call(HttpMethod.POST, address(scope.workspaceId()) + "/questions/" + question + "/answer")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"text\": \"Because.\"}"));
    }

    @Test
    @Tag("I14")
    void a_question_is_asked_once_for_a_key_and_answered() {
        var asked = asks("0", "Why?", "one");

        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.text("/status")).isEqualTo("open");
        assertThat(asks("0", "Why?", "one").text("/id")).isEqualTo(asked.text("/id"));
        assertThat(asks("0", "What?", "one").status()).isEqualTo(422);
        assertThat(get(owner, address(scope.workspaceId()) + "/questions?open=true")
                        .body()
                        .at("/items"))
                .hasSize(1);
        var answered = answers(owner, asked.text("/id"));
        assertThat(answered.text("/answer")).isEqualTo("Because.");
        assertThat(answered.text("/ended_by")).isEqualTo(owner.name());
        assertThat(get(owner, address(scope.workspaceId()) + "/questions?open=true")
                        .body()
                        .at("/items"))
                .isEmpty();
    }

    @Test
    @Tag("I12")
    void what_a_customer_said_and_was_answered_names_nobody_else() {
        var asked = asks("0", "Why?", "one");
        answers(owner, asked.text("/id"));
        post(some.person(scope.workspaceId(), Role.CUSTOMER), publishedCalls() + "/" + second + "/readings");
        post(customer, publishedCalls() + "/" + second + "/readings");

        for (var call :
                List.of("/published/" + second + "/readings", "/published/" + second + "/questions", "/questions")) {
            var answer = get(customer, address(scope.workspaceId()) + call);

            assertThat(answer.body().at("/items")).as(call).hasSize(1);
            assertThat(internals()).as(call).noneMatch(answer.body().toString()::contains);
        }
    }

    @Test
    void a_question_that_is_asked_after_two_hundred_is_answered_for_too() {
        jdbc.sql("""
                insert into review_question
                    (id, workspace_id, environment_id, review_id, finding, control_id, title, asked_by, asked_by_name,
                    created_at, question, request_id, status)
                select gen_random_uuid(), ?, ?, ?, 0, 'C.0', 'Control 0', ?, 'Somebody',
                    now() - interval '2 hours', 'Why?', 'earlier ' || number, 'open'
                from generate_series(1, 200) number
                """)
                .params(scope.workspaceId(), scope.environmentId(), UUID.fromString(second), customer.account())
                .update();

        var asked = asks("0", "Why?", "one more");

        assertThat(asked.status()).isEqualTo(201);
        assertThat(answers(owner, asked.text("/id")).text("/answer")).isEqualTo("Because.");
    }

    @Test
    void a_list_names_what_can_be_read_though_the_newest_is_withdrawn() {
        post(owner, reviews() + second + "/archive");

        var answer = get(customer, publishedCalls());

        assertThat(answer.body().at("/items")).hasSize(1);
        assertThat(answer.body().at("/items/0/reviews")).hasSize(1);
        assertThat(answer.text("/items/0/reviews/0/id")).isEqualTo(first);
    }

    @Test
    void more_than_so_many_questions_an_hour_are_429_with_when_the_next_one_can_be_asked() {
        for (var i = 0; i < 20; i++) {
            assertThat(asks("0", "Why?", "k" + i).status()).isEqualTo(201);
        }

        var refused = asks("0", "Why?", "one more");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("question.too_many");
        assertThat(refused.response().getHeader("Retry-After")).isNotNull();
    }

    @Test
    void the_pack_of_a_customer_is_the_same_file_whoever_downloads_it() {
        var pack = reviews() + second + "/packs/customer.zip";

        assertThat(raw(call(HttpMethod.GET, pack).with(signedIn(customer))).getHeader("ETag"))
                .isEqualTo(raw(call(HttpMethod.GET, pack).with(signedIn(owner))).getHeader("ETag"));
    }

    @Test
    void a_list_names_environments_with_what_is_published_of_them_newest_first() {
        some.environment(scope.workspaceId());

        var answer = get(customer, publishedCalls());

        assertThat(answer.body().at("/items")).hasSize(1);
        assertThat(answer.text("/items/0/environment")).isEqualTo(slug(scope));
        assertThat(answer.text("/items/0/reviews/0/id")).isEqualTo(second);
        assertThat(answer.text("/items/0/reviews/1/id")).isEqualTo(first);
        assertThat(answer.body().at("/items/0/reviews/0/checks").toString())
                .isEqualTo("{\"total\":2,\"assessed\":2,\"met\":0,\"not_met\":2,\"not_met_change\":1}");
        assertThat(answer.body().at("/next_cursor").isNull()).isTrue();
    }

    @Test
    void a_list_goes_on_where_its_part_ended() {
        var other = some.environment(scope.workspaceId());
        published(other, 3, "pass");

        var one = get(customer, publishedCalls() + "?limit=1");
        var two = get(customer, publishedCalls() + "?limit=1&cursor=" + one.text("/next_cursor"));

        assertThat(Stream.of(one, two).map(it -> it.text("/items/0/environment")))
                .containsExactlyElementsOf(
                        Stream.of(slug(scope), slug(other)).sorted().toList());
        assertThat(two.body().at("/next_cursor").isNull()).isTrue();
    }

    @Test
    @Tag("I12")
    void what_is_not_published_is_not_found_here_by_anybody() {
        var ready = ready(scope, 4, "pass");

        for (var who : List.of(customer, owner)) {
            assertThat(get(who, publishedCalls() + "/" + ready).status()).isEqualTo(404);
        }
        post(owner, reviews() + second + "/archive");
        assertThat(get(owner, publishedCalls() + "/" + second).status()).isEqualTo(404);
        assertThat(get(
                                some.personFor(some.environment(scope.workspaceId()), Role.CUSTOMER),
                                publishedCalls() + "/" + first)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoever_reads_reviews_is_told_the_same_as_a_customer_and_finds_the_whole_document_elsewhere() {
        var told = get(owner, publishedCalls() + "/" + second);

        assertThat(told.body())
                .isEqualTo(get(customer, publishedCalls() + "/" + second).body());
        assertThat(told.body().at("/content/provenance/snapshots/0/source").has("file"))
                .isFalse();
        assertThat(get(owner, reviews() + second)
                        .body()
                        .at("/content/provenance/snapshots/0/source")
                        .has("file"))
                .isTrue();
        assertThat(get(customer, reviews() + second).body().at("/content"))
                .isEqualTo(told.body().at("/content"));
    }

    @Test
    @Tag("I12")
    void a_difference_from_a_review_that_was_withdrawn_does_not_name_it() {
        jdbc.sql("update environment_review set status = 'archived' where id = :id")
                .param("id", UUID.fromString(first))
                .update();

        assertThat(get(customer, reviews() + second + "/drift")
                        .body()
                        .at("/against/review")
                        .isNull())
                .isTrue();
        assertThat(get(owner, reviews() + second + "/drift").text("/against/review"))
                .isEqualTo(first);
    }
}
