package io.runtruth.restore;

import static io.runtruth.testing.TargetServer.cut;
import static io.runtruth.testing.TargetServer.cutAfterwards;
import static io.runtruth.testing.TargetServer.json;
import static io.runtruth.testing.TargetServer.notNow;
import static io.runtruth.testing.TargetServer.slow;
import static io.runtruth.testing.TargetServer.status;
import static io.runtruth.testing.TestTargets.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.MeterRegistry;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunProgress;
import io.runtruth.operations.RunProgress.Going;
import io.runtruth.operations.RunTransition;
import io.runtruth.operations.Via;
import io.runtruth.operations.proof.WorkerProof;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.restore.RestoreQueries.ItemsShown;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.restore.target.TargetFault;
import io.runtruth.restore.target.TargetFault.FaultKind;
import io.runtruth.restore.target.TargetLimits;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TargetServer;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Restores of a target over HTTP, from preview to results, and how its token is kept (contract 7, 8).
class RestoreHttpDbTest extends DatabaseTest {

    private static final TargetLimits SHORT = new TargetLimits(
            Duration.ofSeconds(2),
            Duration.ofMillis(800),
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            2);

    private final RestoreService restores;
    private final RestoreQueries queries;
    private final SnapshotService snapshots;
    private final TargetService targets;
    private final TargetQueries targetQueries;
    private final RunQueries runs;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final OperationRunService operations;
    private final RestoreRepository repository;
    private final SnapshotQueries snapshotQueries;
    private final EnvironmentQueries environments;
    private final RestoreLifecycleService lifecycle;
    private final RestoreSettings settings;
    private final TargetPlaceRepository places;
    private final TargetTokens tokens;
    private final WorkerProof proof;
    private final RestoreMetrics metrics;
    private final MeterRegistry meters;
    private final QueueClock queueClock;
    private final Clock clock;
    private final TargetServer server = TargetServer.open();
    private final List<Targets> own = new ArrayList<>();

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
            JdbcClient jdbc,
            OperationRunService operations,
            RestoreRepository repository,
            SnapshotQueries snapshotQueries,
            EnvironmentQueries environments,
            RestoreLifecycleService lifecycle,
            RestoreSettings settings,
            TargetPlaceRepository places,
            TargetTokens tokens,
            WorkerProof proof,
            RestoreMetrics metrics,
            MeterRegistry meters,
            QueueClock queueClock,
            Clock clock) {
        this.restores = restores;
        this.queries = queries;
        this.snapshots = snapshots;
        this.targets = targets;
        this.targetQueries = targetQueries;
        this.runs = runs;
        this.queue = queue;
        this.some = some;
        this.jdbc = jdbc;
        this.operations = operations;
        this.repository = repository;
        this.snapshotQueries = snapshotQueries;
        this.environments = environments;
        this.lifecycle = lifecycle;
        this.settings = settings;
        this.places = places;
        this.tokens = tokens;
        this.proof = proof;
        this.metrics = metrics;
        this.meters = meters;
        this.queueClock = queueClock;
        this.clock = clock;
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
        own.forEach(Targets::destroy);
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
    void what_nobody_can_tell_at_the_end_either_may_have_been_written() {
        server.with("a.json", "1").once("PUT", "a.json", (_, apply) -> {
            apply.getAsInt();
            server.always(cut());
            return true;
        });
        var restore = previewed("a.json", "2");

        assertThat(worked(restore, _ -> Going.ON).outcome()).isEqualTo(RunOutcome.FAILED);

        assertThat(results(restore)).isEqualTo(Map.of("a.json", "failed unsure"));
        assertThat(server.all()).isEqualTo(Map.of("a.json", "2"));
    }

    @Test
    void so_may_what_a_worker_that_died_was_at_where_nobody_can_look_any_more() {
        for (var away : List.<Runnable>of(
                () -> server.always(cut()),
                () -> jdbc.sql("update configuration_target set sealed_token = '\\x00' where environment_id = ?")
                        .param(scope.environmentId())
                        .update())) {
            server.with("a.json", "1");
            var restore = previewed("a.json", "2");
            var picked = picked(restore);
            jdbc.sql("update restore_run set state = 'in_progress', begun_at = now() where id = ?")
                    .param(restore.id())
                    .update();
            away.run();

            job(SHORT).work(picked, _ -> Going.ON);

            assertThat(results(restore)).isEqualTo(Map.of("a.json", "failed unsure"));
            server.always(null);
        }
    }

    @Test
    void a_target_that_can_not_be_read_back_contradicts_nothing() {
        for (var away : List.of(cut(), status(401), status(503), status(302))) {
            server.with("a.json", "1").once("PUT", "a.json", (exchange, apply) -> {
                var applied = apply.getAsInt();
                server.always(away);
                exchange.sendResponseHeaders(applied, -1);
                return true;
            });
            var restore = previewed("a.json", "2");

            assertThat(worked(restore, _ -> Going.ON).outcome()).isEqualTo(RunOutcome.SUCCEEDED);

            assertThat(results(restore)).isEqualTo(Map.of("a.json", "applied unread"));
            var after = queries.one(operator, scope, restore.id());
            assertThat(after.counts().contradicted()).isZero();
            assertThat(after.afterDigest()).isNull();
            assertThat(after.isReadBack()).isFalse();
            server.always(null);
        }
    }

    @Test
    void one_document_that_can_not_be_read_back_keeps_no_other_from_it() {
        server.with("a.json", "1").with("b.json", "1").with("c.json", "1");
        var restore = previewed("a.json", "2", "b.json", "2", "c.json", "2");

        var run = worked(restore, at("reading_back", () -> {
            server.times(2, "GET", "a.json", status(403))
                    .with("b.json", "theirs")
                    .remove("c.json");
        }));

        assertThat(run.failureCode()).isEqualTo("restore.contradicted");
        assertThat(results(restore))
                .isEqualTo(Map.of("a.json", "applied unread", "b.json", "applied", "c.json", "applied gone"));
        assertThat(queries.one(operator, scope, restore.id()).counts().contradicted())
                .isEqualTo(2);
    }

    @Test
    void what_the_list_does_not_name_is_looked_for_before_it_counts_as_gone() {
        server.with("a.json", "1");
        var restore = previewed("a.json", "2");

        var run = worked(
                restore,
                at(
                        "reading_back",
                        () -> server.once("GET", "", (exchange, _) -> {
                            json(exchange, "{\"documents\":[]}".getBytes(StandardCharsets.UTF_8));
                            return true;
                        })));

        assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(results(restore)).isEqualTo(Map.of("a.json", "applied"));
    }

    @Test
    void a_silent_target_is_read_back_for_no_longer_than_is_waited() {
        var before = documents(200, "1");
        before.forEach(server::with);
        var restore = previewed(documents(200, "2"));
        var begun = new AtomicLong();

        var run = worked(restore, at("reading_back", () -> {
            begun.set(System.nanoTime());
            server.always((_, _) -> {
                server.hang();
                return true;
            });
        }));

        assertThat(Duration.ofNanos(System.nanoTime() - begun.get())).isLessThan(Duration.ofSeconds(20));
        assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void one_that_is_asked_to_stop_stops_also_while_it_reads_back() {
        documents(200, "1").forEach(server::with);
        var restore = previewed(documents(200, "2"));
        var asked = new AtomicInteger();
        var calls = new AtomicLong();

        var run = worked(restore, progress -> {
            if (!progress.step().equals("reading_back") || asked.incrementAndGet() == 1) {
                calls.set(server.calls().size());
                return Going.ON;
            }
            return Going.STOP_REQUESTED;
        });

        assertThat(run.outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(server.calls().size() - calls.get()).isLessThan(20);
    }

    @Test
    void one_that_is_asked_to_stop_while_it_compares_has_written_nothing() {
        for (int documents : new int[] {0, 200}) {
            documents(documents, "1").forEach(server::with);
            var restore = previewed("new" + documents + ".json", "2");
            var calls = server.calls().size();
            var asked = new AtomicInteger();

            var run = worked(restore, _ -> asked.incrementAndGet() == 1 ? Going.ON : Going.STOP_REQUESTED);

            assertThat(run.outcome()).isEqualTo(RunOutcome.CANCELLED);
            assertThat(server.calls().size() - calls).isLessThan(20);
            assertThat(server.count("PUT")).isZero();
            assertThat(queries.one(operator, scope, restore.id()).state()).isEqualTo(RestoreState.NOT_BEGUN);
        }
    }

    @Test
    void a_target_that_is_away_before_the_restore_begins_has_not_changed_and_it_can_be_tried_again() {
        for (var away : Map.of(
                        "busy", notNow(503, "9"),
                        "unreachable", cut(),
                        "unread", status(401))
                .entrySet()) {
            server.with("a.json", "1");
            var restore = previewed("a.json", "2");
            var picked = picked(restore);
            server.always(away.getValue());

            job(SHORT).work(picked, _ -> Going.ON);

            var run = run(picked.id());
            assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
            assertThat(run.failureCode()).isEqualTo("restore.target_" + away.getKey());
            assertThat(queries.one(operator, scope, restore.id()).state()).isEqualTo(RestoreState.NOT_BEGUN);
            assertThat(server.all()).isEqualTo(Map.of("a.json", "1"));
            server.always(null);
            var again = (RestoreDispatched)
                    restores.again(operator, scope.workspaceId(), picked.id(), new RestoreRequest(Via.CONSOLE, null));
            queue.work(again.runId());
            assertThat(run(again.runId()).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        }
    }

    @Test
    void a_node_that_stops_leaves_its_restores_to_another() {
        server.with("a.json", "1").with("b.json", "1");
        var restore = previewed("a.json", "2", "b.json", "2");
        var picked = picked(restore);
        var stopping = targets(SHORT);
        server.once("PUT", "a.json", (_, apply) -> {
            apply.getAsInt();
            stopping.destroy();
            return true;
        });

        job(stopping).work(picked, _ -> Going.ON);

        assertThat(results(restore)).isEmpty();
        assertThat(run(picked.id()).outcome()).isEqualTo(RunOutcome.PENDING);

        queue.work(picked.id());
        assertThat(run(picked.id()).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(results(restore)).isEqualTo(Map.of("a.json", "applied", "b.json", "applied"));
    }

    @Test
    void one_that_stops_before_or_after_it_has_written_neither_refuses_nor_ends_it() {
        for (var step : List.of("comparing", "reading_back")) {
            server.with("a.json", "1");
            var restore = previewed("a.json", "2");
            var picked = picked(restore);
            var stopping = targets(SHORT);

            job(stopping).work(picked, at(step, stopping::destroy));

            assertThat(run(picked.id()).outcome()).as(step).isEqualTo(RunOutcome.PENDING);
            queue.work(picked.id());
            assertThat(run(picked.id()).outcome()).as(step).isEqualTo(RunOutcome.SUCCEEDED);
        }
    }

    @Test
    void a_document_that_is_one_with_another_of_the_target_on_some_system_is_not_restored_beside_it() {
        server.with("a.json", "1");
        assertThatThrownBy(() -> previewed("A.json", "2"))
                .isInstanceOfSatisfying(
                        Problem.InvalidInput.class,
                        it -> assertThat(it.arguments()).containsExactly("A.json", "a.json"))
                .hasMessage("restore.twins");

        var snapshot = snapshots
                .take(operator, scope, "a.zip", new ByteArrayInputStream(zip("A.json", "2", "b.json", "2")))
                .snapshot();
        var restore = restores.preview(
                operator,
                scope,
                new NewPreview(snapshot.id(), Set.of("b.json"), new RestoreRequest(Via.CONSOLE, null)));
        assertThatThrownBy(() -> restores.choose(operator, scope, restore.id(), Set.of("A.json", "b.json")))
                .hasMessage("restore.twins");
        assertThat(worked(restore).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(snapshots.capture(operator, scope).snapshot().documents()).isEqualTo(2);
    }

    @Test
    void a_slow_target_keeps_nobody_from_what_needs_it_not() {
        var colleague = some.person(scope.workspaceId(), Role.OPERATOR);
        var elsewhere = some.environment(some.workspace());
        var others = IntStream.range(0, 4)
                .mapToObj(_ -> some.person(elsewhere.workspaceId(), Role.OPERATOR))
                .toList();
        var taken = new ArrayList<TakenSnapshot>();
        var refused = new AtomicReference<Throwable>();
        server.with("a.json", "1").once("GET", "", (_, _) -> {
            refused.set(catchThrowable(() -> snapshots.capture(colleague, scope)));
            others.forEach(it -> taken.add(snapshots.take(
                    it, elsewhere, "a.zip", new ByteArrayInputStream(zip("a.json", "\"" + it.account() + "\"")))));
            return false;
        });

        snapshots.capture(operator, scope);

        assertThat(refused.get()).isInstanceOf(Problem.TooMuch.class).hasMessage("snapshot.at_once");
        assertThat(taken).hasSize(4);
    }

    @Test
    void no_token_is_sent_in_plain_text_by_a_node_that_may_not() {
        var careful = new Targets(
                new RestoreSettings(null, settings.spool(), false, settings.key()),
                places,
                tokens,
                clock,
                meters,
                SHORT);

        assertThatThrownBy(() -> careful.of(scope).open())
                .isInstanceOfSatisfying(
                        TargetFault.class, it -> assertThat(it.kind()).isEqualTo(FaultKind.PLAIN));
        assertThatCode(() -> targets(SHORT).of(scope).open().close()).doesNotThrowAnyException();
        careful.destroy();
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

    private Targets targets(TargetLimits limits) {
        var opened = new Targets(settings, places, tokens, clock, meters, limits);
        own.add(opened);
        return opened;
    }

    private RestoreJob job(TargetLimits limits) {
        return job(targets(limits));
    }

    private RestoreJob job(Targets of) {
        return new RestoreJob(repository, snapshotQueries, environments, lifecycle, of, metrics, proof, queueClock);
    }

    private OperationRun picked(RestoreRun restore) {
        return ((RunTransition.Applied) operations.markRunning(started(restore))).run();
    }

    private RunRow worked(RestoreRun restore, RunProgress progress) {
        var picked = picked(restore);
        job(SHORT).work(picked, progress);
        return run(picked.id());
    }

    /// Does this when the step is reached, and goes on.
    private static RunProgress at(String step, Runnable act) {
        var isDone = new AtomicBoolean();
        return progress -> {
            if (progress.step().equals(step) && isDone.compareAndSet(false, true)) {
                act.run();
            }
            return Going.ON;
        };
    }

    private static Map<String, String> documents(int count, String text) {
        var documents = new TreeMap<String, String>();
        for (int i = 0; i < count; i++) {
            documents.put("d" + i + ".json", text);
        }
        return documents;
    }

    private RestoreRun previewed(String... pathsAndTexts) {
        return previewed(zip(pathsAndTexts));
    }

    private RestoreRun previewed(Map<String, String> documents) {
        return previewed(zip(documents));
    }

    private RestoreRun previewed(byte[] archive) {
        var snapshot = snapshots
                .take(operator, scope, "a.zip", new ByteArrayInputStream(archive))
                .snapshot()
                .id();
        return restores.preview(operator, scope, new NewPreview(snapshot, null, new RestoreRequest(Via.CONSOLE, null)));
    }

    private RunRow worked(RestoreRun restore) {
        var run = started(restore);
        queue.work(run);
        return run(run);
    }

    private UUID started(RestoreRun restore) {
        return ((RestoreDispatched) restores.start(
                        operator, scope, restore.id(), "Environment", null, new RestoreRequest(Via.CONSOLE, null)))
                .runId();
    }

    private RunRow run(UUID id) {
        return runs.detail(operator, scope.workspaceId(), id).run();
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
