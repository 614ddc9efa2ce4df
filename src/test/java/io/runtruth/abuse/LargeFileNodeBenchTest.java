package io.runtruth.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Memory does not grow with the file, storing included (contract 6): a whole node has less heap than the file has
/// bytes, with its pages, its demo and its workers beside it.
@Tag("bench")
@Tag("I15")
class LargeFileNodeBenchTest {

    private static final int CHECKS = 200_000;
    private static final String DETAIL = "The storage account does not ask for encryption in transit. ".repeat(14);
    private static final String FINDING = "{\"class_uid\":2004,\"metadata\":{\"event_code\":\"check_%03d\"},"
            + "\"status_code\":\"%s\",\"severity\":\"High\",\"resources\":[{\"uid\":\"resource-%07d\"}],"
            + "\"time\":1767225600,\"status_detail\":\"%s\"}";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void two_hundred_megabytes_over_http_go_into_a_node_of_192_megabytes() throws Exception {
        var file = file();
        try (var node = AttackedNode.start("-Xmx192m")) {
            var port = node.port();
            var before = node.heapMb();

            var begun = System.nanoTime();
            var answer = sent(port, file);
            var took = Duration.ofNanos(System.nanoTime() - begun);
            begun = System.nanoTime();
            var again = sent(port, packed(file));
            var tookAgain = Duration.ofNanos(System.nanoTime() - begun);

            System.out.printf(
                    Locale.ROOT,
                    "%,d bytes, %,d checks: %d s; the same as gzip, already known: %d s; heap %d MB before, %d MB after%n",
                    Files.size(file),
                    CHECKS,
                    took.toSeconds(),
                    tookAgain.toSeconds(),
                    before,
                    node.heapMb());
            assertThat(Files.size(file)).isGreaterThan(200_000_000);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            assertThat(new JsonMapper()
                            .readTree(answer.body())
                            .at("/checks/total")
                            .intValue())
                    .isEqualTo(CHECKS);
            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
            assertThat(node.isAlive()).isTrue();
            assertThat(node.heapMb()).isLessThan(before + 32);
        }
    }

    private Path file() throws IOException {
        var path = folder.resolve("large.json");
        try (var out = Files.newBufferedWriter(path)) {
            for (int i = 0; i < CHECKS; i++) {
                out.write(i == 0 ? "[" : ",");
                out.write(String.format(Locale.ROOT, FINDING, i % 500, i % 3 == 0 ? "FAIL" : "PASS", i, DETAIL));
            }
            out.write("]");
        }
        return path;
    }

    private Path packed(Path file) throws IOException {
        var path = folder.resolve("large.json.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(path))) {
            Files.copy(file, out);
        }
        return path;
    }

    private HttpResponse<String> sent(int port, Path file) throws IOException, InterruptedException {
        var credentials = "reviewer:" + AttackedNode.PASSWORD;
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port
                        + "/api/v1/workspaces/demo/environments/contoso-cloud/evidence?confirm_target=true"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .timeout(Duration.ofMinutes(10))
                .POST(BodyPublishers.ofFile(file))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
