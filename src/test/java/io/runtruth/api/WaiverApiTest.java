package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class WaiverApiTest extends ApiTest {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

    private final TestWorkspaces some;
    private final LocalDate today;

    private Scope scope;
    private Actor.Person reviewer;

    WaiverApiTest(TestWorkspaces some, Clock clock) {
        this.some = some;
        this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @BeforeEach
    void environment() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
    }

    @Test
    void a_risk_is_accepted_listed_changed_and_withdrawn() {
        var made = accept("A", today.plusDays(90), null);
        assertThat(made.status()).isEqualTo(201);
        var id = made.text("/id");
        assertThat(made.response().getHeader("Location")).endsWith("/waivers/" + id);
        assertThat(made.text("/state")).isEqualTo("active");
        assertThat(made.text("/accepted_by")).isEqualTo(reviewer.name());

        var changed = send(
                reviewer,
                json(
                        HttpMethod.PATCH,
                        waivers() + "/" + id,
                        "{\"version\": 1, \"until\": \"%s\"}".formatted(today.plusDays(3))));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/state")).isEqualTo("expiring");
        assertThat(changed.text("/version")).isEqualTo("2");

        var stale = send(reviewer, json(HttpMethod.PATCH, waivers() + "/" + id, "{\"version\": 1, \"reason\": \"x\"}"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.code()).isEqualTo("edit.changed_meanwhile");
        assertThat(send(reviewer, call(HttpMethod.DELETE, waivers() + "/" + id + "?version=1"))
                        .status())
                .isEqualTo(409);

        var withdrawn = send(reviewer, call(HttpMethod.DELETE, waivers() + "/" + id + "?version=2"));
        assertThat(withdrawn.status()).isEqualTo(200);
        assertThat(withdrawn.text("/state")).isEqualTo("withdrawn");
        assertThat(get(reviewer, waivers() + "?state=withdrawn").text("/items/0/id"))
                .isEqualTo(id);
        assertThat(get(reviewer, waivers() + "?state=active").body().at("/items"))
                .isEmpty();
    }

    @Test
    void a_list_is_read_page_by_page() {
        accept("A", today.plusDays(90), null);
        accept("B", today.plusDays(90), null);

        var first = get(reviewer, waivers() + "?limit=1&environment=" + slug(scope));
        var second = get(reviewer, waivers() + "?limit=1&cursor=" + first.text("/next_cursor"));

        assertThat(first.text("/items/0/control")).isEqualTo("B");
        assertThat(second.text("/items/0/control")).isEqualTo("A");
        assertThat(second.body().at("/next_cursor").isNull()).isTrue();
    }

    @Test
    @Tag("I14")
    void a_repeated_request_gets_the_same_answer() {
        var first = accept("A", today.plusDays(90), "one");
        var again = accept("A", today.plusDays(90), "one");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(accept("B", today.plusDays(90), "one").status()).isEqualTo(422);
        assertThat(accept("A", today.plusDays(90), "two").code()).isEqualTo("waiver.exists");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"environment\": \"%1$s\", \"tool\": \"T\", \"control\": \"C\", \"until\": \"%2$s\"}",
                "{\"environment\": \"%1$s\", \"tool\": \"T\", \"control\": \"C\", \"reason\": \"r\"}",
                "{\"environment\": \"%1$s\", \"tool\": \"T\", \"control\": \"C\", \"reason\": \"r\", \"until\": \"soon\"}",
                "{\"environment\": \"%1$s\", \"tool\": \"T\", \"control\": \"C\", \"reason\": \"r\", \"until\": \"2020-01-01\"}",
                "{\"environment\": \"%1$s\", \"tool\": \"T\", \"control\": \"C\", \"reason\": \"r\", \"until\": \"%2$s\", \"ordinal\": 0}",
                "{\"environment\": \"%1$s\", \"tool\": \" \", \"control\": \"C\", \"reason\": \"r\", \"until\": \"%2$s\"}"
            })
    void what_is_asked_for_wrongly_is_refused_in_plain_words(String asked) {
        var answer = send(reviewer, json(HttpMethod.POST, waivers(), asked.formatted(slug(scope), today.plusDays(9))));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/detail")).isNotBlank();
        assertThat(get(reviewer, waivers()).body().at("/items")).isEmpty();
    }

    @Test
    void the_table_of_all_is_sent_in_again() throws Exception {
        accept("A", today.plusDays(90), null);
        var sent = raw(call(HttpMethod.GET, waivers()).accept(CSV).with(signedIn(reviewer)));
        assertThat(sent.getStatus()).isEqualTo(200);
        assertThat(sent.getHeader("Content-Disposition")).contains("accepted-risks.csv");
        var table = sent.getContentAsString();

        var again =
                send(reviewer, call(HttpMethod.POST, waivers()).contentType(CSV).content(table));
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.code()).isEqualTo("waiver.refused_lines");
        assertThat(again.text("/lines/0/line")).isEqualTo("2");
        assertThat(again.text("/lines/0/code")).isEqualTo("waiver.exists");
        assertThat(again.text("/lines/0/detail")).isNotBlank();

        var other =
                send(reviewer, call(HttpMethod.POST, waivers()).contentType(CSV).content(table.replace(",A,", ",B,")));
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.text("/accepted")).isEqualTo("1");
        assertThat(get(reviewer, waivers()).text("/items/0/control")).isEqualTo("B");
    }

    @Test
    @Tag("I14")
    void a_table_that_is_sent_again_under_its_key_is_answered_as_the_first_time() {
        var table = """
                environment,tool,control,reason,until
                %s,ScubaGear,A,Planned,%s
                """.formatted(slug(scope), today.plusDays(9));

        for (int i = 0; i < 2; i++) {
            assertThat(table(table, "one").text("/accepted")).isEqualTo("1");
        }
        assertThat(get(reviewer, waivers()).body().at("/items")).hasSize(1);
        assertThat(table(table.replace(",A,", ",B,"), "one").status()).isEqualTo(422);
    }

    private Answer table(String content, String requestId) {
        return send(
                reviewer,
                call(HttpMethod.POST, waivers())
                        .contentType(CSV)
                        .header("Idempotency-Key", requestId)
                        .content(content));
    }

    private Answer accept(String control, LocalDate until, String requestId) {
        var call = json(HttpMethod.POST, waivers(), """
                {"environment": "%s", "tool": "ScubaGear", "control": "%s", "reason": "Planned", "until": "%s"}
                """.formatted(slug(scope), control, until));
        return send(reviewer, requestId == null ? call : call.header("Idempotency-Key", requestId));
    }

    private MockHttpServletRequestBuilder json(HttpMethod method, String address, String content) {
        return call(method, address).contentType(MediaType.APPLICATION_JSON).content(content);
    }

    private String waivers() {
        return address(scope.workspaceId()) + "/waivers";
    }
}
