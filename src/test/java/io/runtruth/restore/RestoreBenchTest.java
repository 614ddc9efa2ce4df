package io.runtruth.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TargetServer;
import io.runtruth.testing.TestDatabase;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// 10,000 documents: how long a preview takes, and how many are restored a second, each safe on disk. The database
/// has each commit on disk too. What is asked for is 1,000 a second; 1,212 were measured on two busy
/// cores, 1,206 over HTTP.
@Import({TestWorkspaces.class, TestTargets.class, ManualQueue.class})
@SpringBootTest(
        properties = {
            "runtruth.role=web",
            "runtruth.demo=false",
            "runtruth.sealing-key=a random text of 32 characters, of the tests",
            "runtruth.restore-private=true"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Tag("bench")
class RestoreBenchTest {

    private static final int DOCUMENTS = 10_000;
    private static final TestDatabase.Database DATABASE = TestDatabase.createDurable();

    private final RestoreService restores;
    private final SnapshotService snapshots;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestTargets targets;
    private final TargetService targetService;
    private final JdbcClient jdbc;

    RestoreBenchTest(
            RestoreService restores,
            SnapshotService snapshots,
            ManualQueue queue,
            TestWorkspaces some,
            TestTargets targets,
            TargetService targetService,
            JdbcClient jdbc) {
        this.restores = restores;
        this.snapshots = snapshots;
        this.queue = queue;
        this.some = some;
        this.targets = targets;
        this.targetService = targetService;
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("runtruth.restore-root", TestTargets::rootPath);
    }

    @Test
    void ten_thousand_documents() {
        // the first one warms what is to be measured
        measured(2_000);
        var measured = measured(DOCUMENTS);

        System.out.printf(
                "%d documents: upload %.1f s, preview %.1f s, restore %.1f s (%.0f documents a second), again %.1f s%n",
                DOCUMENTS,
                measured.upload(),
                measured.preview(),
                measured.restore(),
                DOCUMENTS / measured.restore(),
                measured.again());
        assertThat(measured.preview()).as("seconds for a preview").isLessThan(10);
        assertThat(DOCUMENTS / measured.restore()).as("documents a second").isGreaterThan(500);
    }

    /// Beside a plain client that makes the same calls, as many at once, and does nothing else.
    @Test
    void ten_thousand_documents_over_http() throws Exception {
        try (var server = TargetServer.open();
                var bareServer = TargetServer.open();
                var warming = TargetServer.open()) {
            measured(2_000, warming);
            bare(2_000, warming);
            var bare = bare(DOCUMENTS, bareServer);
            var measured = measured(DOCUMENTS, server);

            System.out.printf(
                    "%d documents over HTTP: preview %.1f s, restore %.1f s (%.0f documents a second, %.0f calls); "
                            + "the same calls by a bare client %.1f s: %.2f times as long%n",
                    DOCUMENTS,
                    measured.preview(),
                    measured.restore(),
                    DOCUMENTS / measured.restore(),
                    4.0 * DOCUMENTS + 2,
                    bare,
                    measured.restore() / bare);
            assertThat(measured.restore() / bare)
                    .as("times as long as a bare client")
                    .isLessThan(2.5);
        }
    }

    /// All is read, each is read and written, all is read again.
    private static double bare(int documents, TargetServer server) throws Exception {
        documents(documents, "disabled").forEach(server::with);
        var wanted = documents(documents, "enabled");
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(16)
                .setMaxConnTotal(16)
                .build();
        try (var client = HttpClients.custom().setConnectionManager(connections).build()) {
            var begun = System.nanoTime();
            call(client, new HttpGet(server.address()));
            each(wanted.keySet(), 8, path -> call(client, new HttpGet(address(server, path))));
            each(wanted.keySet(), 16, path -> {
                var etag = call(client, new HttpGet(address(server, path)));
                var put = new HttpPut(address(server, path));
                put.setHeader("If-Match", etag);
                put.setEntity(new StringEntity(wanted.get(path), ContentType.APPLICATION_JSON));
                return call(client, put);
            });
            call(client, new HttpGet(server.address()));
            each(wanted.keySet(), 8, path -> call(client, new HttpGet(address(server, path))));
            var took = seconds(System.nanoTime() - begun);
            assertThat(server.all()).isEqualTo(wanted);
            return took;
        }
    }

    private static void each(Collection<String> paths, int atOnce, Function<String, String> call) {
        assertThat(paths.stream().gather(Gatherers.mapConcurrent(atOnce, call)).count())
                .isEqualTo(paths.size());
    }

    private static String address(TargetServer server, String path) {
        return server.address() + path.replace(" ", "%20");
    }

    /// @return the tag that it answered with; empty where there was none
    private static String call(CloseableHttpClient client, HttpUriRequestBase request) {
        request.setHeader("Authorization", "Bearer " + TargetServer.TOKEN);
        try {
            return client.execute(request, response -> {
                assertThat(response.getCode()).isBetween(200, 204);
                if (response.getEntity() != null) {
                    response.getEntity().getContent().readAllBytes();
                }
                var etag = response.getFirstHeader("ETag");
                return etag == null ? "" : etag.getValue();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Measured measured(int documents) {
        var scope = some.environment(some.workspace());
        var target = targets.target(scope);
        documents(documents, "disabled").forEach((path, text) -> TestTargets.write(target, path, text));
        return measured(scope, documents(documents, "enabled"));
    }

    private Measured measured(int documents, TargetServer server) {
        var scope = some.environment(some.workspace());
        documents(documents, "disabled").forEach(server::with);
        targetService.choose(new Actor.System("test"), scope, server.address(), TargetServer.TOKEN);
        return measured(scope, documents(documents, "enabled"));
    }

    private static TreeMap<String, String> documents(int documents, String state) {
        var all = new TreeMap<String, String>();
        for (int i = 0; i < documents; i++) {
            all.put("folder" + i % 20 + "/policy " + i + ".json", document(i, state));
        }
        return all;
    }

    private Measured measured(Scope scope, TreeMap<String, String> wanted) {
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        var archive = TestTargets.zip(wanted);
        var request = new RestoreRequest(Via.CONSOLE, null);
        var begun = System.nanoTime();
        var snapshot = snapshots
                .take(operator, scope, "a.zip", new ByteArrayInputStream(archive))
                .snapshot()
                .id();
        var uploaded = System.nanoTime();
        var preview = restores.preview(operator, scope, new NewPreview(snapshot, null, request));
        var previewed = System.nanoTime();
        var run = ((RestoreDispatched) restores.start(operator, scope, preview.id(), "Environment", null, request))
                .runId();
        var started = System.nanoTime();
        queue.work(run);
        var restored = System.nanoTime();
        assertThat(jdbc.sql("select outcome from operation_run where id = ?")
                        .param(run)
                        .query(String.class)
                        .single())
                .isEqualTo("succeeded");
        var second = System.nanoTime();
        restores.preview(operator, scope, new NewPreview(snapshot, null, request));
        return new Measured(
                seconds(uploaded - begun),
                seconds(previewed - uploaded),
                seconds(restored - started),
                seconds(System.nanoTime() - second));
    }

    private static String document(int number, String state) {
        return """
                {
                  "displayName": "Policy %d",
                  "state": "%s",
                  "conditions": {"users": {"includeUsers": ["All"], "excludeUsers": ["%08d"]}},
                  "settings": [%s]
                }
                """.formatted(number, state, number, "{\"id\": \"setting\", \"value\": true}, ".repeat(30) + "null");
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private record Measured(double upload, double preview, double restore, double again) {}
}
