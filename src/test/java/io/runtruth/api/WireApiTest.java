package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Role;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// What only a real connection shows: the sign-in, the container's own handling of content and addresses.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"runtruth.role=web", "runtruth.demo=false"})
class WireApiTest extends DatabaseTest {

    private static final String FILE = ApiTest.OCSF.formatted("r", "account-1");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String root;
    private final String evidence;
    private final String token;
    private final TestWorkspaces some;

    WireApiTest(@LocalServerPort int port, TestWorkspaces some, JdbcClient jdbc) {
        var scope = some.environment(some.workspace());
        var owner = some.person(scope.workspaceId(), Role.OWNER);
        this.some = some;
        token = some.token(scope.workspaceId(), owner);
        root = "http://localhost:" + port + "/api/v1/workspaces";
        evidence = root
                + jdbc.sql("""
                    select '/' || w.slug || '/environments/' || e.slug || '/evidence'
                    from workspace w
                    join managed_environment e on e.workspace_id = w.id
                    where e.id = ?
                    """).param(scope.environmentId()).query(String.class).single();
    }

    @Test
    void a_call_without_a_sign_in_is_told_how_to_sign_in() {
        var answer = send(HttpRequest.newBuilder(URI.create(root)).header("Accept-Language", "de"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "WWW-Authenticate")).startsWith("Bearer ");
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"sign_in.needed\"").contains("Anmeldung nötig");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void a_call_with_a_sign_in_is_answered_and_leaves_no_session() {
        var answer = send(signedIn(root));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith("application/json");
        assertThat(header(answer, "Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void many_wrong_passwords_ask_for_patience_even_with_the_right_one() {
        var name = "demo-" + UUID.randomUUID();
        some.demoAccount(name, "shown at the start");
        for (var guess = 0; guess < 5; guess++) {
            assertThat(send(basic(name, "guess-" + guess)).statusCode()).isEqualTo(401);
        }

        var answer = send(basic(name, "shown at the start"));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("\"code\":\"sign_in.throttled\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "application/json", "text/plain", "nonsense"})
    void the_content_is_the_file_whatever_it_calls_itself(String contentType) {
        var address = evidence + "?file_name=" + contentType.length() + ".json&confirm_target=true";

        var answer = send(signedIn(address).header("Content-Type", contentType).POST(BodyPublishers.ofString(FILE)));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"file_name\":\"" + contentType.length() + ".json\"");
        var location = URI.create(root).resolve(header(answer, "Location")).toString();
        assertThat(send(signedIn(location)).body()).isEqualTo(answer.body());
    }

    @Test
    void a_form_brings_its_file() {
        var form = """
            --edge\r
            Content-Disposition: form-data; name="file"; filename="scan.json"\r
            Content-Type: application/json\r
            \r
            %s\r
            --edge--\r
            """.formatted(FILE);

        var answer = send(signedIn(evidence)
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofString(form)));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"file_name\":\"scan.json\"");
    }

    @Test
    void a_form_that_breaks_off_is_not_understood() {
        var answer = send(signedIn(evidence)
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofString(
                        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"s\"")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"request.malformed\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a;b", "//a", "/a/%2e%2e/b"})
    void an_address_that_is_refused_on_the_way_is_a_problem_too(String rest) {
        var answer = send(signedIn(root + rest));

        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void the_description_is_open() {
        var answer = send(HttpRequest.newBuilder(URI.create(root.replace("/workspaces", "/openapi"))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("openapi").asString())
                .startsWith("3.");
    }

    private HttpRequest.Builder signedIn(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder basic(String name, String password) {
        var credentials = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(root)).header("Authorization", "Basic " + credentials);
    }

    private HttpResponse<String> send(HttpRequest.Builder call) {
        try {
            return client.send(call.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 500\r\n\r\n[{\"class_uid\":",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n[{\"cl\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n[{\"cl\r\n5\r\nas",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n[{\"cl\r\n",
            })
    void content_that_does_not_arrive_whole_is_a_problem_with_a_code(String rest) throws IOException {
        var address = URI.create(evidence);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            var head = "POST " + address.getPath()
                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: application/json\r\n";
            socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("Content-Type: application/problem+json");
            assertThat(answer)
                    .containsPattern("\"code\":\"(evidence\\.not_whole|request\\.malformed)\"")
                    .containsIgnoringCase("X-Content-Type-Options");
        }
    }
}
