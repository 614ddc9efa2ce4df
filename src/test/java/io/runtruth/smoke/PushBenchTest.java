package io.runtruth.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceService;
import io.runtruth.access.WorkspaceService.NewMember;
import io.runtruth.live.ChangeFeed;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Progress;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestRuns;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// From the commit to the changed row in a real browser, alone and among many open pages; beside it, from the
/// commit to the feed, and to a feed that looks every 25 ms, as the baseline of the same run. In a workspace where
/// nothing else goes on: a page where something does is pushed to twice a second, and each change waits for its turn
/// (contract 13). Run by `./mvnw verify -Pbench`.
@Tag("bench")
@TestPropertySource(properties = {"runtruth.role=web", "logging.level.org.openqa=error"})
class PushBenchTest extends RunningConsole {

    private static final int SAMPLES = Integer.getInteger("runtruth.bench.samples", 100);
    private static final int PAGES = Integer.getInteger("runtruth.bench.pages", 200);
    private static final Duration SHORTEST_GAP = Duration.ofMillis(600);
    private static final int GAP_RANGE_MS = 600;
    private static final int STEPS = 1_000_000;

    /// A person is signed in fifty times at most.
    private static final List<String> PEOPLE = List.of("owner", "reviewer", "operator", "auditor", "customer");

    private static final Actor BENCH = new Actor.System("bench");

    @Autowired
    private OperationRunService service;

    @Autowired
    private WorkspaceService workspaces;

    @Autowired
    private ChangeFeed feed;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcConnectionDetails database;

    private final Map<Integer, Instant> committed = new ConcurrentHashMap<>();
    private final List<Instant> heard = new ArrayList<>();
    private final Random random = new Random(1);
    private OperationRun run;
    private int step;

    @Test
    void from_commit_to_browser() throws Exception {
        var scope = jdbc.sql("""
                select e.workspace_id, e.id
                from managed_environment e
                join workspace w on w.id = e.workspace_id
                where w.slug = 'other'
                """)
                .query((row, _) -> new Scope(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .single();
        PEOPLE.forEach(name ->
                workspaces.ensureMember(BENCH, new NewMember(scope.workspaceId(), account(name), Role.REVIEWER)));
        var runs = new TestRuns(service);
        run = runs.running(BENCH, scope);
        new SignInPage(browser.go("w/other/operations")).signIn("outsider", PASSWORD);
        browser.find("#grid-operations [data-status='running']");
        watch();

        try (var _ = feed.subscribe(change -> change.id().equals(run.id()), _ -> heard.add(Instant.now()));
                var baseline = new Looking(DriverManager.getConnection(
                        database.getJdbcUrl(), database.getUsername(), database.getPassword()))) {
            sample(10, baseline);
            var one = measured(baseline);
            var heapBefore = heap();
            var address = address();
            var pages = IntStream.range(0, PAGES)
                    .mapToObj(page -> LightPage.open(
                            address, PEOPLE.get(page % PEOPLE.size()), PASSWORD, "w/other/reviews", "view-reviews"))
                    .toList();
            var heapAfter = heap();
            sample(10, baseline);
            var many = measured(baseline);
            print(one, many, (heapAfter - heapBefore) / Math.max(1, pages.size()));
        }
    }

    private UUID account(String name) {
        return jdbc.sql("select id from account where username = ?")
                .param(name)
                .query(UUID.class)
                .single();
    }

    private Measured measured(Looking baseline) {
        settle();
        var from = step;
        heard.clear();
        baseline.heard.clear();
        sample(SAMPLES, baseline);
        settle();
        var commits = IntStream.range(from, step).mapToObj(committed::get).toList();
        assertThat(heard).hasSameSizeAs(commits);
        assertThat(baseline.heard).hasSameSizeAs(commits);
        var seen = seen();
        return new Measured(
                latencies(
                        commits,
                        IntStream.range(from, step)
                                .mapToObj(it -> seen.get(Integer.toString(it)))
                                .toList()),
                latencies(commits, heard),
                latencies(commits, baseline.heard));
    }

    /// What was committed has arrived everywhere.
    private static void settle() {
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
    }

    private void sample(int count, Looking baseline) {
        for (var i = 0; i < count; i++) {
            LockSupport.parkNanos(
                    SHORTEST_GAP.plusMillis(random.nextInt(GAP_RANGE_MS)).toNanos());
            var number = step++;
            new TransactionTemplate(transactions).executeWithoutResult(_ -> {
                service.progress(run, new Progress(number, STEPS, "top_risks"));
                TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void beforeCommit(boolean readOnly) {
                        committed.put(number, Instant.now());
                    }

                    @Override
                    public void afterCommit() {
                        baseline.wake();
                    }
                });
            });
        }
    }

