package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlApiTest extends ApiTest {

    private static final Instant COLLECTED = Instant.parse("2026-05-01T08:00:00Z");

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final EnvironmentReviewService starts;
    private final ManualQueue queue;

    private UUID workspace;
    private Scope scope;
    private Actor.Person reviewer;

    ControlApiTest(TestWorkspaces some, TestEvidence evidence, EnvironmentReviewService starts, ManualQueue queue) {
        this.some = some;
        this.evidence = evidence;
        this.starts = starts;
        this.queue = queue;
    }

    @BeforeEach
    void reviews() {
        workspace = some.workspace();
        reviewer = some.person(workspace, Role.REVIEWER);
        scope = composed("fail", "pass", "warning");
        composed("fail", "fail");
    }

    @Test
    void those_that_are_not_met_in_most_environments_are_first() {
        var list = get(reviewer, controls());

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.text("/items/0/control")).isEqualTo("C.0");
        assertThat(list.text("/items/0/title")).isEqualTo("Control 0");
        assertThat(list.text("/items/0/severity")).isEqualTo("high");
        assertThat(list.text("/items/0/environments")).isEqualTo("2");
        assertThat(list.body().at("/items/0/results").toString()).isEqualTo("{\"not_met\":2}");
        assertThat(list.body().at("/items/1/results").toString()).isEqualTo("{\"met\":1,\"not_met\":1}");
        assertThat(list.text("/items/2/absent")).isEqualTo("1");
        assertThat(list.body().at("/next_cursor").isNull()).isTrue();
    }

    @Test
    void a_list_is_read_part_by_part_and_narrowed() {
        var read = new ArrayList<String>();
        var next = "";
        do {
            var part = get(reviewer, controls() + "?limit=1" + next);
            read.add(part.text("/items/0/control"));
            next = part.body().at("/next_cursor").isNull() ? "" : "&cursor=" + part.text("/next_cursor");
        } while (!next.isEmpty() && read.size() < 50);

        assertThat(read).containsExactly("C.0", "C.1", "C.2");
        assertThat(get(reviewer, controls() + "?result=warning&severity=high&tool=Tool&search=control")
                        .body()
                        .at("/items"))
                .hasSize(1);
    }

    @Test
    void one_control_is_told_for_each_environment_the_worst_first() {
        var id = get(reviewer, controls() + "?search=C.1").text("/items/0/id");

        var first = get(reviewer, controls() + "/" + id + "?limit=1");
        var second = get(reviewer, controls() + "/" + id + "?limit=1&cursor=" + first.text("/next_cursor"));

        assertThat(first.text("/control/control")).isEqualTo("C.1");
        assertThat(first.text("/items/0/result")).isEqualTo("not_met");
        assertThat(first.text("/items/0/since")).isEqualTo("2026-05-01T08:00:00Z");
        assertThat(second.text("/items/0/environment")).isEqualTo(slug(scope));
        assertThat(second.text("/items/0/result")).isEqualTo("met");
        assertThat(second.body().at("/next_cursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "W10", "WyIxIl0", "WyJ4IiwiYSIsImIiXQ", "WzEsbnVsbCwiYiJd"})
    void a_cursor_that_is_garbage_is_refused_in_plain_words(String cursor) {
        assertThat(get(reviewer, controls() + "?cursor=" + cursor).code()).isEqualTo("cursor.invalid");
    }

    @Test
    void a_cursor_with_what_no_text_holds_is_refused_too() {
        var hostile =
                Base64.getUrlEncoder().encodeToString("[\"1\",\"a\\u0000\",\"b\"]".getBytes(StandardCharsets.UTF_8));

        assertThat(get(reviewer, controls() + "?cursor=" + hostile).code()).isEqualTo("cursor.invalid");
    }

    @Test
    void a_filter_that_there_is_not_is_refused_and_a_control_that_there_is_not_is_not_found() {
        assertThat(get(reviewer, controls() + "?result=bad").code()).isEqualTo("request.parameter");
        assertThat(get(reviewer, controls() + "?severity=bad").code()).isEqualTo("request.parameter");
        assertThat(get(reviewer, controls() + "/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    private Scope composed(String... results) {
        var place = some.environment(workspace);
        evidence.snapshotOf(place, "Tool", COLLECTED, results);
        var started = (Dispatched) starts.create(
                reviewer, place, new StartRequest(Via.API, UUID.randomUUID().toString()));
        queue.work(started.runId());
        return place;
    }

    private String controls() {
        return address(workspace) + "/controls";
    }
}
