package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/// `POST …/runs/{id}/attention` (contract 3 and contract 11).
class AttentionApiTest extends ApiTest {

    private final TestRuns someRuns;
    private final TestWorkspaces some;
    private final QueueClock clock;
    private final Scope scope;
    private final Actor.Person operator;
    private final Actor.Person reviewer;

    private UUID run;
    private String address;

    AttentionApiTest(OperationRunService writer, TestWorkspaces some, QueueClock clock) {
        this.someRuns = new TestRuns(writer);
        this.some = some;
        this.clock = clock;
        this.scope = some.environment(some.workspace());
        this.operator = some.person(scope.workspaceId(), Role.OPERATOR);
        this.reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
    }

    @BeforeEach
    void aFailedRun() {
        run = someRuns.ended(reviewer, scope, Ending.failed("run.unexpected", null))
                .id();
        address = address(scope.workspaceId()) + "/runs/" + run;
    }

    @Test
    void a_question_is_taken_put_off_noted_and_closed_and_the_run_says_how_it_stands() {
        var taken = act(operator, "{'action': 'take'}");
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.body().propertyNames()).containsExactly("open", "since", "taken_by", "until", "ended");
        assertThat(taken.text("/taken_by/id")).isEqualTo(operator.account().toString());

        var until = clock.now().plus(Duration.ofHours(2));
        assertThat(act(operator, "{'action': 'snooze', 'until': '%s'}".formatted(until))
                        .text("/until"))
                .isEqualTo(until.toString());
        assertThat(act(operator, "{'action': 'note', 'note': 'Seen before.'}").status())
                .isEqualTo(200);
        assertThat(get(operator, listed()).body().at("/items")).hasSize(1);

        var closed = act(operator, "{'action': 'close', 'note': 'Known.'}");
        assertThat(closed.text("/ended/how")).isEqualTo("person");
        assertThat(closed.text("/ended/by")).isEqualTo(operator.name());
        assertThat(get(operator, listed()).body().at("/items")).isEmpty();
        var shown = get(operator, address);
        assertThat(shown.text("/outcome")).isEqualTo("failed");
        assertThat(shown.body().at("/attention/open").booleanValue()).isFalse();
        assertThat(shown.body().at("/events").findValuesAsString("note")).containsExactly("Seen before.", "Known.");
    }

    @Test
    void whoever_comes_second_is_told_who_has_it_and_that_it_is_over() {
        act(operator, "{'action': 'take'}");

        var second = act(reviewer, "{'action': 'take'}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("/code")).isEqualTo("attention.taken");
        assertThat(second.text("/detail")).startsWith(operator.name());
        assertThat(second.text("/attention/taken_by/name")).isEqualTo(operator.name());

        var later = someRuns.ended(reviewer, scope, Ending.succeeded(Map.of()));
        var third = act(operator, "{'action': 'close', 'note': 'Known.'}");
        assertThat(third.status()).isEqualTo(409);
        assertThat(third.text("/code")).isEqualTo("attention.over");
        assertThat(third.text("/attention/ended/how")).isEqualTo("later_success");
        assertThat(third.text("/attention/ended/run")).isEqualTo(later.id().toString());
    }

    @Test
    void repeating_is_safe() {
        for (var action : new String[] {
            "{'action': 'take'}",
            "{'action': 'note', 'note': 'Seen before.'}",
            "{'action': 'hand_over', 'to': '%s'}".formatted(operator.account()),
            "{'action': 'release'}",
            "{'action': 'close', 'note': 'Known.'}"
        }) {
            var first = act(operator, action);
            assertThat(first.status()).as(action).isEqualTo(200);
            assertThat(act(operator, action).body()).isEqualTo(first.body());
        }
        assertThat(get(operator, address).body().at("/events").findValuesAsString("kind"))
                .containsOnlyOnce("attention_taken", "noted", "attention_released", "attention_closed");
    }

    @Test
    void it_is_handed_over_to_whoever_could_deal_with_it_and_to_nobody_else() {
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);

        assertThat(act(operator, "{'action': 'hand_over', 'to': '%s'}".formatted(reviewer.account()))
                        .text("/taken_by/name"))
                .isEqualTo(reviewer.name());
        for (var to : new UUID[] {auditor.account(), UUID.randomUUID()}) {
            var refused = act(operator, "{'action': 'hand_over', 'to': '%s'}".formatted(to));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("/code")).isEqualTo("attention.not_theirs");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'action': 'forget'}",
                "{'action': 'snooze'}",
                "{'action': 'snooze', 'until': 'tomorrow'}",
                "{'action': 'snooze', 'until': '2020-01-01T00:00:00Z'}",
                "{'action': 'snooze', 'until': '2099-01-01T00:00:00Z'}",
                "{'action': 'snooze', 'until': '+999999999-12-31T23:59:59Z'}",
                "{'action': 'close'}",
                "{'action': 'close', 'note': ' '}",
                "{'action': 'note'}",
                "{'action': 'hand_over'}",
                "{'action': 'hand_over', 'to': 'ada'}",
                "{'action': 'take', 'by': 'ada'}"
            })
    void what_is_missing_or_wrong_is_refused_and_changes_nothing(String action) {
        assertThat(act(operator, action).status()).isEqualTo(400);
        assertThat(get(operator, address).body().at("/attention/taken_by").isNull())
                .isTrue();
    }

    @Test
    @Tag("I12")
    void whoever_may_only_look_is_refused_and_a_stranger_finds_nothing() {
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        var elsewhere = some.personFor(some.environment(scope.workspaceId()), Role.OPERATOR);

        assertThat(act(auditor, "{'action': 'take'}").status()).isEqualTo(403);
        assertThat(act(elsewhere, "{'action': 'take'}").status()).isEqualTo(404);
        assertThat(act(some.stranger(), "{'action': 'take'}").status()).isEqualTo(404);
    }

    private String listed() {
        return address(scope.workspaceId()) + "/runs?needs_attention=true";
    }

    private Answer act(Actor.Person person, String action) {
        return send(
                person,
                call(HttpMethod.POST, address + "/attention")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(action.replace('\'', '"')));
    }
}
