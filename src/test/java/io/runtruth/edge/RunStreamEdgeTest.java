package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runtruth.access.Actor;
import io.runtruth.access.MemberService;
import io.runtruth.access.MemberService.MemberRef;
import io.runtruth.access.Role;
import io.runtruth.live.ChangeFeed;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Runs as they change, over a real connection (contract 11).
@TestPropertySource(properties = "runtruth.streams.beat=1s")
class RunStreamEdgeTest extends EdgeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestWorkspaces some;
    private final TestRuns runs;
    private final MemberService members;
    private final SmartLifecycle streams;
    private final ChangeFeed feed;
    private final JdbcClient jdbc;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Stream> opened = new ArrayList<>();

    private Scope scope;
    private Actor.Person owner;
    private Person reader;
    private int listening;

    RunStreamEdgeTest(
            TestWorkspaces some,
            OperationRunService runs,
            MemberService members,
            @Qualifier("runStreams") SmartLifecycle streams,
            ChangeFeed feed,
            JdbcClient jdbc) {
        this.some = some;
        this.runs = new TestRuns(runs);
        this.members = members;
        this.streams = streams;
        this.feed = feed;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void somebodyWhoReads() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
        reader = person(scope, Role.AUDITOR);
        listening = feed.subscriptions();
    }

    /// The server has seen that they are gone before the next one comes.
    @AfterEach
    void close() {
        opened.forEach(Stream::close);
        await().atMost(PATIENCE).until(() -> feed.subscriptions() <= listening);
    }

    @Test
    void a_stream_says_first_that_the_list_is_to_be_read_and_then_each_change() {
        var stream = open("");

        assertThat(stream.response().headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(stream.response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(stream.next().kind()).isEqualTo("reset");
        var run = runs.queued(owner, scope);
        var queued = stream.of(run, "queued");
        assertThat(queued.data()).contains("\"freshness\":{\"state\":").doesNotContain("\"events\"");
        runs.end(runs.begun(run), Ending.succeeded(Map.of()));
        assertThat(stream.of(run, "completed").data()).contains("\"outcome\":\"succeeded\"");
    }

    @Test
    void what_was_missed_is_told_to_whoever_comes_again_with_the_last_id() {
        var first = open("");
        first.next();
        var run = runs.queued(owner, scope);
        first.of(run, "queued");
        var last = first.id();
        first.close();
        runs.end(runs.begun(run), Ending.succeeded(Map.of()));

        var again = open(last);

        var told = again.next();
        assertThat(told.kind()).isEqualTo("run");
        assertThat(told.data()).contains(run.id().toString()).contains("\"status\":\"completed\"");
    }

    @Test
    void what_was_missed_for_too_long_is_not_guessed() {
        var longAgo = Instant.now().minus(Duration.ofMinutes(30)).toEpochMilli();
        runs.queued(owner, scope);

        assertThat(open(Long.toString(longAgo)).next().kind()).isEqualTo("reset");
    }

    @Test
    void an_id_that_no_event_had_is_refused() {
        assertThat(status("now")).isEqualTo(400);
        assertThat(status("1".repeat(16))).isEqualTo(400);
    }

    @Test
    @Tag("I12")
    void nothing_is_told_of_an_environment_outside_the_readers_list() {
        var elsewhere = some.environment(scope.workspaceId());
        var ofOne = some.personFor(scope, Role.OPERATOR);
        var stream = open("", some.token(scope.workspaceId(), ofOne));
        stream.next();

        var hidden = runs.queued(owner, elsewhere);
        var visible = runs.queued(owner, scope);

        stream.of(visible, "queued");
        assertThat(stream.all()).noneMatch(line -> line.contains(hidden.id().toString()));
    }

    @Test
    @Tag("I12")
    void what_was_missed_of_an_environment_outside_the_readers_list_is_not_told_either() {
        var ofOne = some.personFor(scope, Role.OPERATOR);
        var hidden = runs.queued(owner, some.environment(scope.workspaceId()));
        var visible = runs.queued(owner, scope);

        var stream = open(Long.toString(Instant.now().toEpochMilli()), some.token(scope.workspaceId(), ofOne));

        stream.of(visible, "queued");
        assertThat(stream.all()).noneMatch(line -> line.contains(hidden.id().toString()));
    }

    @Test
    void a_stream_ends_with_the_membership() {
        var stream = open("");
        stream.next();

        members.remove(owner, new MemberRef(scope.workspaceId(), reader.actor().account()));

        stream.awaitEnd();
        assertThat(status("")).isEqualTo(404);
    }

    @Test
    void a_stream_ends_with_the_token_that_opened_it() {
        var stream = open("");
        stream.next();

        jdbc.sql("update access_token set revoked_at = now() where account_id = ?")
                .param(reader.actor().account())
                .update();

        stream.awaitEnd();
    }

    @Test
    void a_stream_ends_with_its_token_also_while_there_is_always_something_to_tell() {
        for (var end : List.of("revoked_at = now()", "expires_at = now()")) {
            var stream = open("");
            stream.next();
            var working = new AtomicBoolean(true);
            var work = Thread.ofVirtual().start(() -> {
                while (working.get()) {
                    runs.queued(owner, scope);
                    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                }
            });

            jdbc.sql("update access_token set %s where account_id = ?".formatted(end))
                    .param(reader.actor().account())
                    .update();

            stream.awaitEnd();
            working.set(false);
            assertThat(work).satisfies(Thread::join);
            reader = person(scope, Role.AUDITOR);
        }
    }

    @Test
    void a_sixth_stream_of_a_person_has_to_wait_until_one_of_the_others_has_gone() {
        for (int i = 0; i < 5; i++) {
            open("");
        }

        assertThat(get("/api/v1/workspaces/" + slug() + "/runs/stream", reader.bearer()))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(429))
                .satisfies(refused -> assertThat(refused.header("Retry-After")).isEqualTo("30"));
        opened.getFirst().close();
        await().atMost(PATIENCE).until(() -> status("") == 200);
    }

    @Test
    void streams_end_before_the_node_does() {
        var stream = open("");
        stream.next();

        streams.stop();

        stream.awaitEnd();
        assertThat(status("")).isEqualTo(429);
        streams.start();
    }

    /// The server takes what answered a reader who has gone for the next one at once.
    @Test
    void no_stream_ends_because_another_reader_has_gone() {
        for (int i = 0; i < 24; i++) {
            if (i % 3 == 0) {
                reader = person(scope, Role.AUDITOR);
            }
            var stream = open("");
            stream.next();
            stream.of(runs.queued(owner, scope), "queued");
            stream.close();
        }
    }

    private int status(String lastId) {
        var response = ask(lastId, reader.token());
        try (var body = response.body()) {
            return response.statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Stream open(String lastId) {
        return open(lastId, reader.token());
    }

    private Stream open(String lastId, String token) {
        var response = ask(lastId, token);
        assertThat(response.statusCode()).isEqualTo(200);
        var stream = new Stream(response);
        opened.add(stream);
        return stream;
    }

    private HttpResponse<InputStream> ask(String lastId, String token) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/workspaces/" + slug() + "/runs/stream"))
                .header("Authorization", "Bearer " + token);
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String slug() {
        return jdbc.sql("select slug from workspace where id = ?")
                .param(scope.workspaceId())
                .query(String.class)
                .single();
    }

    private record Event(String kind, String data) {}

    /// Read as a browser reads it: an event without data is none, and its id is kept.
    private static final class Stream {

        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;
        private final List<String> all = new ArrayList<>();
        private String id = "";

        Stream(HttpResponse<InputStream> response) {
            this.response = response;
            this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        HttpResponse<InputStream> response() {
            return response;
        }

        String id() {
            return id;
        }

        List<String> all() {
            return all;
        }

        Event next() {
            var kind = "";
            var until = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < until) {
                var line = line();
                if (line == null) {
                    throw new AssertionError("the stream ended: " + all);
                }
                if (line.startsWith("event: ")) {
                    kind = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    var event = new Event(kind, line.substring("data: ".length()));
                    rest();
                    return event;
                } else if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                }
            }
            throw new AssertionError("nothing more was told: " + all);
        }

        /// Up to the id that follows, where one does at once.
        private void rest() {
            var line = line();
            if (line != null && line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            }
        }

        Event of(OperationRun run, String status) {
            var until = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < until) {
                var event = next();
                if (event.data().contains(run.id().toString())
                        && event.data().contains("\"status\":\"" + status + "\"")) {
                    awaitId();
                    return event;
                }
            }
            throw new AssertionError("not told: " + all);
        }

        private void awaitId() {
            var before = id;
            while (id.equals(before)) {
                var line = line();
                assertThat(line).isNotNull();
                if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                }
            }
        }

        void awaitEnd() {
            var until = System.nanoTime() + PATIENCE.toNanos();
            while (line() != null) {
                assertThat(System.nanoTime()).as("it goes on").isLessThan(until);
            }
        }

        private String line() {
            try {
                var line = lines.readLine();
                if (line != null) {
                    all.add(line);
                }
                return line;
            } catch (IOException e) {
                return null;
            }
        }

        void close() {
            try {
                response.body().close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
