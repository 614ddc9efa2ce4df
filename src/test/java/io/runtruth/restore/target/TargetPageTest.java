package io.runtruth.restore.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.runtruth.restore.ContentDigest;
import io.runtruth.restore.DocumentPath;
import io.runtruth.restore.target.ConfigurationTarget.Put;
import io.runtruth.restore.target.ConfigurationTarget.PutMark;
import io.runtruth.restore.target.TargetFault.FaultKind;
import io.runtruth.testing.TestTargets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program of the page about targets is one, run as it stands there.
class TargetPageTest {

    private static final Pattern PROGRAM = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private final TargetClient client =
            new TargetClient(true, TargetLimits.USUAL, new TargetMetrics(new SimpleMeterRegistry()));
    private Process program;
    private HttpTarget target;
    private URI address;

    @BeforeEach
    void start() throws Exception {
        var page = PROGRAM.matcher(Files.readString(Path.of("src/docs/targets.md")));
        assertThat(page.find()).isTrue();
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var builder = new ProcessBuilder("python3", "-c", page.group(1))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("TARGET_TOKEN", "t");
        builder.environment().put("PORT", Integer.toString(port));
        try {
            program = builder.start();
        } catch (IOException e) {
            assumeTrue(false, "no python3 here: " + e.getMessage());
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> answers(port));
        address = URI.create("http://127.0.0.1:" + port + "/");
        target = new HttpTarget(client, address, "t", Clock.systemUTC());
    }

    private static boolean answers(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @AfterEach
    void stop() {
        client.close();
        if (program != null) {
            program.destroyForcibly();
        }
    }

    @Test
    void it_lists_reads_and_writes_documents_and_nothing_else() throws Exception {
        TestTargets.write(folder, "a.json", "1");
        TestTargets.write(folder, "sub/b ü.json", "2");
        TestTargets.write(folder, "readme.md", "x");

        var found = new TreeMap<String, String>();
        target.readAll((path, content) -> found.put(path.text(), new String(content, StandardCharsets.UTF_8)));

        assertThat(found).isEqualTo(new TreeMap<>(Map.of("a.json", "1", "sub/b ü.json", "2")));
        assertThat(put("a.json", "1", "3")).isEqualTo(Put.APPLIED);
        assertThat(put("a.json", "1", "4")).isEqualTo(Put.CHANGED);
        assertThat(put("deep/er/c.json", null, "5")).isEqualTo(Put.APPLIED);
        assertThat(TestTargets.all(folder))
                .isEqualTo(Map.of("a.json", "3", "sub/b ü.json", "2", "readme.md", "x", "deep/er/c.json", "5"));
    }

    @Test
    void it_refuses_a_stale_etag_and_another_token() throws Exception {
        TestTargets.write(folder, "a.json", "1");
        var stale = new TargetClient.TargetCall(
                "PUT",
                address.resolve("a.json"),
                "t",
                Map.of("If-Match", "\"another\""),
                "2".getBytes(StandardCharsets.UTF_8),
                100,
                "a.json");

        assertThat(client.call(stale).status()).isEqualTo(412);
        var stranger = new HttpTarget(client, address, "another", Clock.systemUTC());
        assertThatThrownBy(() -> stranger.readAll((_, _) -> {}))
                .isInstanceOfSatisfying(
                        TargetFault.class, it -> assertThat(it.kind()).isEqualTo(FaultKind.NOT_PERMITTED));
        assertThat(TestTargets.all(folder)).isEqualTo(Map.of("a.json", "1"));
    }

    private Put put(String path, String before, String wanted) throws TargetFault {
        var digest = before == null ? null : ContentDigest.of(before.getBytes(StandardCharsets.UTF_8));
        return target.put(new DocumentPath(path), digest, wanted.getBytes(StandardCharsets.UTF_8), new PutMark("m", 1));
    }
}
