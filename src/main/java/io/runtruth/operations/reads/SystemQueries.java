package io.runtruth.operations.reads;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.queue.NodeRole;
import io.runtruth.operations.queue.NodeSession;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.reads.SystemOverview.NodeRow;
import io.runtruth.operations.reads.SystemOverview.PassRow;
import io.runtruth.operations.reads.SystemOverview.QueueDepth;
import io.runtruth.operations.reads.SystemOverview.StuckRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What a system operator may see of all workspaces: the machinery and the runs that do not get on, never what they
/// are about (contract 8, 9). For anybody else none of it exists.
@Service
public class SystemQueries {

    private static final int MOST_COUNTED = 10_000;
    private static final int MOST_NODES = 100;
    private static final int MOST_PASSES = 20;
    private static final int OVERDUE_AFTER_INTERVALS = 2;

    private final Access access;
    private final JdbcClient jdbc;
    private final StuckRunQueries stuck;
    private final JsonMapper json;
    private final QueueClock clock;
    private final Duration overdueAfter;

    /// @param interval between the regular passes of the reconciler
    SystemQueries(
            Access access,
            JdbcClient jdbc,
            StuckRunQueries stuck,
            JsonMapper json,
            QueueClock clock,
            @Value("${runtruth.reconciler.interval}") Duration interval) {
        this.access = access;
        this.jdbc = jdbc;
        this.stuck = stuck;
        this.json = json;
        this.clock = clock;
        this.overdueAfter = interval.multipliedBy(OVERDUE_AFTER_INTERVALS);
    }

    public SystemOverview overview(Actor actor) {
        access.requireSystemOperator(actor);
        var passes = passes();
        var nodes = nodes();
        return new SystemOverview(nodes, queue(), passes, isOverdue(passes, nodes));
    }

    public DatabaseFacts database(Actor actor) {
        access.requireSystemOperator(actor);
        return jdbc.sql("""
                select current_setting('server_version') as version, pg_database_size(current_database()) as size, (
                    select id
                    from databasechangelog
                    order by orderexecuted desc
                    limit 1) as newest
                """)
                .query((row, _) -> new DatabaseFacts(
                        row.getString("version"), DataSize.ofBytes(row.getLong("size")), row.getString("newest")))
                .single();
    }

    /// @param version of the server
    /// @param newestChange that was made to its schema
    public record DatabaseFacts(String version, DataSize size, String newestChange) {}

    /// The pass that answers a request, as far as it has come; empty until one has begun.
    ///
    /// @param requestId of [io.runtruth.operations.proof.OperationLifecycleReconciler]
    public Optional<PassRow> answer(Actor actor, long requestId) {
        access.requireSystemOperator(actor);
        return jdbc.sql("""
                select p.id, p.source, p.node, p.started_at, p.finished_at, p.looked_at, p.decided, p.followed,
                    p.left_alone
                from pass_request r
                join reconciler_pass p on p.id = r.pass_id
                where r.id = :request
                """)
                .param("request", requestId)
                .query((row, _) -> pass(row))
                .optional();
    }

    /// For metrics, which tell of no workspace and are given to system operators only.
    Gauged gauged() {
        var queue = queue();
        var now = clock.now();
        var last = passes().stream().filter(it -> it.finishedAt() != null).findFirst();
        return new Gauged(
                queue.due(),
                queue.later(),
                queue.working(),
                age(queue.oldestDueAt(), now),
                last.map(it -> age(it.finishedAt(), now)).orElse(Double.NaN),
                last.flatMap(PassRow::lasted).map(SystemQueries::seconds).orElse(Double.NaN));
    }

