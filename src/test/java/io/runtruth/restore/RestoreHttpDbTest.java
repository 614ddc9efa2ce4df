package io.runtruth.restore;

import static io.runtruth.testing.TargetServer.cut;
import static io.runtruth.testing.TargetServer.cutAfterwards;
import static io.runtruth.testing.TargetServer.notNow;
import static io.runtruth.testing.TargetServer.slow;
import static io.runtruth.testing.TargetServer.status;
import static io.runtruth.testing.TestTargets.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.restore.RestoreQueries.ItemsShown;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TargetServer;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Restores of a target over HTTP, from preview to results, and how its token is kept (contract 7, 8).
class RestoreHttpDbTest extends DatabaseTest {

    private final RestoreService restores;
    private final RestoreQueries queries;
    private final SnapshotService snapshots;
    private final TargetService targets;
    private final TargetQueries targetQueries;
    private final RunQueries runs;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final TargetServer server = TargetServer.open();

    private Scope scope;
    private Actor.Person operator;
    private Actor.Person owner;

    RestoreHttpDbTest(
            RestoreService restores,
            RestoreQueries queries,
            SnapshotService snapshots,
            TargetService targets,
            TargetQueries targetQueries,
            RunQueries runs,
            ManualQueue queue,
            TestWorkspaces some,
            JdbcClient jdbc) {
        this.restores = restores;
        this.queries = queries;
        this.snapshots = snapshots;
        this.targets = targets;
        this.targetQueries = targetQueries;
        this.runs = runs;
        this.queue = queue;
        this.some = some;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void places() {
        scope = some.environment(some.workspace());
        operator = some.person(scope.workspaceId(), Role.OPERATOR);
        owner = some.person(scope.workspaceId(), Role.OWNER);
        targets.choose(owner, scope, server.address(), TargetServer.TOKEN);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_restore_over_http_goes_from_its_preview_to_its_results_and_back() {
        server.with("a.json", "1").with("only.json", "1").with("same.json", "1");
        var restore = previewed("a.json", "2", "sub/new ü.json", "{ }\r\n", "same.json", "1");
        assertThat(server.count("PUT")).isZero();

        var run = worked(restore);

        assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(results(restore))
                .isEqualTo(Map.of("a.json", "applied", "sub/new ü.json", "applied", "same.json", "unchanged"));
        assertThat(server.all())
                .isEqualTo(Map.of("a.json", "2", "only.json", "1", "same.json", "1", "sub/new ü.json", "{ }\r\n"));

        var back = restores.preview(
                operator, scope, new NewPreview(restore.beforeId(), null, new RestoreRequest(Via.CONSOLE, null)));
        assertThat(worked(back).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(server.all().get("a.json")).isEqualTo("1");
    }

    @Test
    void a_target_that_changed_since_the_preview_is_refused_and_nothing_is_written() {
        server.with("a.json", "1").with("b.json", "1");
        var restore = previewed("a.json", "2");
        server.with("b.json", "theirs");

        assertThat(worked(restore).outcome()).isEqualTo(RunOutcome.BLOCKED);

        assertThat(server.count("PUT")).isZero();
        assertThat(results(restore)).isEmpty();
    }

    @Test
    void what_somebody_changes_between_the_look_and_the_write_is_skipped() {
        server.with("a.json", "1").with("b.json", "1").once("PUT", "a.json", (_, _) -> {
            server.with("a.json", "theirs");
            return false;
        });
        var restore = previewed("a.json", "2", "b.json", "2");

        assertThat(worked(restore).outcome()).isEqualTo(RunOutcome.PARTIALLY_SUCCEEDED);

        assertThat(results(restore)).isEqualTo(Map.of("a.json", "skipped changed", "b.json", "applied"));
        assertThat(server.all()).isEqualTo(Map.of("a.json", "theirs", "b.json", "2"));
    }

    @Test
    void a_write_that_was_done_although_its_connection_was_cut_counts_as_done() {
        server.with("a.json", "1").with("b.json", "1");
        server.once("PUT", "a.json", cutAfterwards()).once("PUT", "b.json", cut());
        var restore = previewed("a.json", "2", "b.json", "2");

        assertThat(worked(restore).outcome()).isEqualTo(RunOutcome.SUCCEEDED);

        assertThat(results(restore)).isEqualTo(Map.of("a.json", "applied", "b.json", "applied"));
        assertThat(server.all()).isEqualTo(Map.of("a.json", "2", "b.json", "2"));
    }

    @Test
    void what_could_not_be_told_at_once_is_told_when_the_target_is_back() {
        server.with("a.json", "1").with("b.json", "1").once("PUT", "a.json", (_, apply) -> {
            apply.getAsInt();
            // the looks after it, until it is looked at for the second time
            server.times(4, "GET", "a.json", cut());
            return true;
        });
        var restore = previewed("a.json", "2", "b.json", "2");

        assertThat(worked(restore).outcome()).isEqualTo(RunOutcome.SUCCEEDED);

        assertThat(results(restore)).isEqualTo(Map.of("a.json", "applied", "b.json", "applied"));
    }

    @Test
    void what_may_have_been_written_and_can_never_be_looked_at_is_not_said_to_have_failed() {
        server.with("a.json", "1").with("b.json", "1").once("PUT", "a.json", (_, apply) -> {
            apply.getAsInt();
            server.always(status(403));
            return true;
        });
        server.once("PUT", "b.json", slow(Duration.ofMillis(300)));
        var restore = previewed("a.json", "2", "b.json", "2");

        worked(restore);

        assertThat(results(restore)).containsEntry("a.json", "failed unsure");
    }

    @Test
    void what_a_worker_that_died_may_have_written_is_looked_at_before_it_is_said_to_have_failed() {
        server.with("a.json", "1").with("b.json", "1").with("c.json", "1");
        var restore = previewed("a.json", "2", "b.json", "2", "c.json", "2");
        var run = started(restore);
        jdbc.sql("update restore_run set state = 'in_progress' where id = ?")
                .param(restore.id())
                .update();
        server.with("a.json", "2").with("b.json", "2");
        // the look before the write fails, and then only that of one of them
        for (var path : new String[] {"a.json", "b.json", "c.json"}) {
            server.once("GET", path, status(403));
        }
        server.once("GET", "b.json", status(403));

        queue.work(run);

        assertThat(results(restore))
                .isEqualTo(Map.of("a.json", "applied", "b.json", "failed unsure", "c.json", "failed not_permitted"));
    }

    @Test
    void a_target_that_cannot_be_read_back_is_a_question_and_nothing_is_said_to_be_gone() {
        server.with("a.json", "1");
        var restore = previewed("a.json", "2");
        server.once("GET", "", (_, _) -> false).once("GET", "", (exchange, apply) -> {
            server.always(status(403));
            return status(403).handles(exchange, apply);
        });

        var run = worked(restore);

        assertThat(run.outcome()).isEqualTo(RunOutcome.BLOCKED);
        assertThat(run.failureCode()).isEqualTo("restore.contradicted");
        assertThat(results(restore)).isEqualTo(Map.of("a.json", "applied unread"));
    }

    @Test
    void a_target_that_is_busy_for_a_moment_is_waited_for() {
        server.with("a.json", "1").once("PUT", "a.json", notNow(429, "1")).once("GET", "", notNow(503, "0"));
        var restore = previewed("a.json", "2");

        assertThat(worked(restore).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void a_token_is_kept_sealed_and_nothing_that_is_read_has_it() {
        var kept = jdbc.sql("select sealed_token from configuration_target where environment_id = ?")
                .param(scope.environmentId())
                .query(byte[].class)
                .single();

        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(TargetServer.TOKEN);
        assertThat(targetQueries.target(owner, scope).toString()).doesNotContain(TargetServer.TOKEN);
        assertThat(jdbc.sql("select count(*) from audit_entry where cast(audit_entry as text) like ?")
                        .param("%" + TargetServer.TOKEN + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_sealed_token_opens_for_its_own_environment_and_address_only() {
        jdbc.sql("update configuration_target set place = ? where environment_id = ?")
                .params("https://elsewhere.example/", scope.environmentId())
                .update();

        assertThat(targetQueries.target(owner, scope).fault()).isEqualTo("no_key");
        assertThatThrownBy(() -> snapshots.capture(operator, scope)).hasMessage("target.no_key");
    }

    @Test
    void another_address_needs_its_token_and_the_same_one_may_have_a_new_one() {
        assertThatThrownBy(() -> targets.choose(owner, scope, "https://elsewhere.example/", null))
                .isInstanceOf(Problem.InvalidInput.class)
                .hasMessage("target.token_needed");
        targets.choose(owner, scope, server.address(), null);
        assertThat(snapshots.capture(operator, scope).snapshot().documents()).isZero();

        targets.choose(owner, scope, server.address(), "another");

        assertThatThrownBy(() -> snapshots.capture(operator, scope)).hasMessage("target.not_permitted");
        assertThat(jdbc.sql("select count(*) from audit_entry where action = ? and workspace_id = ?")
                        .params("configuration.target_token_replaced", scope.workspaceId())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void no_two_environments_share_an_address_or_a_part_of_one() {
        var other = some.environment(scope.workspaceId());

        for (var address : new String[] {
            server.address(), server.address() + "below/", server.address().replace("one/", ""),
        }) {
            assertThatThrownBy(() -> targets.choose(owner, other, address, "t"))
                    .as(address)
                    .hasMessage("target.taken");
        }
        targets.choose(owner, other, server.address().replace("one/", "two"), "t");
    }

    @Test
    void what_is_no_plain_address_is_refused() {
        for (var address : new String[] {
            "https://",
            "https://u:p@h.example/",
            "https://h.example/?q",
            "https://h.example/#f",
            "https://h.example/a/../b/",
            "https://h.example//",
            "https://h.example/%2e%2e/",
            "https://h.example:0/",
            "https://h.example/a b/",
            "https://h.example/\u202e/",
            "https://" + "h".repeat(400) + ".example/"
        }) {
            assertThatThrownBy(() -> targets.choose(owner, scope, address, "t"))
                    .as(address)
                    .hasMessage("target.address_form");
        }
        for (var token : new String[] {"", " ", "a b", "a\r\nX: y", "ü", "x".repeat(4_097)}) {
            assertThatThrownBy(() -> targets.choose(owner, scope, "https://h.example/", token))
                    .as(token)
                    .hasMessage("target.token_form");
        }
        assertThatThrownBy(() -> targets.choose(owner, scope, "folder", "t")).hasMessage("target.token_of_folder");
        targets.choose(owner, scope, "HTTPS://H.Example:443/a", "t");
        assertThat(targetQueries.target(owner, scope).place()).isEqualTo("https://h.example/a/");
    }

    private RestoreRun previewed(String... pathsAndTexts) {
        var snapshot = snapshots
                .take(operator, scope, "a.zip", new ByteArrayInputStream(zip(pathsAndTexts)))
                .snapshot()
                .id();
        return restores.preview(operator, scope, new NewPreview(snapshot, null, new RestoreRequest(Via.CONSOLE, null)));
    }

    private UUID started(RestoreRun restore) {
        return ((RestoreDispatched) restores.start(
                        operator, scope, restore.id(), "Environment", null, new RestoreRequest(Via.CONSOLE, null)))
                .runId();
    }

    private RunRow worked(RestoreRun restore) {
        var run = started(restore);
        queue.work(run);
        return runs.detail(operator, scope.workspaceId(), run).run();
    }

    private Map<String, String> results(RestoreRun restore) {
        var results = new TreeMap<String, String>();
        queries.items(operator, scope, restore.id(), ItemsShown.ALL, null, 100).stream()
                .filter(it -> it.result() != null)
                .forEach(it ->
                        results.put(it.path(), it.result().code() + (it.reason() == null ? "" : " " + it.reason())));
        return results;
    }
}
