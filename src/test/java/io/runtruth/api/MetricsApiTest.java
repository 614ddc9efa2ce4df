package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.SignedIn;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
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
    private final ManualQueue queue;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    MetricsApiTest(
            TestWorkspaces some,
            TestEvidence evidence,
            OperationRunService runs,
            ManualQueue queue,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.some = some;
        this.evidence = evidence;
        this.someRuns = new TestRuns(runs);
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
