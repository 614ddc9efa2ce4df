package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runtruth.access.Role;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What is sent costs no more than its address allows (contract 8), and what breaks off is told calmly (contract
/// 12).
@ExtendWith(OutputCaptureExtension.class)
class BodyEdgeTest extends EdgeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=edge";
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String PART = """
            --edge\r
            Content-Disposition: form-data; name="file"; filename="a.json"\r
            \r
            """;

    private final ServletContext node;

    BodyEdgeTest(ServletContext node) {
        this.node = node;
    }

    @ParameterizedTest
    @CsvSource({"/login, 65537", "/, 65537", "/?v-r=uidl, 1048577", "/api/v1/workspaces, 1048577"})
    void what_says_that_it_is_too_large_is_refused_before_it_is_sent(String target, long length) {
        var answer = RawHttp.exchange(port, head("POST", target, length, "Expect: 100-continue"), "");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Connection")).isEqualTo("close");
    }

    @Test
    void what_does_not_say_it_is_cut_off() {
        var chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
        var answer = exchangeChunked("/login", "b\r\nusername=ab\r\n" + chunk, FORM);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
    }

    private RawHttp.Answer exchangeChunked(String target, String content, String... headers) {
        var all = new String[headers.length + 1];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = CHUNKED;
        return RawHttp.exchange(port, head("POST", target, 0, all), content);
    }

    @Test
    void a_sender_of_much_reads_the_answer() throws IOException, InterruptedException {
        var much = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofByteArray(new byte[1_000_000]))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(much, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/", "/w/demo/reviews", "/api/v1/workspaces", "/VAADIN/dynamic/resource/0/a/b"})
    void a_form_with_files_is_taken_apart_nowhere_else(String target) throws IOException {
        var before = spooled();
        var seen = new HashSet<Path>();
        try (var http = RawHttp.connect(port)) {
            http.send(String.join("\r\n", head("POST", target, 60_000, MULTIPART)) + "\r\n\r\n" + PART
                    + "x".repeat(40_000));

            // whoever takes it apart keeps a file until the rest has come, and deletes it before the answer ends
            var answer = CompletableFuture.supplyAsync(http::answer);
            await().atMost(PATIENCE).until(() -> {
                seen.addAll(spooled());
                return answer.isDone();
            });
            assertThat(answer.join().status()).isBetween(200, 499);
        }
        seen.addAll(spooled());
        seen.removeAll(before);

        assertThat(seen).isEmpty();
    }

    /// Where the container, or anybody who asks the machine for a temporary file, would put it.
    private Set<Path> spooled() throws IOException {
        var ofContainer = ((File) node.getAttribute(ServletContext.TEMPDIR)).toPath();
        var spooled = new HashSet<Path>();
        for (var folder : List.of(ofContainer, Path.of(System.getProperty("java.io.tmpdir")))) {
            try (var files = Files.newDirectoryStream(folder, "upload_*.tmp")) {
                files.forEach(spooled::add);
            }
        }
        return spooled;
    }

    @Test
    void a_form_with_a_file_is_not_read_for_a_stranger_nor_for_somebody_without_the_right() {
        var customer = person(Role.CUSTOMER);
        var begin = head("POST", customer.address() + "/evidence", 200_000_000, MULTIPART);
        var beginOfCustomer = head("POST", customer.address() + "/evidence", 200_000_000, MULTIPART, customer.bearer());

        assertThat(RawHttp.exchange(port, begin, PART).status()).isEqualTo(401);
        assertThat(RawHttp.exchange(port, beginOfCustomer, PART).status()).isEqualTo(403);
    }

    @Test
    void content_that_breaks_off_is_a_problem_with_a_code(CapturedOutput log) {
        var owner = person(Role.OWNER);
        var evidence = owner.address() + "/evidence";

        var tooShort = broken(head("POST", evidence, 1_000, owner.bearer()), "[{\"class_uid\"");
        var cut = broken(head("POST", evidence, 0, owner.bearer(), CHUNKED), "4\r\n[{\"c\r\n");
        var endless = broken(head("POST", evidence, 0, owner.bearer(), CHUNKED), "2\r\n[]\r\n");
        var nonsense = broken(head("POST", evidence, 0, owner.bearer(), CHUNKED), "zz\r\n[]\r\n0\r\n\r\n");
        var form = broken(head("POST", evidence, 9_000, owner.bearer(), MULTIPART), PART + "[");

        assertThat(List.of(tooShort, cut, endless, nonsense, form)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.body()).contains("\"code\":\"request.malformed\"");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        });
        assertThat(log.getAll()).doesNotContain("ERROR", "\tat ", "Exception");
        assertThat(get(evidence, owner.bearer()).body()).contains("\"items\":[]");
    }

    private RawHttp.Answer broken(List<String> head, String content) {
        try (var http = RawHttp.connect(port)) {
            return http.send(String.join("\r\n", head) + "\r\n\r\n" + content)
                    .end()
                    .answer();
        }
    }

    @Test
    void a_connection_goes_on_after_content_that_nobody_wanted() {
        try (var http = RawHttp.connect(port)) {
            var first = head("POST", "/api/v1/workspaces/a/runs/b/cancel", 2, "Connection: keep-alive");
            var second = head("GET", "/actuator/health/liveness", 0);

            var answers = http.send(
                            String.join("\r\n", first) + "\r\n\r\n{}" + String.join("\r\n", second) + "\r\n\r\n")
                    .answer();

            assertThat(answers.status()).isEqualTo(401);
            assertThat(answers.body()).contains("HTTP/1.1 200");
        }
    }
}