    private static double age(@Nullable Instant at, Instant now) {
        return at == null ? 0 : seconds(Duration.between(at, now));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /// Counts, and ages and durations in seconds: 0 where nothing is due, `NaN` where no pass has ended.
    record Gauged(double due, double later, double working, double oldestDue, double passAge, double passDuration) {

        static final Gauged UNKNOWN =
                new Gauged(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /// Runs that are lost, not heard from, or wait for longer than expected, oldest first.
    ///
    /// @param most 1 to 1,000
    public List<StuckRun> stuck(Actor actor, int most) {
        access.requireSystemOperator(actor);
        var shown = stuck.stuck(most);
        var places = places(shown.stream().map(it -> it.run().id()).toList());
        return shown.stream().map(it -> row(it, places)).toList();
    }

    /// How many runs of a workspace are queued or running; not counted beyond 10,000.
    public int active(Actor actor, UUID workspaceId) {
        access.requireSystemOperator(actor);
        return jdbc.sql("""
                select count(*)
                from (
                    select 1
                    from operation_run r
                    where r.workspace_id = :workspace
                    %s
                    limit :most) counted
                """.formatted(RunsListed.IS_ACTIVE))
                .param("workspace", workspaceId)
                .param("most", MOST_COUNTED)
                .query(Integer.class)
                .single();
    }

    /// Where runs belong, by their ids; those that there are.
    public Map<UUID, RunPlace> places(Actor actor, List<UUID> runIds) {
        access.requireSystemOperator(actor);
        return places(runIds);
    }

    /// @param environment null for a run of none
    public record RunPlace(
            UUID runId, String workspace, @Nullable String environment) {}

    private static StuckRun row(ActiveRun active, Map<UUID, RunPlace> places) {
        var run = active.run();
        var place = places.getOrDefault(run.id(), new RunPlace(run.id(), "", null));
        return new StuckRun(
                run.id(),
                place.workspace(),
                place.environment(),
                run.type(),
                run.status(),
                run.attempt(),
                run.initiator().at(),
                active.freshness());
    }

    private Map<UUID, RunPlace> places(List<UUID> runIds) {
        return jdbc
                .sql("""
                select r.id, w.name as workspace, e.name as environment
                from operation_run r
                join workspace w on w.id = r.workspace_id
                left join managed_environment e on e.workspace_id = r.workspace_id and e.id = r.environment_id
                where r.id = any (:runs)
                """)
                .param("runs", runIds.toArray(UUID[]::new))
                .query((row, _) -> new RunPlace(
                        row.getObject("id", UUID.class), row.getString("workspace"), row.getString("environment")))
                .list()
                .stream()
                .collect(Collectors.toMap(RunPlace::runId, Function.identity()));
    }

    private List<NodeRow> nodes() {
        var thereSince = clock.now().minus(NodeSession.THERE_WITHIN);
        return jdbc.sql("""
                select n.name, n.role, n.started_at, n.seen_at, n.gone_at, n.lock_key is not null as locked,
                    n.clock_ahead_ms, n.version, count(t.task_instance) as working,
                    min(t.last_heartbeat) as heartbeat
                from node n
                left join scheduled_tasks t on t.picked and t.picked_by = n.name
                group by n.name
                order by n.started_at desc, n.name
                limit :most
                """)
                .param("most", MOST_NODES)
                .query((row, _) -> new NodeRow(
                        row.getString("name"),
                        row.getString("role"),
                        row.getTimestamp("started_at").toInstant(),
                        row.getTimestamp("seen_at").toInstant(),
                        row.getInt("working"),
                        instant(row.getTimestamp("heartbeat")),
                        instant(row.getTimestamp("gone_at")),
                        row.getBoolean("locked"),
                        row.getTimestamp("gone_at") == null
                                && row.getTimestamp("seen_at").toInstant().isAfter(thereSince),
                        Duration.ofMillis(row.getLong("clock_ahead_ms")),
                        row.getString("version")))
                .list();
    }

    private QueueDepth queue() {
        return jdbc.sql("""
                select count(*) filter (where not picked and execution_time <= :now) as due,
                    count(*) filter (where not picked and execution_time > :now) as later,
                    count(*) filter (where picked) as working,
                    min(execution_time) filter (where not picked and execution_time <= :now) as oldest
                from (
                    select picked, execution_time
                    from scheduled_tasks
                    where task_name = any (:types)
                    order by execution_time
                    limit :most) counted
                """)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param(
                        "types",
                        Arrays.stream(OperationType.values())
                                .map(OperationType::code)
                                .toArray(String[]::new))
                .param("most", MOST_COUNTED)
                .query((row, _) -> new QueueDepth(
                        row.getInt("due"),
                        row.getInt("later"),
                        row.getInt("working"),
                        instant(row.getTimestamp("oldest"))))
                .single();
    }

    private List<PassRow> passes() {
        return jdbc.sql("""
                select id, source, node, started_at, finished_at, looked_at, decided, followed, left_alone
                from reconciler_pass
                order by id desc
                limit :most
                """)
                .param("most", MOST_PASSES)
                .query((row, _) -> pass(row))
                .list();
    }

    /// None began or ended for two intervals, though a worker has had the time: nobody takes them up.
    private boolean isOverdue(List<PassRow> passes, List<NodeRow> nodes) {
        var limit = clock.now().minus(overdueAfter);
        return passes.isEmpty()
                ? nodes.stream()
                        .anyMatch(node -> !node.role().equals(NodeRole.WEB.code())
                                && node.startedAt().isBefore(limit))
                : passes.stream()
                        .map(pass -> Objects.requireNonNullElse(pass.finishedAt(), pass.startedAt()))
                        .noneMatch(at -> at.isAfter(limit));
    }

    private PassRow pass(ResultSet row) throws SQLException {
        return new PassRow(
                row.getLong("id"),
                row.getString("source"),
                row.getString("node"),
                row.getTimestamp("started_at").toInstant(),
                instant(row.getTimestamp("finished_at")),
                row.getInt("looked_at"),
                counts(row, "decided"),
                counts(row, "followed"),
                counts(row, "left_alone"));
    }

    private Map<String, Integer> counts(ResultSet row, String column) throws SQLException {
        return json.readValue(row.getString(column), new TypeReference<>() {});
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
