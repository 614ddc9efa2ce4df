package io.runtruth.api;

import static io.runtruth.testing.TestTargets.write;
import static io.runtruth.testing.TestTargets.zip;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TargetServer;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Snapshots of configuration, and where it is, over HTTP (contract 7, 11).
class ConfigurationApiTest extends ApiTest {

    private final TestWorkspaces some;
    private final TestTargets targets;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person owner;

    ConfigurationApiTest(TestWorkspaces some, TestTargets targets, JdbcClient jdbc) {
        this.some = some;
        this.targets = targets;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void people() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
    }

    @Test
    @Tag("I15")
    void the_same_documents_in_another_archive_are_the_same_snapshot() {
        var first = taken(zip("a.json", "{\"a\":1}", "sub/b.json", "[]"));
        var again = taken(zip("sub/b.json", "[]", "a.json", "{\"a\":1}"));
        var other = taken(zip("a.json", "{ \"a\": 1 }", "sub/b.json", "[]"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.response().getHeader("Location")).endsWith("/snapshots/" + first.text("/id"));
        assertThat(first.body().at("/documents").asInt()).isEqualTo(2);
        assertThat(first.text("/origin")).isEqualTo("uploaded");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(again.body().at("/already_known").asBoolean()).isTrue();
        assertThat(other.text("/id")).isNotEqualTo(first.text("/id"));
        assertThat(count("configuration_content")).as("contents kept once").isEqualTo(3);
    }

    @Test
    void another_environment_has_snapshots_of_its_own() {
        var here = taken(zip("a.json", "1"));
        var elsewhere = some.environment(scope.workspaceId());

        assertThat(get(owner, address(elsewhere) + "/snapshots/" + here.text("/id"))
                        .status())
                .isEqualTo(404);
        assertThat(get(owner, address(elsewhere) + "/snapshots/" + here.text("/id") + "/documents")
                        .status())
                .isEqualTo(404);
        assertThat(raw(call(HttpMethod.GET, address(elsewhere) + "/snapshots/" + here.text("/id") + "/archive")
                                .with(signedIn(owner)))
                        .getStatus())
                .isEqualTo(404);
        assertThat(get(owner, address(elsewhere) + "/snapshots/" + here.text("/id") + "/diff/" + here.text("/id"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_refused_archive_stores_no_snapshot() {
        var answer = taken(zip("a.json", "1", "b.json", "{broken"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("snapshot.no_json");
        assertThat(answer.text("/detail")).contains("b.json");
        assertThat(count("configuration_snapshot")).isZero();
    }

    @Test
    void without_content_the_target_is_read_and_not_touched() throws Exception {
        var target = targets.target(scope);
        write(target, "a.json", "{\"a\":1}\n");
        write(target, "sub/broken.json", "{");
        write(target, "readme.md", "x");

        var answer = post(owner, address(scope) + "/snapshots");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/origin")).isEqualTo("captured");
        assertThat(answer.body().at("/documents").asInt()).isEqualTo(2);
        assertThat(answer.body().at("/unreadable").asInt()).isOne();
        assertThat(TestTargets.all(target)).containsOnlyKeys("a.json", "sub/broken.json", "readme.md");

        Files.createSymbolicLink(target.resolve("link.json"), target.resolve("a.json"));
        var linked = post(owner, address(scope) + "/snapshots");
        assertThat(linked.status()).isEqualTo(409);
        assertThat(linked.code()).isEqualTo("target.link");
    }

    @Test
    void an_environment_without_a_target_says_what_to_do() {
        assertThat(post(owner, address(scope) + "/snapshots").code()).isEqualTo("target.none");
        assertThat(get(owner, address(scope) + "/configuration-target")
                        .body()
                        .at("/possible")
                        .asBoolean())
                .isTrue();

        targets.home(scope);
        var chosen = choose("not-there");

        assertThat(chosen.body().at("/usable").asBoolean()).isFalse();
        assertThat(chosen.text("/fault")).isEqualTo("missing");
        assertThat(post(owner, address(scope) + "/snapshots").code()).isEqualTo("target.missing");
    }

    @Test
    void no_place_leads_out_of_the_workspace_and_no_two_environments_share_one() {
        for (var place : new String[] {"..", "../other", "/etc", "a/../../b", ".", ".git", "a\\b", "", "a//b", " "}) {
            assertThat(choose(place).code()).as(place).isEqualTo("target.place_form");
        }
        assertThat(choose("a/b").status()).isEqualTo(200);
        var other = some.environment(scope.workspaceId());
        for (var place : new String[] {"a/b", "A/B", "a", "a/b/c"}) {
            assertThat(choose(other, place).code()).as(place).isEqualTo("target.taken");
        }
        assertThat(choose(other, "a/bc").status()).isEqualTo(200);
        var elsewhere = some.environment(some.workspace());
        var stranger = some.person(elsewhere.workspaceId(), Role.OWNER);
        assertThat(send(stranger, put(elsewhere, "a/b")).status())
                .as("another workspace")
                .isEqualTo(200);
    }

    @Test
    void a_target_over_http_is_chosen_with_a_token_that_no_answer_has() {
        try (var server = TargetServer.open().with("a.json", "{\"a\":1}")) {
            var asked = call(HttpMethod.PUT, address(scope) + "/configuration-target")
                    .contentType(MediaType.APPLICATION_JSON)
                    .content("{\"place\": \"%s\", \"token\": \"%s\"}".formatted(server.address(), TargetServer.TOKEN));

            var chosen = send(owner, asked);

            assertThat(chosen.status()).isEqualTo(200);
            assertThat(chosen.text("/kind")).isEqualTo("http");
            assertThat(chosen.text("/place")).isEqualTo(server.address());
            assertThat(chosen.body().at("/usable").asBoolean()).isTrue();
            assertThat(chosen.body().toString()).doesNotContain(TargetServer.TOKEN);
            assertThat(get(owner, address(scope) + "/configuration-target")
                            .body()
                            .toString())
                    .doesNotContain(TargetServer.TOKEN);
            assertThat(post(owner, address(scope) + "/snapshots").status()).isEqualTo(201);
            server.always(TargetServer.status(302));
            assertThat(post(owner, address(scope) + "/snapshots").code()).isEqualTo("target.redirected");
        }
    }

    @Test
    void two_snapshots_are_compared_by_document_and_within_one() {
        var one = taken(zip("a.json", "{\"a\":1,\"secret\":\"x\"}", "b.json", "1", "c.json", "{\"c\":1}"))
                .text("/id");
        var two = taken(zip("a.json", "{\"a\":2,\"secret\":\"y\"}", "c.json", "{ \"c\": 1.0 }", "d.json", "4"))
                .text("/id");

        var answer = get(owner, address(scope) + "/snapshots/" + one + "/diff/" + two + "?path=a.json");

        assertThat(answer.body()
                        .at("/items")
                        .valueStream()
                        .map(it -> it.path("path").asString() + " "
                                + it.path("change").asString()))
                .containsExactly("a.json changed", "b.json removed", "c.json reformatted", "d.json added");
        assertThat(answer.body().at("/changed").asInt()).isOne();
        assertThat(answer.text("/within/changes/0/pointer")).isEqualTo("/a");
        assertThat(answer.text("/within/changes/0/after")).isEqualTo("2");
        assertThat(answer.body().at("/within/changes/1/secret").asBoolean()).isTrue();
        assertThat(answer.body().toString()).doesNotContain("\"x\"").doesNotContain("\"y\"");
        var part = get(owner, address(scope) + "/snapshots/" + one + "/diff/" + two + "?limit=2");
        var rest = get(
                owner,
                address(scope) + "/snapshots/" + one + "/diff/" + two + "?limit=2&cursor=" + part.text("/next_cursor"));
        assertThat(rest.text("/items/0/path")).isEqualTo("c.json");
        assertThat(rest.body().at("/next_cursor").isNull()).isTrue();
    }

    @Test
    void a_snapshot_is_downloaded_in_its_own_bytes_and_the_same_each_time() throws Exception {
        var bytes = "{ \"ä\" :\r\n 1 }";
        var id = taken(zip("a.json", bytes, "sub/b.json", "[]")).text("/id");
        var asked = address(scope) + "/snapshots/" + id + "/archive";

        var first = raw(call(HttpMethod.GET, asked).with(signedIn(owner)));
        var again = raw(call(HttpMethod.GET, asked).with(signedIn(owner)));

        assertThat(first.getStatus()).isEqualTo(200);
        assertThat(first.getContentType()).isEqualTo("application/zip");
        assertThat(again.getContentAsByteArray()).isEqualTo(first.getContentAsByteArray());
        assertThat(unzipped(first.getContentAsByteArray())).isEqualTo(Map.of("a.json", bytes, "sub/b.json", "[]"));
        assertThat(jdbc.sql("""
                select count(*)
                from audit_entry
                where workspace_id = ?
                and action = 'configuration.snapshot_downloaded'
                """).param(scope.workspaceId()).query(Integer.class).single())
                .isEqualTo(2);
    }

    /// Configuration holds secrets (contract 8): what documents say is for those who may restore them.
    @Test
    void who_may_not_restore_sees_which_documents_there_are_and_nothing_of_what_they_say() {
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        var one = taken(zip("a.json", "1")).text("/id");
        var two = taken(zip("a.json", "2")).text("/id");
        var snapshots = address(scope) + "/snapshots";

        assertThat(get(auditor, snapshots).body().at("/items").size()).isEqualTo(2);
        assertThat(get(auditor, snapshots + "/" + one + "/documents").text("/items/0/path"))
                .isEqualTo("a.json");
        assertThat(get(auditor, snapshots + "/" + one + "/diff/" + two).status())
                .isEqualTo(200);
        assertThat(get(auditor, snapshots + "/" + one + "/diff/" + two + "?path=a.json")
                        .status())
                .isEqualTo(403);
        assertThat(raw(call(HttpMethod.GET, snapshots + "/" + one + "/archive").with(signedIn(auditor)))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void documents_are_listed_in_parts() {
        var id = taken(zip("a.json", "1", "b.json", "2", "c.json", "3")).text("/id");
        var asked = address(scope) + "/snapshots/" + id + "/documents?limit=2";

        var part = get(owner, asked);
        var rest = get(owner, asked + "&cursor=" + part.text("/next_cursor"));

        assertThat(part.body().at("/items").size()).isEqualTo(2);
        assertThat(rest.text("/items/0/path")).isEqualTo("c.json");
        assertThat(rest.body().at("/next_cursor").isNull()).isTrue();
        assertThat(get(owner, asked + "&cursor=%25").status()).isEqualTo(400);
    }

    @Test
    void documents_are_looked_for_by_a_part_of_their_path() {
        var id = taken(zip("Access/mfa.json", "1", "b.json", "2", "mfa/c.json", "3"))
                .text("/id");

        var found = get(owner, address(scope) + "/snapshots/" + id + "/documents?search=MFA");

        assertThat(found.body()
                        .at("/items")
                        .valueStream()
                        .map(it -> it.path("path").asString()))
                .containsExactly("Access/mfa.json", "mfa/c.json");
    }

    @Test
    void the_drift_of_a_target_is_told_in_counts() {
        var target = targets.target(scope);
        var asked = address(scope) + "/configuration-drift";
        assertThat(get(owner, asked).code()).isEqualTo("drift.no_snapshot");
        var snapshot = taken(zip("a.json", "1", "b.json", "1")).text("/id");
        write(target, "a.json", "2");

        var drift = get(some.person(scope.workspaceId(), Role.AUDITOR), asked);

        assertThat(drift.status()).isEqualTo(200);
        assertThat(drift.text("/snapshot")).isEqualTo(snapshot);
        assertThat(drift.body().at("/changed").asInt()).isOne();
        assertThat(drift.body().at("/only_in_snapshot").asInt()).isOne();
        assertThat(drift.body().at("/only_in_target").asInt()).isZero();
        assertThat(drift.text("/read_at")).isNotEmpty();
    }

    private Answer choose(String place) {
        return choose(scope, place);
    }

    private Answer choose(Scope where, String place) {
        return send(owner, put(where, place));
    }

    private org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder put(Scope where, String place) {
        return call(HttpMethod.PUT, address(where) + "/configuration-target")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"place\": \"" + place.replace("\\", "\\\\") + "\"}");
    }

    private Answer taken(byte[] archive) {
        return send(
                owner,
                call(HttpMethod.POST, address(scope) + "/snapshots")
                        .contentType("application/zip")
                        .content(archive));
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from " + table + " where workspace_id = ?")
                .param(scope.workspaceId())
                .query(Integer.class)
                .single();
    }

    private static Map<String, String> unzipped(byte[] archive) throws Exception {
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
