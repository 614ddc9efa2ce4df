package io.runtruth.restore;

import static io.runtruth.testing.TestTargets.all;
import static io.runtruth.testing.TestTargets.write;
import static io.runtruth.testing.TestTargets.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceService;
import io.runtruth.access.WorkspaceService.WorkspaceChange;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Progress;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunProgress;
import io.runtruth.operations.RunProgress.Going;
import io.runtruth.operations.RunTransition;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.restore.RestoreQueries.ItemsShown;
import io.runtruth.restore.RestoreRun.RestoreCounts;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.RestoreStart.AlreadyStarted;
import io.runtruth.restore.RestoreStart.OtherActive;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.restore.RestoreStart.RestoreRefusal;
import io.runtruth.restore.RestoreStart.RestoreRefused;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Restores from preview to results, on a real target and real records (contract 7).
class RestoreDbTest extends DatabaseTest {

    private static final String NAME = "Environment";

    private final RestoreService restores;
    private final RestoreQueries queries;
    private final SnapshotService snapshots;
    private final RestoreJob job;
    private final OperationRunService runs;
    private final RunQueries runQueries;
    private final WorkspaceService workspaces;
    private final EnvironmentService environments;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestTargets targets;
    private final TargetService targetService;
    private final JdbcClient jdbc;

    @TempDir
    private Path elsewhere;

    private Scope scope;
    private Actor.Person operator;
    private Path target;

