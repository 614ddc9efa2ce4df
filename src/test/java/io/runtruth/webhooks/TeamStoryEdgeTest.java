package io.runtruth.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.RuntruthApplication;
import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.NewAccount;
import io.runtruth.access.NewcomerService;
import io.runtruth.access.TokenService;
import io.runtruth.access.TokenService.NewToken;
import io.runtruth.access.WorkspaceService;
import io.runtruth.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A team begins on an empty database and works over the API alone (contract 8, 11): environments, somebody invited,
/// a file composed by one call of a pipeline and told to a receiver, less rights, none, and the trail of it all. What
/// only a page does, tokens and accepting an invitation, is asked of the page's services.
@Tag("db")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamStoryEdgeTest {

    private static final String FILE = """
            [{"class_uid":2004,"metadata":{"event_code":"a","product":{"name":"Prowler","version":"5.1"}},
            "status_code":"FAIL","time":%d,"cloud":{"account":{"uid":"account-1","name":"Contoso"}}}]
            """.formatted(Instant.now().getEpochSecond());

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Receiver receiver = Receiver.open();

    @TempDir
    private Path data;

    private ConfigurableApplicationContext node;
    private String api;

    @BeforeAll
    void start() {
        var database = TestDatabase.create();
        node = new SpringApplication(RuntruthApplication.class)
                .run(
                        "--runtruth.role=both",
                        "--runtruth.demo=false",
                        "--runtruth.first-owner=anna",
                        "--runtruth.first-owner-password=a password of the first owner",
                        "--runtruth.first-workspace=northwind",
                        "--runtruth.webhooks-private=true",
                        "--runtruth.sealing-key=a random text of this test, long enough",
                        "--runtruth.data-dir=" + data,
                        "--vaadin.productionMode=true",
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password());
        api = "http://127.0.0.1:"
                + ((WebServerApplicationContext) node).getWebServer().getPort() + "/api/v1";
    }

    @AfterAll
    void stop() {
        node.close();
        receiver.close();
    }

    @Test
    void a_team_works_without_the_console() {
        var anna = token("anna", Capability.values());
        made(anna, "/environments", "{\"slug\": \"tenant\", \"name\": \"Tenant\"}");
        made(anna, "/environments", "{\"slug\": \"other\", \"name\": \"Other\"}");
        var webhook =
                made(anna, "/webhooks", "{\"url\": \"%s\", \"events\": [\"run.ended\"]}".formatted(receiver.url()));
        var link = made(anna, "/invitations", "{\"role\": \"reviewer\"}")
                .at("/link")
                .asString();
        var ben = accept(link);
        var pipeline = token(
                "ben",
                Capability.EVIDENCE_IMPORT,
                Capability.ENVIRONMENT_REVIEW_VIEW,
                Capability.ENVIRONMENT_REVIEW_MANAGE,
                Capability.OPERATIONS_VIEW);

        var taken = made(pipeline, "/environments/tenant/evidence?compose=true", FILE);
        var told = receiver.next();

        var run = taken.at("/start/run/id").asString();
        assertThat(taken.at("/start/result").asString()).isEqualTo("dispatched");
        assertThat(json.readTree(told.content()).at("/run/id").asString()).isEqualTo(run);
        assertThat(told.signature())
                .isEqualTo(Signature.of(
                        webhook.at("/secret").asString(),
                        Instant.ofEpochSecond(Long.parseLong(told.timestamp())),
                        told.content()));
        assertThat(called(pipeline, "GET", "/runs/" + run, null)
                        .body()
                        .at("/outcome")
                        .asString())
                .isEqualTo("succeeded");

        var reduced = called(anna, "PATCH", "/members/" + ben, "{\"environments\": [\"other\"]}");

        assertThat(reduced.status()).isEqualTo(200);
        assertThat(called(pipeline, "GET", "/environments/tenant", null).status())
                .isEqualTo(404);
        assertThat(called(pipeline, "GET", "/runs/" + run, null).status()).isEqualTo(404);
        assertThat(called(pipeline, "GET", "/environments/other", null).status())
                .isEqualTo(200);

        assertThat(called(anna, "DELETE", "/members/" + ben, null).status()).isEqualTo(204);

        assertThat(called(pipeline, "GET", "/environments/other", null).status())
                .isEqualTo(404);
        assertThat(trail(anna))
                .containsSubsequence(
                        "environment.created",
                        "environment.created",
                        "webhook.created",
                        "invitation.created",
                        "member.added",
                        "token.created",
                        "evidence.imported",
                        "review.composition_started",
                        "member.changed",
                        "member.removed");
    }

    /// Oldest first.
    private List<String> trail(String token) {
        var items = called(token, "GET", "/audit?limit=200", null).body().at("/items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(entry -> entry.at("/action").asString())
                .toList()
                .reversed();
    }

    private UUID accept(String link) {
        var secret = link.substring(link.lastIndexOf('/') + 1);
        return node.getBean(NewcomerService.class)
                .accept(secret, new NewAccount("ben", "Ben", "a password that Ben chose", false, false))
                .accountId();
    }

    private String token(String username, Capability... capabilities) {
        var person = new Actor.Person(
                node.getBean(AccountService.class).find(username).orElseThrow(), username, false);
        var workspace = node.getBean(WorkspaceService.class).find("northwind").orElseThrow();
        var nextWeek = node.getBean(Clock.class).instant().plus(Duration.ofDays(7));
        return node.getBean(TokenService.class)
                .create(person, new NewToken("story", workspace, Set.of(capabilities), null, nextWeek))
                .secret();
    }

    private JsonNode made(String token, String address, String content) {
        var answer = called(token, "POST", address, content);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.body();
    }

    private Called called(String token, String method, String address, String content) {
        var request = HttpRequest.newBuilder(URI.create(api + "/workspaces/northwind" + address))
                .method(method, content == null ? BodyPublishers.noBody() : BodyPublishers.ofString(content))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return new Called(answer.statusCode(), json.readTree(answer.body().isEmpty() ? "null" : answer.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private record Called(int status, JsonNode body) {}
}
