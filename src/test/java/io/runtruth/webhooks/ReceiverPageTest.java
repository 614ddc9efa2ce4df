package io.runtruth.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The programs of the page about webhooks do what it says, run as they stand there.
class ReceiverPageTest {

    private static final Pattern PROGRAM = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);
    private static final String SECRET = "rtwh_of_the_test";
    private static final String CONTENT = """
            {"event": "run.ended", "workspace": "contoso", "run": {"page": "https://console.example/w/contoso/operations/1"}}""";

    /// No run has a part in it.
    private static final String PUBLISHED = """
            {"event": "review.published", "workspace": "contoso", "review": {"page": "https://console.example/w/contoso/reviews/1"}}""";

    private static List<String> programs;

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() throws IOException {
        programs = PROGRAM.matcher(Files.readString(Path.of("src/docs/webhooks.md")))
                .results()
                .map(it -> it.group(1))
                .toList();
        assertThat(programs).hasSize(3);
        assumeTrue(hasPython(), "no python3 here");
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "--version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_receiver_takes_what_is_genuine_and_nothing_else() throws Exception {
        try (var receiver = start(programs.getFirst(), "", "")) {
            var now = Instant.now();

            assertThat(receiver.told(now, Signature.of(SECRET, now, CONTENT))).isEqualTo(204);
            assertThat(receiver.told(now, Signature.of("another", now, CONTENT)))
                    .isEqualTo(401);
            assertThat(receiver.told(now, Signature.of(SECRET, now, CONTENT + " ")))
                    .isEqualTo(401);
            var old = now.minusSeconds(400);
            assertThat(receiver.told(old, Signature.of(SECRET, old, CONTENT))).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, SLACK_WEBHOOK, text, run.ended, operations/1",
        "1, SLACK_WEBHOOK, text, review.published, reviews/1",
        "2, TEAMS_WEBHOOK, attachments, run.ended, operations/1",
        "2, TEAMS_WEBHOOK, attachments, review.published, reviews/1"
    })
    void the_others_pass_it_on(int program, String variable, String expected, String event, String page)
            throws Exception {
        var passedOn = new LinkedBlockingQueue<String>();
        var channel = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        channel.createContext("/", call -> {
            passedOn.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        channel.start();
        var whole = programs.getFirst().replace("class Receiver", programs.get(program) + "\n\nclass Receiver");
        var address = "http://127.0.0.1:" + channel.getAddress().getPort() + "/";
        try (var receiver = start(whole, variable, address)) {
            var now = Instant.now();

            var content = event.equals("run.ended") ? CONTENT : PUBLISHED;
            assertThat(receiver.told(now, Signature.of(SECRET, now, content), content))
                    .isEqualTo(204);

            assertThat(passedOn.take()).contains(expected, event, page);
        } finally {
            channel.stop(0);
        }
    }

    private Running start(String program, String variable, String value) throws IOException {
        var file = Files.writeString(folder.resolve("receiver.py"), program);
        var port = freePort();
        var process = new ProcessBuilder("python3", file.toString());
        process.environment().put("RUNTRUTH_SECRET", SECRET);
        process.environment().put("PORT", Integer.toString(port));
        if (!variable.isEmpty()) {
            process.environment().put(variable, value);
        }
        var running = new Running(
                process.redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start(),
                port);
        await().until(running::isThere);
        return running;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private record Running(Process process, int port) implements AutoCloseable {

        boolean isThere() {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return true;
            } catch (IOException _) {
                return false;
            }
        }

        int told(Instant at, String signature) throws Exception {
            return told(at, signature, CONTENT);
        }

        int told(Instant at, String signature, String content) throws Exception {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .header("Runtruth-Timestamp", Long.toString(at.getEpochSecond()))
                    .header("Runtruth-Signature", signature)
                    .POST(BodyPublishers.ofString(content))
                    .build();
            try (var client = HttpClient.newHttpClient()) {
                return client.send(request, BodyHandlers.discarding()).statusCode();
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