    RestoreDbTest(
            RestoreService restores,
            RestoreQueries queries,
            SnapshotService snapshots,
            RestoreJob job,
            OperationRunService runs,
            RunQueries runQueries,
            WorkspaceService workspaces,
            EnvironmentService environments,
            ManualQueue queue,
            TestWorkspaces some,
            TestTargets targets,
            TargetService targetService,
            JdbcClient jdbc) {
        this.restores = restores;
        this.queries = queries;
        this.snapshots = snapshots;
        this.job = job;
        this.runs = runs;
        this.runQueries = runQueries;
        this.workspaces = workspaces;
        this.environments = environments;
        this.queue = queue;
        this.some = some;
        this.targets = targets;
        this.targetService = targetService;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void places() {
        scope = some.environment(some.workspace());
        operator = some.person(scope.workspaceId(), Role.OPERATOR);
        target = targets.target(scope);
    }

    @Test
    void a_preview_says_what_would_be_made_changed_and_left_and_writes_nothing() {
        write(target, "changed.json", "{\"a\":1}");
        write(target, "same.json", "{ \"b\": 1.0 }");
        write(target, "only.json", "1");

        var restore = previewed("new.json", "1", "changed.json", "{\"a\":2}", "same.json", "{\"b\":1}");

        assertThat(items(restore).stream().collect(Collectors.toMap(RestoreItem::path, RestoreItem::change)))
                .isEqualTo(Map.of(
                        "new.json", ItemChange.CREATE,
                        "changed.json", ItemChange.CHANGE,
                        "same.json", ItemChange.UNCHANGED));
        assertThat(queries.onlyInTarget(operator, scope, restore.id(), 10)).containsExactly("only.json");
        assertThat(queries.difference(operator, scope, restore.id(), "changed.json")
                        .changes())
                .extracting(JsonDiff.ChangedPlace::pointer)
                .containsExactly("/a");
        assertThat(all(target))
                .isEqualTo(Map.of("changed.json", "{\"a\":1}", "same.json", "{ \"b\": 1.0 }", "only.json", "1"));
    }

    @Test
    void a_restore_writes_exactly_the_chosen_documents_in_their_own_bytes() {
        write(target, "a.json", "1");
        write(target, "b.json", "1");
        write(target, "only.json", "1");
        var restore = previewed("a.json", " 2\r\n", "b.json", "2", "sub/new.json", "{ }");
        restore = restores.choose(operator, scope, restore.id(), Set.of("a.json", "sub/new.json"));

        var run = worked(restore);

        assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(run.summaryCounts()).isEqualTo(Map.of("applied", 2L, "unchanged", 0L, "skipped", 0L, "failed", 0L));
        assertThat(all(target))
                .isEqualTo(Map.of("a.json", " 2\r\n", "b.json", "1", "only.json", "1", "sub/new.json", "{ }"));
        assertThat(results(restore)).isEqualTo(Map.of("a.json", "applied", "sub/new.json", "applied"));
        var after = queries.one(operator, scope, restore.id());
        assertThat(after.state()).isEqualTo(RestoreState.COMPLETED);
        assertThat(after.counts()).isEqualTo(new RestoreCounts(2, 0, 0, 0, 0));
    }

    @Test
    void what_says_the_same_is_not_written_and_counts_as_reached() {
        write(target, "same.json", "{ \"b\": 1.0 }");
        var restore = previewed("same.json", "{\"b\":1}");

        var run = worked(restore);

        assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(results(restore)).isEqualTo(Map.of("same.json", "unchanged"));
        assertThat(all(target)).isEqualTo(Map.of("same.json", "{ \"b\": 1.0 }"));
    }

    @Test
    void a_restore_is_kept_in_the_trail_with_the_digests_of_before_and_after() {
        write(target, "a.json", "1");
        var restore = previewed("a.json", "2");

        worked(restore);

        var entry = jdbc.sql("""
                select before ->> 'content_digest' as before, after ->> 'content_digest' as after
                from audit_entry
                where subject_id = ?
                and action = 'restore.completed'
                """).param(restore.id().toString()).query().singleRow();
        assertThat(entry.get("before")).isEqualTo(setDigest("1"));
        assertThat(entry.get("after")).isEqualTo(setDigest("2"));
        assertThat(jdbc.sql("select action from audit_entry where subject_id = ? order by id")
                        .param(restore.id().toString())
                        .query(String.class)
                        .list())
                .containsExactly("restore.previewed", "restore.started", "restore.completed");
    }

    private static String setDigest(String content) {
        return DocumentSet.digest(
                List.of(new KeptDocument("a.json", ContentDigest.of(content.getBytes()), null, content.length())));
    }

    @Test
    void a_target_that_changed_since_the_preview_is_refused_and_nothing_is_written() {
        for (Consumer<Path> change : List.<Consumer<Path>>of(
                it -> write(it, "a.json", "theirs"),
                it -> write(it, "other.json", "theirs"),
                it -> write(it, "new.json", "theirs"),
                it -> it.resolve("other.json").toFile().delete(),
                it -> it.resolve("a.json").toFile().delete())) {
            scope = some.environment(scope.workspaceId());
            target = targets.target(scope);
            write(target, "a.json", "1");
            write(target, "b.json", "1");
            write(target, "other.json", "1");
            var restore = previewed("a.json", "2", "b.json", "2");
            var runId = started(restore);
            change.accept(target);
            var before = all(target);

            queue.work(runId);

            var run = run(runId);
            assertThat(run.outcome()).isEqualTo(RunOutcome.BLOCKED);
            assertThat(run.failureCode()).isEqualTo("restore.refused");
            assertThat(all(target)).isEqualTo(before);
            assertThat(queries.one(operator, scope, restore.id()).state()).isEqualTo(RestoreState.REFUSED);
            assertThat(results(restore)).isEmpty();
        }
    }

    @Test
    void an_environment_that_was_archived_since_is_refused_and_so_is_one_whose_target_is_gone() throws Exception {
        write(target, "a.json", "1");
        var runId = started(previewed("a.json", "2"));
        environments.change(new Actor.System("test"), scope, new EnvironmentChange(null, true, null));

        queue.work(runId);

        assertThat(run(runId).failureCode()).isEqualTo("restore.refused");
        assertThat(all(target)).isEqualTo(Map.of("a.json", "1"));

        environments.change(new Actor.System("test"), scope, new EnvironmentChange(null, false, null));
        var again = started(previewed("a.json", "2"));
        Files.move(target, target.resolveSibling("moved"));

        queue.work(again);

        assertThat(run(again).failureCode()).isEqualTo("restore.refused");
    }

    @Test
    void a_document_that_somebody_changed_meanwhile_is_skipped_and_the_rest_is_restored() {
        var documents = many(250, "1");
        documents.forEach((path, text) -> write(target, path, text));
        var restore = previewed(many(250, "2"));
        var picked = picked(restore);

        job.work(picked, once("writing", () -> write(target, "d240.json", "theirs")));

        assertThat(run(picked.id()).outcome()).isEqualTo(RunOutcome.PARTIALLY_SUCCEEDED);
        assertThat(run(picked.id()).failureCode()).isEqualTo("restore.partial");
        var files = all(target);
        assertThat(files.remove("d240.json")).isEqualTo("theirs");
        assertThat(files.values()).containsOnly("2");
        assertThat(queries.one(operator, scope, restore.id()).counts()).isEqualTo(new RestoreCounts(249, 0, 1, 0, 0));
        assertThat(item(restore, "d240.json").reason()).isEqualTo("changed");
    }

    @Test
    void one_that_is_asked_to_stop_stops_and_says_how_far_it_came() {
        many(250, "1").forEach((path, text) -> write(target, path, text));
        var restore = previewed(many(250, "2"));
        var picked = picked(restore);

        job.work(picked, progress -> progress.step().equals("writing") ? Going.STOP_REQUESTED : Going.ON);

        assertThat(run(picked.id()).outcome()).isEqualTo(RunOutcome.CANCELLED);
        var done = results(restore);
        assertThat(done.values()).containsOnly("applied");
        assertThat(done).hasSizeBetween(1, 100);
        assertThat(all(target).entrySet().stream()
                        .filter(it -> it.getValue().equals("2"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(done.keySet());
    }

    @Test
    void one_that_was_interrupted_goes_on_where_it_was() {
        many(250, "1").forEach((path, text) -> write(target, path, text));
        var restore = previewed(many(250, "2"));
        var picked = picked(restore);
        assertThatThrownBy(() -> job.work(picked, once("writing", () -> {
                    throw new IllegalStateException("died");
                })))
                .hasMessage("died");

        queue.work(picked.id());

        assertThat(run(picked.id()).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(run(picked.id()).attempt()).isEqualTo(2);
        assertThat(all(target)).isEqualTo(many(250, "2"));
        assertThat(results(restore)).hasSize(250).containsValue("applied").doesNotContainValue("unchanged");
    }

    /// The worker died after its last write and before it kept a result: the next one reads the target.
    @Test
    void what_a_worker_that_died_had_written_is_found_in_the_target_and_is_success() {
        write(target, "a.json", "1");
        write(target, "b.json", "1");
        var restore = previewed("a.json", "2", "b.json", "2");
        var runId = started(restore);
        jdbc.sql("update restore_run set state = 'in_progress' where id = ?")
                .param(restore.id())
                .update();
        write(target, "a.json", "2");
        write(target, "b.json", "2");
        write(target, ".runtruth-left.part", "half");

        queue.work(runId);

        assertThat(run(runId).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(results(restore)).isEqualTo(Map.of("a.json", "applied", "b.json", "applied"));
    }

    @Test
    void what_is_read_back_otherwise_than_its_result_says_is_a_question_with_both() {
        write(target, "a.json", "1");
        write(target, "b.json", "1");
        var restore = previewed("a.json", "2", "b.json", "2");
        var picked = picked(restore);

        job.work(picked, once("reading_back", () -> {
            write(target, "a.json", "theirs");
            target.resolve("b.json").toFile().delete();
        }));

        var run = run(picked.id());
        assertThat(run.outcome()).isEqualTo(RunOutcome.BLOCKED);
        assertThat(run.failureCode()).isEqualTo("restore.contradicted");
        assertThat(item(restore, "a.json").result()).isEqualTo(ItemResult.APPLIED);
        assertThat(item(restore, "a.json").foundDigest()).isEqualTo(ContentDigest.of("theirs".getBytes()));
        assertThat(item(restore, "a.json").isContradicted()).isTrue();
        assertThat(item(restore, "b.json").isContradicted()).isTrue();
        assertThat(queries.one(operator, scope, restore.id()).counts().contradicted())
                .isEqualTo(2);
    }

    @Test
    void a_worker_that_lost_the_run_keeps_nothing() {
        write(target, "a.json", "1");
        var restore = previewed("a.json", "2");
        var picked = picked(restore);
        runs.markRunning(picked.id());

        job.work(picked, _ -> Going.ON);

        assertThat(run(picked.id()).outcome()).isEqualTo(RunOutcome.PENDING);
        assertThat(results(restore)).isEmpty();
        assertThat(all(target)).isEqualTo(Map.of("a.json", "1"));
    }

    @Test
    void what_cannot_be_written_has_failed_and_says_why() throws Exception {
        write(target, "kept.json", "1");
        write(target, "a.json", "1");
        write(target, "folder", "x");
        Files.setPosixFilePermissions(target.resolve("kept.json"), PosixFilePermissions.fromString("r--r--r--"));
        var restore = previewed("a.json", "2", "kept.json", "2", "folder/b.json", "2");

        var run = worked(restore);

        assertThat(run.outcome()).isEqualTo(RunOutcome.PARTIALLY_SUCCEEDED);
        assertThat(item(restore, "kept.json").reason()).isEqualTo("read_only");
        assertThat(item(restore, "folder/b.json").reason()).isEqualTo("folder");
        assertThat(all(target)).isEqualTo(Map.of("kept.json", "1", "a.json", "2", "folder", "x"));
    }

    @Test
    void nothing_restored_is_a_failure() throws Exception {
        write(target, "kept.json", "1");
        Files.setPosixFilePermissions(target.resolve("kept.json"), PosixFilePermissions.fromString("r--r--r--"));

        var run = worked(previewed("kept.json", "2"));

        assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(run.failureCode()).isEqualTo("restore.failed");
    }

    @Test
    void a_link_that_is_swapped_in_meanwhile_leads_nowhere() {
        many(250, "1").forEach((path, text) -> write(target, "sub/" + path, text));
        var wanted = new TreeMap<String, String>();
        many(250, "2").forEach((path, text) -> wanted.put("sub/" + path, text));
        var restore = previewed(wanted);
        var picked = picked(restore);

        job.work(picked, once("writing", () -> {
            try {
                Files.move(target.resolve("sub"), target.resolveSibling("taken"));
                Files.createSymbolicLink(target.resolve("sub"), elsewhere);
                many(250, "1").forEach((path, text) -> write(elsewhere, path, text));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }));

        assertThat(all(elsewhere)).isEqualTo(many(250, "1"));
        assertThat(run(picked.id()).outcome()).isEqualTo(RunOutcome.BLOCKED);
        assertThat(run(picked.id()).failureCode()).isEqualTo("restore.contradicted");
        assertThat(item(restore, "sub/d249.json").reason()).isEqualTo("link");
    }

    @Test
    void a_restore_is_undone_by_restoring_what_was_before() {
        write(target, "a.json", "{broken");
        write(target, "b.json", "1");
        var restore = previewed("a.json", "2", "b.json", "2");
        worked(restore);

        var back = restores.preview(
                operator, scope, new NewPreview(restore.beforeId(), null, new RestoreRequest(Via.CONSOLE, null)));
        worked(back);

        assertThat(all(target)).isEqualTo(Map.of("a.json", "{broken", "b.json", "1"));
    }

    @Test
    void trying_again_restores_what_is_left_by_the_same_preview() throws Exception {
        write(target, "kept.json", "1");
        write(target, "a.json", "1");
        Files.setPosixFilePermissions(target.resolve("kept.json"), PosixFilePermissions.fromString("r--r--r--"));
        var first = worked(previewed("a.json", "2", "kept.json", "2"));
        Files.setPosixFilePermissions(target.resolve("kept.json"), PosixFilePermissions.fromString("rw-r--r--"));
        var request = new RestoreRequest(Via.API, "again-1");

        var again = (RestoreDispatched) restores.again(operator, scope.workspaceId(), first.id(), request);
        var repeated = restores.again(operator, scope.workspaceId(), first.id(), request);
        queue.work(again.runId());

        assertThat(repeated).isEqualTo(new AlreadyStarted(again.restoreId(), again.runId()));
        assertThat(run(again.runId()).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(all(target)).isEqualTo(Map.of("kept.json", "2", "a.json", "2"));
        assertThat(results(queries.one(operator, scope, again.restoreId())))
                .isEqualTo(Map.of("a.json", "unchanged", "kept.json", "applied"));
        assertThat(runQueries.detail(operator, scope.workspaceId(), first.id()).triedAgainAs())
                .hasValue(again.runId());
        assertThatThrownBy(() -> restores.again(operator, scope.workspaceId(), again.runId(), request))
                .hasMessage("run.not_retryable");
    }

    @Test
    void trying_again_while_another_restore_is_under_way_leaves_nothing_behind() {
        var first = started(previewed("a.json", "1"));
        runs.cancel(operator, scope.workspaceId(), first);
        var other = started(previewed("a.json", "2"));

        var again = restores.again(operator, scope.workspaceId(), first, new RestoreRequest(Via.CONSOLE, null));

        assertThat(((OtherActive) again).runId()).isEqualTo(other);
        assertThat(jdbc.sql("select count(*) from restore_run where environment_id = ?")
                        .param(scope.environmentId())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void trying_again_what_is_refused_leaves_nothing_behind_and_can_be_asked_again() {
        var first = started(previewed("a.json", "1"));
        runs.cancel(operator, scope.workspaceId(), first);
        var request = new RestoreRequest(Via.API, "again-archived");
        environments.change(new Actor.System("test"), scope, new EnvironmentChange(null, true, null));

        var refused = restores.again(operator, scope.workspaceId(), first, request);

        assertThat(((RestoreRefused) refused).reason()).isEqualTo(RestoreRefusal.ENVIRONMENT_ARCHIVED);
        assertThat(kept()).isOne();

        environments.change(new Actor.System("test"), scope, new EnvironmentChange(null, false, null));
        assertThat(restores.again(operator, scope.workspaceId(), first, request))
                .isInstanceOf(RestoreDispatched.class);
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void of_several_that_are_tried_again_at_once_only_the_one_that_starts_is_kept() throws Exception {
        var ended = new ArrayList<UUID>();
        for (int i = 0; i < 8; i++) {
            var run = started(previewed("a.json", "" + i));
            runs.cancel(operator, scope.workspaceId(), run);
            ended.add(run);
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var again = ended.stream()
                    .<Callable<RestoreStart>>map(run -> () ->
                            restores.again(operator, scope.workspaceId(), run, new RestoreRequest(Via.CONSOLE, null)))
                    .toList();
            var answers = new ArrayList<RestoreStart>();
            for (var answer : threads.invokeAll(again)) {
                answers.add(answer.get());
            }

            assertThat(answers.stream().filter(RestoreDispatched.class::isInstance))
                    .hasSize(1);
        }
        assertThat(kept()).isEqualTo(9);
    }

    private int kept() {
        return jdbc.sql("select count(*) from restore_run where environment_id = ?")
                .param(scope.environmentId())
                .query(Integer.class)
                .single();
    }

    @Test
    void a_worker_that_lost_the_run_while_it_compared_says_nothing() {
        write(target, "a.json", "1");
        var picked = picked(previewed("a.json", "2"));
        var next = new ArrayList<io.runtruth.operations.OperationRun>();

        job.work(
                picked,
                once("comparing", () -> next.add(((RunTransition.Applied) runs.markRunning(picked.id())).run())));
        job.work(next.getFirst(), _ -> Going.ON);

        assertThat(run(picked.id()).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(run(picked.id()).attentionCode()).isNull();
        assertThat(all(target)).isEqualTo(Map.of("a.json", "2"));
    }

    /// Flushing a folder fails where it is gone, or a link has taken its place.
    @Test
    void what_could_not_be_flushed_is_not_kept_as_applied() throws Exception {
        var results = new ArrayList<ItemResult>();
        // on a busy machine the swap may come after the first flush
        for (int tries = 0; tries < 5 && !results.contains(ItemResult.FAILED); tries++) {
            scope = some.environment(scope.workspaceId());
            target = targets.target(scope);
            var first = swappedOnceWritten();
            assertThat(Files.readString(target.resolveSibling("taken" + scope.environmentId())
                            .resolve("d0.json")))
                    .isEqualTo("2");
            results.add(first.result());
        }

        assertThat(results).endsWith(ItemResult.FAILED);
    }

    /// @return the document that was written when its folder was swapped
    private RestoreItem swappedOnceWritten() throws Exception {
        many(250, "1").forEach((path, text) -> write(target, "sub/" + path, text));
        var wanted = new TreeMap<String, String>();
        many(250, "2").forEach((path, text) -> wanted.put("sub/" + path, text));
        var restore = previewed(wanted);
        var picked = picked(restore);
        var swapper = Thread.ofPlatform().start(() -> {
            try {
                while (!Files.readString(target.resolve("sub/d0.json")).equals("2")) {
                    Thread.onSpinWait();
                }
                Files.move(target.resolve("sub"), target.resolveSibling("taken" + scope.environmentId()));
                Files.createSymbolicLink(target.resolve("sub"), elsewhere);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        job.work(picked, _ -> Going.ON);
        swapper.join();
        return item(restore, "sub/d0.json");
    }

    @Test
    void an_upload_takes_no_place_before_it_is_here() {
        write(target, "a.json", "1");
        var captured = new ArrayList<UUID>();
        var slow = new java.io.FilterInputStream(new ByteArrayInputStream(zip("a.json", "2"))) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws java.io.IOException {
                if (captured.isEmpty()) {
                    captured.add(snapshots.capture(operator, scope).snapshot().id());
                }
                return super.read(buffer, offset, length);
            }
        };

        var taken = snapshots.take(operator, scope, "a.zip", slow);

        assertThat(taken.snapshot().id()).isNotEqualTo(captured.getFirst());
    }

    @Test
    void a_start_is_confirmed_by_the_name_of_the_environment() {
        var restore = previewed("a.json", "1");

        assertThatThrownBy(() -> start(restore, "environment")).hasMessage("restore.confirm");
        assertThat(start(restore, " " + NAME)).isInstanceOf(RestoreDispatched.class);
    }

    @Test
    @Tag("I14")
    void a_start_that_is_repeated_is_the_same_run_and_a_request_id_is_of_one_request() {
        var restore = previewed("a.json", "1");
        var other = previewed("a.json", "2");
        var request = new RestoreRequest(Via.API, "start-1");

        var first = (RestoreDispatched) restores.start(operator, scope, restore.id(), NAME, null, request);
        var again = restores.start(operator, scope, restore.id(), NAME, null, request);
        var unasked = start(restore, NAME);

        assertThat(again).isEqualTo(new AlreadyStarted(restore.id(), first.runId()));
        assertThat(unasked).isEqualTo(again);
        assertThatThrownBy(() -> restores.start(operator, scope, other.id(), NAME, null, request))
                .isInstanceOf(Problem.Unprocessable.class);
        assertThat(queued(first.runId())).isOne();
    }

    @Test
    @Tag("I14")
    void a_preview_that_is_repeated_is_the_same_preview() {
        var snapshot = taken("a.json", "1", "b.json", "2");
        var request = new RestoreRequest(Via.API, "preview-1");

        var first = restores.preview(operator, scope, new NewPreview(snapshot, null, request));
        write(target, "a.json", "other");
        var again = restores.preview(operator, scope, new NewPreview(snapshot, null, request));

        assertThat(again.id()).isEqualTo(first.id());
        assertThatThrownBy(() -> restores.preview(operator, scope, new NewPreview(snapshot, Set.of("a.json"), request)))
                .isInstanceOf(Problem.Unprocessable.class);
    }

    @Test
    @Tag("I2")
    void of_one_environment_one_restore_is_under_way_however_many_are_started_at_once() throws Exception {
        var previews = new ArrayList<RestoreRun>();
        for (int i = 0; i < 4; i++) {
            previews.add(previewed("a.json", "" + i));
        }
        try (var threads = Executors.newFixedThreadPool(16)) {
            var starts = IntStream.range(0, 32)
                    .<Callable<RestoreStart>>mapToObj(i -> () -> start(previews.get(i % 4), NAME))
                    .toList();
            var answers = new ArrayList<RestoreStart>();
            for (var answer : threads.invokeAll(starts)) {
                answers.add(answer.get());
            }

            var dispatched =
                    answers.stream().filter(RestoreDispatched.class::isInstance).toList();
            assertThat(dispatched).hasSize(1);
            var winner = (RestoreDispatched) dispatched.getFirst();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer)
                            .isInstanceOfAny(RestoreDispatched.class, AlreadyStarted.class, OtherActive.class));
            assertThat(answers.stream().filter(AlreadyStarted.class::isInstance))
                    .hasSize(7);
            assertThat(queued(winner.runId())).isOne();
        }
    }

    @Test
    void a_second_person_approves_the_very_preview_where_the_workspace_asks_for_it() {
        var second = some.person(scope.workspaceId(), Role.OPERATOR);
        var reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        workspaces.change(
                new Actor.System("test"), scope.workspaceId(), new WorkspaceChange(null, null, true, null, null, null));
        var restore = previewed("a.json", "1", "b.json", "2");

        assertThat(start(restore, NAME)).isEqualTo(new RestoreRefused(restore.id(), RestoreRefusal.NOT_APPROVED));
        assertThatThrownBy(() -> restores.approve(operator, scope, restore.id(), restore.previewDigest()))
                .hasMessage("restore.own_preview");
        assertThatThrownBy(() -> restores.approve(reviewer, scope, restore.id(), restore.previewDigest()))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> restores.approve(second, scope, restore.id(), "sha256:" + "0".repeat(64)))
                .hasMessage("restore.preview_changed");

        restores.approve(second, scope, restore.id(), restore.previewDigest());
        var chosen = restores.choose(operator, scope, restore.id(), Set.of("a.json"));
        assertThat(chosen.approved()).as("of another choice").isNull();
        assertThat(chosen.previewDigest()).isNotEqualTo(restore.previewDigest());
        assertThat(start(restore, NAME)).isEqualTo(new RestoreRefused(restore.id(), RestoreRefusal.NOT_APPROVED));

        restores.approve(second, scope, restore.id(), chosen.previewDigest());
        assertThat(start(restore, NAME)).isInstanceOf(RestoreDispatched.class);
        assertThatThrownBy(() -> restores.choose(operator, scope, restore.id(), Set.of("b.json")))
                .hasMessage("restore.started_already");
    }

    @Test
    void a_start_that_names_its_preview_starts_no_other() {
        var restore = previewed("a.json", "1", "b.json", "2");
        var chosen = restores.choose(operator, scope, restore.id(), Set.of("a.json"));
        var request = new RestoreRequest(Via.API, "named-preview");

        assertThatThrownBy(() -> restores.start(operator, scope, restore.id(), NAME, restore.previewDigest(), request))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessage("restore.preview_changed");
        assertThat(restores.start(operator, scope, restore.id(), NAME, chosen.previewDigest(), request))
                .isInstanceOf(RestoreDispatched.class);
    }

    @Test
    void a_preview_of_another_target_is_not_started() {
        var restore = previewed("a.json", "1");
        targets.home(scope);
        jdbc.sql("update configuration_target set place = 'elsewhere' where environment_id = ?")
                .param(scope.environmentId())
                .update();

        assertThat(start(restore, NAME)).isEqualTo(new RestoreRefused(restore.id(), RestoreRefusal.TARGET_MOVED));
    }

    @Test
    void nothing_is_written_to_a_target_that_nobody_confirmed_also_when_it_moves_meanwhile() {
        for (var step : List.of("comparing", "writing", "reading_back")) {
            scope = some.environment(scope.workspaceId());
            target = targets.target(scope);
            many(250, "1").forEach((path, text) -> write(target, path, text));
            var other = target.resolveSibling("o" + scope.environmentId());
            many(250, "1").forEach((path, text) -> write(other, path, text));
            var picked = picked(previewed(many(250, "2")));

            job.work(
                    picked,
                    once(
                            step,
                            () -> jdbc.sql("update configuration_target set place = ? where environment_id = ?")
                                    .param(other.getFileName().toString())
                                    .param(scope.environmentId())
                                    .update()));

            assertThat(all(other)).as(step).isEqualTo(many(250, "1"));
            assertThat(run(picked.id()).outcome()).as(step).isEqualTo(RunOutcome.BLOCKED);
        }
    }

    @Test
    void a_worker_that_takes_over_writes_only_to_the_target_that_was_confirmed() {
        write(target, "a.json", "1");
        var other = target.resolveSibling("o" + scope.environmentId());
        write(other, "a.json", "1");
        var restore = previewed("a.json", "2");
        var runId = started(restore);
        jdbc.sql("update restore_run set state = 'in_progress' where id = ?")
                .param(restore.id())
                .update();
        jdbc.sql("update configuration_target set place = ? where environment_id = ?")
                .param(other.getFileName().toString())
                .param(scope.environmentId())
                .update();

        queue.work(runId);

        assertThat(all(other)).isEqualTo(Map.of("a.json", "1"));
        assertThat(all(target)).isEqualTo(Map.of("a.json", "1"));
        assertThat(run(runId).outcome()).isEqualTo(RunOutcome.FAILED);
        // at the other place, which nobody can look at any more
        assertThat(item(restore, "a.json").reason()).isEqualTo("unsure");
    }

    @Test
    void the_target_stays_where_it_is_while_a_restore_is_under_way() {
        var owner = some.person(scope.workspaceId(), Role.OWNER);
        var runId = started(previewed("a.json", "1"));

        assertThatThrownBy(() -> targetService.choose(owner, scope, "elsewhere", null))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessage("target.restoring");
        assertThatThrownBy(() -> targetService.choose(owner, scope, null, null)).hasMessage("target.restoring");

        queue.work(runId);
        targetService.choose(owner, scope, "elsewhere", null);
    }

    @Test
    @Tag("I12")
    void a_restore_of_another_environment_is_none() {
        var restore = previewed("a.json", "1");
        var other = some.environment(scope.workspaceId());
        targets.target(other);

        assertThatThrownBy(() -> queries.one(operator, other, restore.id())).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() ->
                        restores.start(operator, other, restore.id(), NAME, null, new RestoreRequest(Via.API, null)))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> restores.preview(
                        operator, other, new NewPreview(restore.snapshotId(), null, new RestoreRequest(Via.API, null))))
                .isInstanceOf(Problem.NotFound.class);
    }

    private RestoreRun previewed(String... pathsAndTexts) {
        return previewed(taken(pathsAndTexts));
    }

    private RestoreRun previewed(Map<String, String> documents) {
        return previewed(taken(zip(documents)));
    }

    private RestoreRun previewed(UUID snapshot) {
        return restores.preview(operator, scope, new NewPreview(snapshot, null, new RestoreRequest(Via.CONSOLE, null)));
    }

    private UUID taken(String... pathsAndTexts) {
        return taken(zip(pathsAndTexts));
    }

    private UUID taken(byte[] archive) {
        return snapshots
                .take(operator, scope, "a.zip", new ByteArrayInputStream(archive))
                .snapshot()
                .id();
    }

    private RestoreStart start(RestoreRun restore, String confirm) {
        return restores.start(operator, scope, restore.id(), confirm, null, new RestoreRequest(Via.CONSOLE, null));
    }

    private UUID started(RestoreRun restore) {
        return ((RestoreDispatched) start(restore, NAME)).runId();
    }

    private RunRow worked(RestoreRun restore) {
        var runId = started(restore);
        queue.work(runId);
        return run(runId);
    }

    private io.runtruth.operations.OperationRun picked(RestoreRun restore) {
        return ((RunTransition.Applied) runs.markRunning(started(restore))).run();
    }

    private RunRow run(UUID runId) {
        return runQueries.detail(operator, scope.workspaceId(), runId).run();
    }

    private int queued(UUID runId) {
        return jdbc.sql("select count(*) from scheduled_tasks where task_instance = ?")
                .param(runId.toString())
                .query(Integer.class)
                .single();
    }

    private List<RestoreItem> items(RestoreRun restore) {
        return queries.items(operator, scope, restore.id(), ItemsShown.ALL, null, 1_000);
    }

    private RestoreItem item(RestoreRun restore, String path) {
        return items(restore).stream()
                .filter(it -> it.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> results(RestoreRun restore) {
        return items(restore).stream()
                .filter(it -> it.result() != null)
                .collect(Collectors.toMap(RestoreItem::path, it -> it.result().code()));
    }

    private static Map<String, String> many(int count, String text) {
        var documents = new TreeMap<String, String>();
        for (int i = 0; i < count; i++) {
            documents.put("d" + i + ".json", text);
        }
        return documents;
    }

    /// Goes on, and does this the first time that the step is reached.
    private static RunProgress once(String step, Runnable act) {
        return new RunProgress() {
            private boolean isDone;

            @Override
            public Going report(Progress progress) {
                if (!isDone && progress.step().equals(step)) {
                    isDone = true;
                    act.run();
                }
                return Going.ON;
            }
        };
    }
}
