package io.runtruth.api;

import static io.runtruth.testing.TestTargets.all;
import static io.runtruth.testing.TestTargets.write;
import static io.runtruth.testing.TestTargets.zip;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A restore over HTTP, from the preview to the results of each document (contract 7, 11).
class RestoreApiTest extends ApiTest {

    private final TestWorkspaces some;
    private final TestTargets targets;
    private final ManualQueue queue;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person owner;
    private Path target;

    RestoreApiTest(TestWorkspaces some, TestTargets targets, ManualQueue queue, JdbcClient jdbc) {
        this.some = some;
        this.targets = targets;
        this.queue = queue;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void places() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
        target = targets.target(scope);
    }

    @Test
    void a_restore_goes_from_its_preview_to_its_results() {
        write(target, "a.json", "1");
        write(target, "only.json", "1");
        var preview = sent("/restores", "{\"snapshot\": \"%s\"}".formatted(taken("a.json", "2", "b.json", "3")), null);

        assertThat(preview.status()).isEqualTo(201);
        assertThat(preview.response().getHeader("Location")).endsWith("/restores/" + preview.text("/id"));
        assertThat(preview.text("/state")).isEqualTo("not_begun");
        assertThat(preview.body().at("/changes/create").asInt()).isOne();
        assertThat(preview.body().at("/changes/change").asInt()).isOne();
        assertThat(preview.text("/only_in_target/0")).isEqualTo("only.json");

        var wrong = sent("/restores/" + preview.text("/id") + "/start", "{\"confirm\": \"other\"}", null);
        var started = sent("/restores/" + preview.text("/id") + "/start", "{\"confirm\": \"Environment\"}", null);

        assertThat(wrong.code()).isEqualTo("restore.confirm");
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.text("/result")).isEqualTo("dispatched");
        queue.work(UUID.fromString(started.text("/run/id")));

