package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.SignedIn;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.restore.RestoreRequest;
import io.runtruth.restore.RestoreService;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.restore.SnapshotService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What a system operator's monitoring reads.
class MetricsApiTest extends ApiTest {

    private static final Pattern NAMED = Pattern.compile("(?m)^\\| `(runtruth_\\w+)`");

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final TestRuns someRuns;
    private final TestTargets targets;
    private final OperationRunService runs;
    private final SnapshotService snapshots;
    private final RestoreService restores;
    private final ManualQueue queue;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    MetricsApiTest(
            TestWorkspaces some,
            TestEvidence evidence,
            OperationRunService runs,
            TestTargets targets,
            SnapshotService snapshots,
            RestoreService restores,
            ManualQueue queue,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.some = some;
        this.evidence = evidence;
        this.someRuns = new TestRuns(runs);
        this.targets = targets;
        this.runs = runs;
        this.snapshots = snapshots;
        this.restores = restores;
        this.queue = queue;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void metrics_are_a_system_operators_only() {
        var owner = some.person(some.workspace(), Role.OWNER);

        assertThat(raw(call(HttpMethod.GET, "/actuator/prometheus")).getStatus())
                .isEqualTo(401);
        assertThat(raw(call(HttpMethod.GET, "/actuator/prometheus").with(user(new SignedIn(owner, "owner", null))))
                        .getStatus())
                .isEqualTo(403);
        assertThat(metrics()).contains("runtruth_feed_lag_seconds");
    }

    @Test
    void every_metric_of_ours_that_is_documented_is_told_and_no_other() throws IOException {
        aRunIsDecidedBeforeItIsWorked();
        aSignInIsRefused();
        var documented = NAMED.matcher(Files.readString(Path.of("src/docs/metrics.md")))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());

        var told = metrics()
                .lines()
                .filter(line -> line.startsWith("# TYPE runtruth_"))
                .map(line -> line.split(" ")[2])
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).isNotEmpty().isEqualTo(documented);
    }

    /// By a job, which finds that the environment was archived meanwhile.
    private void aRunIsDecidedBeforeItIsWorked() {
        var scope = some.environment(some.workspace());
        evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass");
        var started = post(owner(scope), address(scope) + "/reviews").text("/run/id");
        jdbc.sql("update managed_environment set archived_at = now() where id = ?")
                .param(scope.environmentId())
                .update();
        queue.work(UUID.fromString(started));
    }

    private void aSignInIsRefused() {
        var wrong = Base64.getEncoder().encodeToString("nobody:a wrong password".getBytes(StandardCharsets.UTF_8));

        assertThat(raw(call(HttpMethod.GET, "/actuator/prometheus").header("Authorization", "Basic " + wrong))
                        .getStatus())
                .isEqualTo(401);
    }

    @Test
    void what_is_rolled_back_is_not_counted() {
        var scope = some.environment(some.workspace());
        var owner = owner(scope);
        var before = count("dispatched");

        transaction.executeWithoutResult(status -> {
            someRuns.queued(owner, scope);
            status.setRollbackOnly();
        });
        assertThat(count("dispatched")).isEqualTo(before);

        someRuns.queued(owner, scope);
        assertThat(count("dispatched")).isEqualTo(before + 1);
    }

    @Test
    void a_restore_is_counted_by_its_ending_and_each_document_by_its_result() {
        var scope = some.environment(some.workspace());
        var target = targets.target(scope);
        TestTargets.write(target, "a.json", "1");
        TestTargets.write(target, "same.json", "1");
        TestTargets.write(target, "folder", "x");
        var before = metrics();

        restored(scope, "a.json", "2", "same.json", "1", "folder/b.json", "2");

        var after = metrics();
        assertThat(grown(before, after, "runtruth_restores_total"))
                .containsExactly("{outcome=\"partially_succeeded\",reason=\"restore.partial\"} 1");
        assertThat(grown(before, after, "runtruth_restore_documents_total"))
                .containsExactlyInAnyOrder(
                        "{reason=\"none\",result=\"applied\",target=\"folder\"} 1",
                        "{reason=\"none\",result=\"unchanged\",target=\"folder\"} 1",
                        "{reason=\"folder\",result=\"failed\",target=\"folder\"} 1");
        assertThat(grown(before, after, "runtruth_restore_write_seconds_count"))
                .containsExactly("{target=\"folder\"} 2");
        assertThat(grown(before, after, "runtruth_restore_preview_seconds_count"))
                .containsExactly("{target=\"folder\"} 1");
    }

    @Test
    void a_restore_that_was_refused_and_one_that_was_cancelled_are_two_endings() {
        var scope = some.environment(some.workspace());
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        var target = targets.target(scope);
        TestTargets.write(target, "a.json", "1");
        var before = metrics();

        var refused = started(operator, scope, "a.json", "2");
        TestTargets.write(target, "a.json", "theirs");
        queue.work(refused);
        runs.cancel(operator, scope.workspaceId(), started(operator, scope, "a.json", "3"));

        var after = metrics();
        assertThat(grown(before, after, "runtruth_restores_total"))
                .containsExactlyInAnyOrder(
                        "{outcome=\"blocked\",reason=\"restore.refused\"} 1",
                        "{outcome=\"cancelled\",reason=\"none\"} 1");
        assertThat(grown(before, after, "runtruth_restore_documents_total")).isEmpty();
    }

    private void restored(Scope scope, String... pathsAndTexts) {
        queue.work(started(some.person(scope.workspaceId(), Role.OPERATOR), scope, pathsAndTexts));
    }

    private UUID started(Actor.Person operator, Scope scope, String... pathsAndTexts) {
        var archive = new ByteArrayInputStream(TestTargets.zip(pathsAndTexts));
        var snapshot =
                snapshots.take(operator, scope, "a.zip", archive).snapshot().id();
        var request = new RestoreRequest(Via.API, null);
        var preview = restores.preview(operator, scope, new NewPreview(snapshot, null, request));
        return ((RestoreDispatched) restores.start(operator, scope, preview.id(), "Environment", null, request))
                .runId();
    }

    /// The labels of what became more, with how much.
    private static List<String> grown(String before, String after, String name) {
        var known = values(before, name);
        return values(after, name).entrySet().stream()
                .map(it -> Map.entry(it.getKey(), it.getValue() - known.getOrDefault(it.getKey(), 0.0)))
                .filter(it -> it.getValue() > 0)
                .map(it -> it.getKey() + " " + it.getValue().intValue())
                .toList();
    }

    private static Map<String, Double> values(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{"))
                .collect(Collectors.toMap(
                        line -> line.substring(name.length(), line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    private double count(String event) {
        return metrics()
                .lines()
                .filter(line ->
                        line.startsWith("runtruth_run_events_total{") && line.contains("event=\"" + event + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private Actor.Person owner(Scope scope) {
        return some.person(scope.workspaceId(), Role.OWNER);
    }

    private String metrics() {
        var operator = new SignedIn(some.systemOperator(), "system", null);
        var response = raw(call(HttpMethod.GET, "/actuator/prometheus").with(user(operator)));
        assertThat(response.getStatus()).isEqualTo(200);
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
