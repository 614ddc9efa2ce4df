package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.Role;
import io.runtruth.access.SignedIn;
import io.runtruth.testing.TestWorkspaces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;

class AuditApiTest extends ApiTest {

    private final TestWorkspaces some;
    private final AuditTrail audit;

    private UUID workspace;
    private Actor.Person auditor;

    AuditApiTest(TestWorkspaces some, AuditTrail audit) {
        this.some = some;
        this.audit = audit;
    }

    @BeforeEach
    void people() {
        workspace = some.workspace();
        auditor = some.person(workspace, Role.AUDITOR);
    }

    @Test
    void the_trail_is_read_newest_first_to_its_end_by_cursor() {
        append(new Actor.System("job"), "things.done");
        for (var i = 0; i < 5; i++) {
            append(new Actor.System("job"), "thing." + i);
        }

        var read = new ArrayList<String>();
        var cursor = "";
        do {
            var answer = get(auditor, address(workspace) + "/audit?action=thing&limit=2" + cursor);
            answer.body().at("/items").forEach(it -> read.add(it.at("/action").asString()));
            var next = answer.body().at("/next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());

        assertThat(read).containsExactly("thing.4", "thing.3", "thing.2", "thing.1", "thing.0");
    }

    @Test
    void filters_hold_together() {
        append(new Actor.System("ci"), "thing.done");
        append(new Actor.System("job"), "thing.done");
        append(new Actor.System("ci"), "thing.undone");

        var answer = get(auditor, address(workspace) + "/audit?actor=ci&action=thing.done&from=2020-01-01T00:00:00Z");

        assertThat(answer.body().at("/items").size()).isOne();
        assertThat(answer.text("/items/0/details/note")).isEqualTo("n");
        assertThat(get(auditor, address(workspace) + "/audit?to=2020-01-01T00:00:00Z")
                        .body()
                        .at("/items")
                        .size())
                .isZero();
    }

    @Test
    @Tag("I12")
    void the_trail_of_another_workspace_is_not_in_it() {
        var other = some.workspace();
        audit.append(
                new Actor.System("x"), other, new AuditTrail.Entry("thing.done", "thing", UUID.randomUUID(), Map.of()));

        assertThat(get(auditor, address(workspace) + "/audit?action=thing")
                        .body()
                        .at("/items")
                        .size())
                .isZero();
    }

    @Test
    @Tag("I12")
    void a_member_for_some_environments_does_not_read_of_all_of_them() {
        var restricted = some.personFor(some.environment(workspace), Role.AUDITOR);

        assertThat(get(restricted, address(workspace) + "/audit").code()).isEqualTo("audit.all_environments");
    }

    @Test
    void as_csv_it_comes_whole_and_no_cell_is_a_formula() {
        for (var i = 0; i < 501; i++) {
            append(new Actor.System("=cmd|' /C calc'!A0"), "thing.done");
        }

        var table = csv("/audit?action=thing");

        assertThat(table.lines()).hasSize(502);
        assertThat(table.lines().skip(1))
                .allSatisfy(line -> assertThat(line).contains(",'=cmd|").contains("\"{\"\"note\"\": \"\"n\"\"}\""));
    }

    @Test
    void what_system_operators_did_is_read_by_them_to_its_end_newest_first() {
        var operator = some.systemOperator();
        var made = new ArrayList<UUID>();
        for (var i = 0; i < 3; i++) {
            made.add(some.workspace());
            some.suspend(made.getLast());
        }

        var read = new ArrayList<String>();
        var entries = new ArrayList<String>();
        var cursor = "";
        do {
            var answer = get(operator, "/api/v1/system/audit?limit=2" + cursor);
            answer.body().at("/items").forEach(it -> {
                read.add(
                        it.at("/action").asString() + " " + it.at("/subject/id").asString());
                entries.add(it.toString());
            });
            var next = answer.body().at("/next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty() && read.size() < 40);

        assertThat(read)
                .containsSubsequence(
                        "workspace.suspended " + made.get(2),
                        "workspace.created " + made.get(2),
                        "workspace.suspended " + made.get(1),
                        "workspace.created " + made.get(1),
                        "workspace.suspended " + made.get(0))
                .noneMatch(it -> it.startsWith("member"));
        assertThat(entries).doesNotHaveDuplicates();
    }

    @Test
    void filters_of_a_workspace_hold_for_what_system_operators_did_too() {
        var operator = some.systemOperator();
        some.suspend(workspace);

        var ofIt = get(operator, "/api/v1/system/audit?subject=" + workspace + "&action=workspace.suspended");
        var before = get(operator, "/api/v1/system/audit?subject=" + workspace + "&to=2020-01-01T00:00:00Z");

        assertThat(ofIt.body().at("/items")).hasSize(1);
        assertThat(before.body().at("/items")).isEmpty();
    }

    @Test
    void what_system_operators_did_comes_as_csv_too() {
        some.suspend(workspace);

        var table = csv(some.systemOperator(), "/api/v1/system/audit?subject=" + workspace);

        assertThat(table.lines().skip(1)).hasSize(2).allMatch(line -> line.contains(",workspace."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=yesterday", "to=99999-01-01T00:00:00Z", "cursor=x", "actr=a"})
    void what_is_not_understood_is_told(String query) {
        assertThat(get(auditor, address(workspace) + "/audit?" + query).status())
                .isEqualTo(400);
    }

    private String csv(String rest) {
        return csv(auditor, address(workspace) + rest);
    }

    private String csv(Actor.Person actor, String address) {
        var call = call(HttpMethod.GET, address)
                .header("Accept", "text/csv")
                .with(SecurityMockMvcRequestPostProcessors.user(new SignedIn(actor, "somebody", null)));
        return new String(raw(call).getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private void append(Actor actor, String action) {
        audit.append(actor, workspace, new AuditTrail.Entry(action, "thing", UUID.randomUUID(), Map.of("note", "n")));
    }
}
