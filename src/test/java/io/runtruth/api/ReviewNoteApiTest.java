package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// Own words over HTTP (contract 6, own words).
class ReviewNoteApiTest extends ApiTest {

    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final Scope scope;
    private final Actor.Person reviewer;
    private String review;

    ReviewNoteApiTest(ManualQueue queue, TestWorkspaces some, TestEvidence evidence) {
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.scope = some.environment(some.workspace());
        this.reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
    }

    @BeforeEach
    void ready() {
        evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass");
        var started = post(reviewer, address(scope) + "/reviews");
        queue.work(UUID.fromString(started.text("/run/id")));
        review = address(scope.workspaceId()) + "/reviews/" + started.text("/review/id");
    }

    @Test
    void own_words_are_written_and_stand_in_the_answers_of_the_review_but_in_no_list() {
        var written = put("whole", "All is *well*. <b>", false, 0);

        assertThat(written.status()).isEqualTo(200);
        assertThat(written.text("/version")).isEqualTo("1");
        var answer = get(reviewer, review);
        assertThat(answer.text("/notes/0/section")).isEqualTo("whole");
        assertThat(answer.text("/notes/0/text")).isEqualTo("All is *well*. <b>");
        assertThat(answer.text("/notes/0/by")).isEqualTo(reviewer.name());
        var list = get(reviewer, address(scope.workspaceId()) + "/reviews");
        assertThat(list.body().at("/items/0").has("notes")).isFalse();
    }

    @Test
    void who_names_an_earlier_version_is_refused() {
        put("findings", "first", false, 0);
        put("findings", "second", false, 1);

        assertThat(put("findings", "third", false, 1).code()).isEqualTo("edit.changed_meanwhile");
        assertThat(put("findings", "third", false, 0).code()).isEqualTo("edit.changed_meanwhile");
        assertThat(delete("findings?version=1").code()).isEqualTo("edit.changed_meanwhile");
        assertThat(delete("findings?version=2").status()).isEqualTo(204);
        assertThat(delete("findings").status()).isEqualTo(404);
        assertThat(get(reviewer, review).body().at("/notes")).isEmpty();
    }

    @Test
    void what_is_no_section_or_no_text_is_refused() {
        assertThat(put("elsewhere", "text", false, 0).status()).isEqualTo(404);
        assertThat(put("whole", "x".repeat(20_001), false, 0).code()).isEqualTo("review.note_text");
        assertThat(put("whole", "x".repeat(900_000), false, 0).code()).isEqualTo("review.note_text");
        assertThat(send(reviewer, "whole", "{\"text\": \"x\"}").code()).isEqualTo("request.missing");
        assertThat(send(reviewer, "whole", "{\"version\": 0}").code()).isEqualTo("request.missing");
    }

    @Test
    @Tag("I12")
    void what_is_published_is_frozen_and_told_to_customers_but_for_what_is_internal() {
        put("whole", "for all", false, 0);
        put("findings", "among us", true, 0);
        post(reviewer, review + "/publish");

        assertThat(put("whole", "otherwise", false, 1).code()).isEqualTo("review.notes_frozen");
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        for (var address : new String[] {review, review.replace("/reviews/", "/published/")}) {
            var answer = get(customer, address);
            assertThat(answer.body().at("/notes")).hasSize(1);
            assertThat(answer.text("/notes/0/text")).isEqualTo("for all");
            assertThat(answer.body().at("/notes/0/by").isNull()).isTrue();
        }
        assertThat(get(reviewer, review).body().at("/notes")).hasSize(2);
    }

    @Test
    void a_successor_takes_over_the_words_of_the_published_one() {
        put("whole", "as before", false, 0);
        post(reviewer, review + "/publish");
        evidence.snapshot(scope, Instant.parse("2026-11-02T08:00:00Z"), "fail");
        var next = post(reviewer, address(scope) + "/reviews").text("/review/id");
        review = address(scope.workspaceId()) + "/reviews/" + next;

        var taken = post(reviewer, review + "/notes/take-over");

        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.text("/items/0/text")).isEqualTo("as before");
        assertThat(get(reviewer, review).body().at("/notes")).hasSize(1);
    }

    private Answer put(String section, String text, boolean internal, long version) {
        var mapper = JsonMapper.shared();
        return send(
                reviewer,
                section,
                mapper.writeValueAsString(java.util.Map.of("text", text, "internal", internal, "version", version)));
    }

    private Answer send(Actor.Person person, String section, String content) {
        return send(
                person,
                call(HttpMethod.PUT, review + "/notes/" + section)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(content));
    }

    private Answer delete(String section) {
        return send(reviewer, call(HttpMethod.DELETE, review + "/notes/" + section));
    }
}