        var restore = get(owner, address(scope) + "/restores/" + preview.text("/id"));
        assertThat(restore.text("/state")).isEqualTo("completed");
        assertThat(restore.body().at("/results/applied").asInt()).isEqualTo(2);
        assertThat(restore.text("/run")).isEqualTo(started.text("/run/id"));
        var items = get(owner, address(scope) + "/restores/" + preview.text("/id") + "/items");
        assertThat(items.text("/items/0/path")).isEqualTo("a.json");
        assertThat(items.text("/items/0/result")).isEqualTo("applied");
        var run = get(owner, address(scope.workspaceId()) + "/runs/" + started.text("/run/id"));
        assertThat(run.text("/type")).isEqualTo("restore.execute");
        assertThat(run.text("/outcome")).isEqualTo("succeeded");
        assertThat(run.body().at("/summary_counts/applied").asInt()).isEqualTo(2);
        assertThat(all(target)).isEqualTo(Map.of("a.json", "2", "b.json", "3", "only.json", "1"));
        assertThat(get(owner, address(scope) + "/restores").text("/items/0/id")).isEqualTo(preview.text("/id"));
    }

    @Test
    @Tag("I14")
    void a_start_that_is_sent_again_gets_the_same_run() {
        var preview = sent("/restores", "{\"snapshot\": \"%s\"}".formatted(taken("a.json", "2")), "p-1");
        var again = sent("/restores", "{\"snapshot\": \"%s\"}".formatted(preview.text("/snapshot")), "p-1");
        var other = sent("/restores", "{\"snapshot\": \"%s\"}".formatted(taken("a.json", "3")), "p-1");
        var start = "/restores/" + preview.text("/id") + "/start";

        var first = sent(start, "{\"confirm\": \"Environment\"}", "s-1");
        var second = sent(start, "{\"confirm\": \"Environment\"}", "s-1");

        assertThat(again.text("/id")).isEqualTo(preview.text("/id"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.text("/run/id")).isEqualTo(first.text("/run/id"));
    }

    @Test
    void what_is_refused_says_why() {
        var one = sent("/restores", "{\"snapshot\": \"%s\"}".formatted(taken("a.json", "2")), null);
        var two = sent("/restores", "{\"snapshot\": \"%s\"}".formatted(taken("a.json", "3")), null);
        var first = sent("/restores/" + one.text("/id") + "/start", "{\"confirm\": \"Environment\"}", null);

        var second = sent("/restores/" + two.text("/id") + "/start", "{\"confirm\": \"Environment\"}", null);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("restore.other_active");
        assertThat(second.text("/run/id")).isEqualTo(first.text("/run/id"));
        assertThat(sent("/restores", "{}", null).code()).isEqualTo("request.missing");
        assertThat(sent("/restores", "{\"snapshot\": \"%s\"}".formatted(UUID.randomUUID()), null)
                        .status())
                .isEqualTo(404);
        assertThat(sent(
                                "/restores",
                                "{\"snapshot\": \"%s\", \"paths\": [\"../x.json\"]}".formatted(one.text("/snapshot")),
                                null)
                        .code())
                .isEqualTo("restore.path_unknown");
        assertThat(sent("/restores", "{\"snapshot\": \"%s\", \"paths\": []}".formatted(one.text("/snapshot")), null)
                        .code())
                .isEqualTo("restore.nothing_chosen");
    }

    @Test
    void the_results_of_a_restore_that_has_not_completed_are_what_there_is_of_them() {
        write(target, "a.json", "1");
        var preview = sent("/restores", "{\"snapshot\": \"%s\"}".formatted(taken("a.json", "2", "b.json", "2")), null);
        sent("/restores/" + preview.text("/id") + "/start", "{\"confirm\": \"Environment\"}", null);
        var id = UUID.fromString(preview.text("/id"));
        jdbc.sql("update restore_run set state = 'in_progress' where id = ?")
                .param(id)
                .update();
        jdbc.sql("update restore_item set result = 'applied', done_at = now() where restore_id = ? and path = 'a.json'")
                .param(id)
                .update();

        var restore = get(owner, address(scope) + "/restores/" + id);

        assertThat(restore.body().at("/results/applied").asInt()).isOne();
        assertThat(restore.body().at("/results/failed").asInt()).isZero();
    }

    @Test
    void four_eyes_are_asked_for_by_the_workspace() {
        var changed = send(
                owner,
                call(HttpMethod.PATCH, address(scope.workspaceId()))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"restore_four_eyes\": true}"));
        var second = some.person(scope.workspaceId(), Role.OPERATOR);
        var preview = sent("/restores", "{\"snapshot\": \"%s\"}".formatted(taken("a.json", "2")), null);
        var restore = "/restores/" + preview.text("/id");

        var refused = sent(restore + "/start", "{\"confirm\": \"Environment\"}", null);
        var unnamed = send(second, json(restore + "/approve", "{}", null));
        var own = sent(restore + "/approve", "{\"preview\": \"%s\"}".formatted(preview.text("/preview")), null);
        var other = "{\"confirm\": \"Environment\", \"preview\": \"sha256:0\"}";
        var approved = send(
                second, json(restore + "/approve", "{\"preview\": \"%s\"}".formatted(preview.text("/preview")), null));
        var changedSince = sent(restore + "/start", other, null);
        var started = sent(
                restore + "/start",
                "{\"confirm\": \"Environment\", \"preview\": \"%s\"}".formatted(preview.text("/preview")),
                null);

        assertThat(unnamed.code()).isEqualTo("request.missing");
        assertThat(changedSince.status()).isEqualTo(409);
        assertThat(changedSince.code()).isEqualTo("restore.preview_changed");
        assertThat(changed.body().at("/restore_four_eyes").asBoolean()).isTrue();
        assertThat(refused.code()).isEqualTo("restore.not_approved");
        assertThat(own.code()).isEqualTo("restore.own_preview");
        assertThat(approved.text("/approved/name")).isEqualTo(second.name());
        assertThat(started.status()).isEqualTo(202);
    }

    @Test
    void a_run_that_did_not_succeed_is_retried_by_the_one_door() {
        write(target, "a.json", "1");
        var preview = sent("/restores", "{\"snapshot\": \"%s\"}".formatted(taken("a.json", "2")), null);
        var started = sent("/restores/" + preview.text("/id") + "/start", "{\"confirm\": \"Environment\"}", null);
        var run = address(scope.workspaceId()) + "/runs/" + started.text("/run/id");
        post(owner, run + "/cancel");

        var again = post(owner, run + "/retry");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body().at("/review").isNull()).isTrue();
        queue.work(UUID.fromString(again.text("/run/id")));
        assertThat(all(target)).isEqualTo(Map.of("a.json", "2"));
        assertThat(post(some.person(scope.workspaceId(), Role.REVIEWER), run + "/retry")
                        .status())
                .as("who may not restore")
                .isEqualTo(403);
    }

    private String taken(String... pathsAndTexts) {
        return send(
                        owner,
                        call(HttpMethod.POST, address(scope) + "/snapshots")
                                .contentType("application/zip")
                                .content(zip(pathsAndTexts)))
                .text("/id");
    }

    private Answer sent(String address, String content, String requestId) {
        return send(owner, json(address, content, requestId));
    }

    private org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder json(
            String address, String content, String requestId) {
        var call = call(HttpMethod.POST, address(scope) + address)
                .contentType(MediaType.APPLICATION_JSON)
                .content(content);
        return requestId == null ? call : call.header("Idempotency-Key", requestId);
    }
}
