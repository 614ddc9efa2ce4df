package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=edge";
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String PART = """
            --edge\r
            Content-Disposition: form-data; name="file"; filename="a.json"\r
            \r
            """;

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
        try (var http = RawHttp.connect(port)) {
            http.send(String.join("\r\n", head("POST", target, 60_000, MULTIPART)) + "\r\n\r\n" + PART
                    + "x".repeat(40_000));

            var answer = http.answer();
            assertThat(answer.status()).isBetween(200, 499);
        }

        assertThat(spooled()).isEmpty();
    }

    @Test
    void a_form_with_a_file_is_not_read_for_a_stranger_nor_for_somebody_without_the_right() {
        var customer = person(Role.CUSTOMER);
        var begin = head("POST", customer.address() + "/evidence", 200_000_000, MULTIPART);
        var beginOfCustomer = head("POST", customer.address() + "/evidence", 200_000_000, MULTIPART, customer.basic());

        assertThat(RawHttp.exchange(port, begin, PART).status()).isEqualTo(401);
        assertThat(RawHttp.exchange(port, beginOfCustomer, PART).status()).isEqualTo(403);
    }

    private static java.util.List<Path> spooled() throws IOException {
        try (var files = Files.walk(Path.of(System.getProperty("java.io.tmpdir")), 6)) {
            return files.filter(file -> file.getFileName().toString().matches("upload_.*\\.tmp"))
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            return java.util.List.of();
        }
    }

    @Test
    void content_that_breaks_off_is_a_problem_with_a_code(CapturedOutput log) {
        var owner = person(Role.OWNER);
        var evidence = owner.address() + "/evidence";

        var tooShort = broken(head("POST", evidence, 1_000, owner.basic()), "[{\"class_uid\"");
        var cut = broken(head("POST", evidence, 0, owner.basic(), CHUNKED), "4\r\n[{\"c\r\n");
        var endless = broken(head("POST", evidence, 0, owner.basic(), CHUNKED), "2\r\n[]\r\n");
        var nonsense = broken(head("POST", evidence, 0, owner.basic(), CHUNKED), "zz\r\n[]\r\n0\r\n\r\n");
        var form = broken(head("POST", evidence, 9_000, owner.basic(), MULTIPART), PART + "[");

        assertThat(java.util.List.of(tooShort, cut, endless, nonsense, form)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.body()).contains("\"code\":\"request.malformed\"");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        });
        assertThat(log.getAll()).doesNotContain("ERROR", "\tat ", "Exception");
        assertThat(get(evidence, owner.basic()).body()).contains("\"items\":[]");
    }

    private RawHttp.Answer broken(java.util.List<String> head, String content) {
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