    private void watch() {
        browser.script("""
                window.seen = {};
                new MutationObserver(changes => {
                    const at = performance.timeOrigin + performance.now();
                    for (const change of changes) {
                        const value = change.target.getAttribute?.('value');
                        if (change.target.tagName === 'PROGRESS' && value && !(value in window.seen)) {
                            window.seen[value] = at;
                        }
                    }
                }).observe(document.querySelector('#grid-operations'),
                    {subtree: true, childList: true, attributes: true});
                """);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Instant> seen() {
        var read = (Map<String, Number>) browser.script("return window.seen");
        var seen = new ConcurrentHashMap<String, Instant>();
        read.forEach((step, at) -> seen.put(step, Instant.EPOCH.plusNanos((long) (at.doubleValue() * 1_000_000))));
        return seen;
    }

    private String address() {
        return browser.driver().getCurrentUrl().replaceFirst("w/other.*", "");
    }

    /// In milliseconds, sorted.
    private static List<Double> latencies(List<Instant> from, List<Instant> to) {
        return IntStream.range(0, from.size())
                .filter(i -> to.get(i) != null)
                .mapToObj(i -> Duration.between(from.get(i), to.get(i)).toNanos() / 1_000_000.0)
                .sorted()
                .toList();
    }

    private static long heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void print(Measured one, Measured many, long bytesPerPage) {
        System.out.printf(
                "%n%-44s %6s %8s %8s %8s %8s%n", "milliseconds from the commit", "n", "p50", "p95", "p99", "max");
        print("to the row in the browser, 1 page", one.browser());
        print("to the feed", one.feed());
        print("to a feed that looks every 25 ms", one.looking());
        print("to the row in the browser, %d pages more".formatted(PAGES), many.browser());
        print("to the feed", many.feed());
        print("to a feed that looks every 25 ms", many.looking());
        System.out.printf("heap a page: %,d kB%n%n", bytesPerPage / 1_000);
    }

    private static void print(String what, List<Double> sorted) {
        System.out.printf(
                "%-44s %6d %8.1f %8.1f %8.1f %8.1f%n",
                what, sorted.size(), at(sorted, 50), at(sorted, 95), at(sorted, 99), at(sorted, 100));
    }

    private static double at(List<Double> sorted, int percent) {
        return sorted.get(Math.max(0, Math.ceilDiv(sorted.size() * percent, 100) - 1));
    }

    private record Measured(List<Double> browser, List<Double> feed, List<Double> looking) {}

    /// One connection that sends, hears and reads, and looks every 25 ms whether there is something to do.
    private final class Looking implements AutoCloseable {

        private final Connection connection;
        private final AtomicBoolean wake = new AtomicBoolean();
        private final List<Instant> heard = new ArrayList<>();
        private volatile boolean closed;
        private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::look);

        Looking(Connection connection) {
            this.connection = connection;
            thread.start();
        }

        void wake() {
            wake.set(true);
        }

        private void look() {
            try (var statement = connection.createStatement()) {
                var last = last(statement);
                statement.execute("listen runtruth_bench");
                var notifications = connection.unwrap(PGConnection.class);
                while (!closed) {
                    notifications.getNotifications(25);
                    if (wake.getAndSet(false)) {
                        statement.execute("notify runtruth_bench");
                        var now = last(statement);
                        if (now > last) {
                            heard.add(Instant.now());
                        }
                        last = now;
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private long last(Statement statement) throws SQLException {
            try (var rows = statement.executeQuery(
                    "select coalesce(max(id), 0) from committed_change where subject_id = '" + run.id() + "'")) {
                rows.next();
                return rows.getLong(1);
            }
        }

        @Override
        public void close() throws SQLException, InterruptedException {
            closed = true;
            thread.join();
            connection.close();
        }
    }
}
