package io.runtruth.operations.reads;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.ListedKeys;
import io.runtruth.access.Reach;
import io.runtruth.operations.EventKind;
import io.runtruth.operations.Initiator;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.Progress;
import io.runtruth.operations.Reconciliation;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.RunSubject;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.queue.QueueEntry;
import io.runtruth.operations.queue.QueueTruth;
import io.runtruth.operations.queue.QueueTruthQueries;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Range;
import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The runs that an actor may see: pages by key, newest first, with what the queue says about the active ones.
///
/// Not in one transaction with the queue's records: these may be unreadable while the runs are not (contract 4).
@Service
public class RunQueries {

    private static final int MOST_EVENTS = 500;
    static final int MOST_ROWS = 200;
    private static final int MOST_OUTCOMES = 10_000;

    /// A later release beside this one may write others.
    private static final String[] KNOWN =
            Arrays.stream(EventKind.values()).map(EventKind::code).toArray(String[]::new);

    /// The rows of the runs that were found, each by its id, and only then what is told beside them: `offset 0`
    /// keeps the planner from looking for an environment's name once for each row.
    private static final String ROWS = """
            select r.id, r.workspace_id, r.type, r.status, r.outcome, r.attempt, r.initiator_kind, r.initiator_id,
                r.initiator_name, r.created_at, r.started_at, r.completed_at, r.stop_requested_at, r.failure_code,
                r.failure_reference, r.attention_code, r.summary_counts, r.context - 'reconciliation' as subject,
                r.context -> 'reconciliation' as reconciliation,
                e.id as environment_id, e.slug, e.name, p.done, p.total, p.step, p.progressed_at,
                %2$s
            from (
                select r.*
                from (%1$s) found
                cross join lateral (
                    select r.*
                    from operation_run r
                    where r.workspace_id = :workspace
                    and r.id = found.id
                    limit 1) r
                offset 0) r
            left join managed_environment e on e.workspace_id = r.workspace_id and e.id = r.environment_id
            left join run_progress p on p.run_id = r.id
            """ + AttentionColumns.JOIN;

    private final Access access;
    private final JdbcClient jdbc;
    private final QueueTruthQueries queue;
    private final LateRunQueries late;
    private final SurroundingsQueries surroundings;
    private final Freshness.Thresholds thresholds;
    private final JsonMapper json;
    private final QueueClock clock;

    RunQueries(
            Access access,
            JdbcClient jdbc,
            QueueTruthQueries queue,
            LateRunQueries late,
            SurroundingsQueries surroundings,
            Freshness.Thresholds thresholds,
            JsonMapper json,
            QueueClock clock) {
        this.access = access;
        this.jdbc = jdbc;
        this.queue = queue;
        this.late = late;
        this.surroundings = surroundings;
        this.thresholds = thresholds;
        this.json = json;
        this.clock = clock;
    }

    /// @param after where to go on; null for the newest
    /// @param limit 1 to 200
    public KeyPage<RunRow> page(Actor actor, UUID workspaceId, RunFilter filter, @Nullable Cursor after, int limit) {
        var size = Math.clamp(limit, 1, MOST_ROWS);
        return KeyPage.cut(window(actor, workspaceId, filter, Range.page(after, size)), size, RunRow::key);
    }

    /// A part of the list; newest first.
    public List<RunRow> window(Actor actor, UUID workspaceId, RunFilter filter, Range range) {
        var list = listed(actor, workspaceId, filter, range);
        return withFreshness(jdbc.sql(rows(list.keys()) + "order by r.created_at desc, r.id desc")
                .params(list.parameters())
                .param("managing", AttentionColumns.MANAGING)
                .query(this::read)
                .list());
    }

    /// The keys of a part of the list, newest first: what tells whether something has come in.
    public List<Cursor> keys(Actor actor, UUID workspaceId, RunFilter filter, Range range) {
        var list = listed(actor, workspaceId, filter, range);
        return jdbc.sql("select * from (%s) found order by created_at desc, id desc".formatted(list.keys()))
                .params(list.parameters())
                .query((row, _) ->
                        new Cursor(row.getTimestamp("created_at").toInstant(), row.getObject("id", UUID.class)))
                .list();
    }

    /// How many there are, counted no further than the range's limit.
    public int count(Actor actor, UUID workspaceId, RunFilter filter, Range range) {
        var list = listed(actor, workspaceId, filter, range);
        return jdbc.sql("select count(*) from (%s) counted".formatted(list.keys()))
                .params(list.parameters())
                .query(Integer.class)
                .single();
    }

    private RunsListed listed(Actor actor, UUID workspaceId, RunFilter filter, Range range) {
        var reach = access.require(actor, workspaceId, Capability.OPERATIONS_VIEW);
        return new RunsListed(
                reach, filter, range, filter.needsAttention() ? late.of(reach) : List.of(), freshness(filter));
    }

    private @Nullable ListedFreshness freshness(RunFilter filter) {
        return filter.asksTheQueue()
                ? new ListedFreshness(Objects.requireNonNull(filter.freshness()), clock.now(), thresholds)
                : null;
    }

    /// Which kinds of work there are among the runs that the actor may see: one look into an index each.
    public Set<OperationType> types(Actor actor, UUID workspaceId) {
        var reach = access.require(actor, workspaceId, Capability.OPERATIONS_VIEW);
        var filter = "and r.type = asked.type";
        var found = new ListedKeys(reach, null, Range.newest(1));
        return jdbc.sql("""
                select asked.type
                from unnest(cast(:types as text[])) as asked (type)
                cross join lateral (%s) found
                """.formatted(found.of("operation_run", filter)))
                .params(found.parameters())
                .param(
                        "types",
                        Arrays.stream(OperationType.values())
                                .map(OperationType::code)
                                .toArray(String[]::new))
                .query((row, _) -> OperationType.of(row.getString("type")))
                .set();
    }

    /// @throws Problem.NotFound also for a run that the actor may not see (I12)
    public RunRow row(Actor actor, UUID workspaceId, UUID runId) {
        return rows(actor, workspaceId, List.of(runId)).stream()
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// Those of the ids that there are and that the actor may see.
    public List<RunRow> rows(Actor actor, UUID workspaceId, List<UUID> runIds) {
        var reach = access.require(actor, workspaceId, Capability.OPERATIONS_VIEW);
        return withFreshness(read(reach, runIds.toArray(UUID[]::new)));
    }

    /// Which runs' ids begin so, of those that the actor may see: two at most, which is enough to tell whether it is
    /// one.
    public List<UUID> beginning(Actor actor, UUID workspaceId, RunIdStart start) {
        var reach = access.require(actor, workspaceId, Capability.OPERATIONS_VIEW);
        return jdbc.sql("""
                select r.id
                from operation_run r
                where r.workspace_id = :workspace
                and (:all or r.environment_id = any (:environments))
                and r.id between :first and :last
                order by r.id
                limit 2
                """)
                .param("workspace", reach.workspaceId())
                .param("all", reach.all())
                .param("environments", reach.environmentArray())
                .param("first", start.first())
                .param("last", start.last())
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    private static String rows(String found) {
        return ROWS.formatted(found, AttentionColumns.COLUMNS);
    }

    private List<Read> read(Reach reach, UUID[] runIds) {
        var asked = "select asked.id from unnest(cast(:runs as uuid[])) as asked (id)";
        return jdbc.sql(rows(asked) + "where (:all or r.environment_id = any (:environments))")
                .param("managing", AttentionColumns.MANAGING)
                .param("workspace", reach.workspaceId())
                .param("all", reach.all())
                .param("environments", reach.environmentArray())
                .param("runs", runIds)
                .query(this::read)
                .list();
    }

    /// How many of the environment's runs of a time frame have ended how so far, by outcome code, of the newest
    /// 10,000 (`pending` while they have not); for services that have checked the actor's right.
    ///
    /// @param from exclusive
    /// @param to inclusive
    public SortedMap<String, Long> outcomes(Scope scope, Instant from, Instant to) {
        var outcomes = new TreeMap<String, Long>();
        jdbc.sql("""
                select outcome, count(*) as runs
                from (
                    select outcome
                    from operation_run
                    where workspace_id = :workspace
                    and environment_id = :environment
                    and created_at > :from
                    and created_at <= :to
                    order by created_at desc, id desc
                    limit :most) newest
                group by outcome
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("most", MOST_OUTCOMES)
                .query(row -> {
                    outcomes.put(row.getString("outcome"), row.getLong("runs"));
                });
        return outcomes;
    }

    public RunDetail detail(Actor actor, UUID workspaceId, UUID runId) {
        var run = row(actor, workspaceId, runId);
        return new RunDetail(run, events(workspaceId, runId), surroundings.of(run));
    }

    /// The runs of the environment that were started for a business record, newest first.
    ///
    /// @param recordId of the kind that the type names
    /// @param since none of them is older
    /// @param limit of rows, 1 to 200
    public List<RunRow> ofRecord(
            Actor actor, Scope scope, OperationType type, UUID recordId, Instant since, int limit) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        var found = """
                select r.id
                from operation_run r
                where r.workspace_id = :workspace
                and r.environment_id = :environment
                and r.type = :type
                and r.created_at >= :since
                and r.context ->> cast(:key as text) = :record
                order by r.created_at desc, r.id desc
                limit :limit
                """;
        return withFreshness(jdbc.sql(rows(found) + "order by r.created_at desc, r.id desc")
                .param("managing", AttentionColumns.MANAGING)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("type", type.code())
                .param("key", type.recordKey())
                .param("record", recordId.toString())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("limit", Math.clamp(limit, 1, MOST_ROWS))
                .query(this::read)
                .list());
    }

    /// What happened to these runs, in its order.
    ///
    /// @param limit of entries, 1 or more; the newest count
    public List<EventOfRun> timeline(Actor actor, Scope scope, Collection<UUID> runIds, int limit) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        return jdbc.sql("""
                select *
                from (
                    select e.id, e.run_id, e.kind, e.at, e.actor_kind, e.actor_name, e.attempt, e.node, e.from_status,
                        e.to_status, e.outcome, e.reason_code, e.details
                    from run_event e
                    join operation_run r on r.workspace_id = e.workspace_id and r.id = e.run_id
                    where e.workspace_id = :workspace
                    and e.run_id = any (:runs)
                    and r.environment_id = :environment
                    and e.kind = any (:known)
                    order by e.id desc
                    limit :limit) newest
                order by id
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("runs", runIds.toArray(UUID[]::new))
                .param("known", KNOWN)
                .param("limit", limit)
                .query((row, index) ->
                        new EventOfRun(row.getObject("run_id", UUID.class), row.getLong("id"), event(row, index)))
                .list();
    }

    private List<TimelineEntry> events(UUID workspaceId, UUID runId) {
        return jdbc.sql("""
                select *
                from (
                    select id, kind, at, actor_kind, actor_name, attempt, node, from_status, to_status, outcome,
                        reason_code, details
                    from run_event
                    where workspace_id = :workspace
                    and run_id = :run
                    and kind = any (:known)
                    order by id desc
                    limit :most) newest
                order by id
                """)
                .param("workspace", workspaceId)
                .param("run", runId)
                .param("known", KNOWN)
                .param("most", MOST_EVENTS)
                .query(this::event)
                .list();
    }

    private TimelineEntry event(ResultSet row, int index) throws SQLException {
        return new TimelineEntry(
                EventKind.of(row.getString("kind")),
                row.getTimestamp("at").toInstant(),
                row.getString("actor_kind"),
                row.getString("actor_name"),
                row.getInt("attempt"),
                row.getString("node"),
                row.getString("from_status") == null ? null : RunStatus.of(row.getString("from_status")),
                row.getString("to_status") == null ? null : RunStatus.of(row.getString("to_status")),
                row.getString("outcome") == null ? null : RunOutcome.of(row.getString("outcome")),
                row.getString("reason_code"),
                json.readValue(row.getString("details"), new TypeReference<Map<String, Object>>() {}));
    }

    private List<RunRow> withFreshness(List<Read> reads) {
        return lookAgainAtLost(freshened(reads));
    }

    private List<RunRow> freshened(List<Read> reads) {
        var truths = queue.of(reads.stream()
                .filter(read -> read.facts().status().isActive())
                .map(read -> new QueueEntry(read.facts().type().code(), read.id()))
                .toList());
        var now = clock.now();
        return reads.stream()
                .map(read -> read.row()
                        .apply(Freshness.of(
                                read.facts(),
                                truths.getOrDefault(read.id(), new QueueTruth.NoEntry()),
                                now,
                                thresholds)))
                .toList();
    }

    /// The run was read before the queue's records: one that ended in between had its entry no more, and was not
    /// lost.
    private List<RunRow> lookAgainAtLost(List<RunRow> rows) {
        var lost = rows.stream()
                .filter(row -> row.freshness().state() == Freshness.State.LOST)
                .map(RunRow::id)
                .toArray(UUID[]::new);
        if (lost.length == 0) {
            return rows;
        }
        var everywhere = new Reach(rows.getFirst().workspaceId(), true, Set.of());
        var again =
                freshened(read(everywhere, lost)).stream().collect(Collectors.toMap(RunRow::id, Function.identity()));
        return rows.stream().map(row -> again.getOrDefault(row.id(), row)).toList();
    }

    /// All is taken out of the result here: the row is made once its freshness is known.
    private Read read(ResultSet row, int index) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var workspaceId = row.getObject("workspace_id", UUID.class);
        var type = OperationType.of(row.getString("type"));
        var status = RunStatus.of(row.getString("status"));
        var outcome = RunOutcome.of(row.getString("outcome"));
        var attempt = row.getInt("attempt");
        var environment = environment(row);
        var createdAt = row.getTimestamp("created_at").toInstant();
        var initiator = new Initiator(
                row.getString("initiator_kind"),
                row.getObject("initiator_id", UUID.class),
                row.getString("initiator_name"),
                createdAt);
        var startedAt = instant(row.getTimestamp("started_at"));
        var completedAt = instant(row.getTimestamp("completed_at"));
        var stopRequested = row.getObject("stop_requested_at") != null;
        var failureCode = row.getString("failure_code");
        var failureReference = row.getString("failure_reference");
        var attentionCode = row.getString("attention_code");
        var counts = json.readValue(row.getString("summary_counts"), new TypeReference<Map<String, Long>>() {});
        var subject = RunSubject.read(type, row.getString("subject"));
        var reconciliation = reconciliation(row.getString("reconciliation"));
        var progress = progress(row);
        var since = startedAt == null ? createdAt : startedAt;
        var kept = AttentionColumns.read(row);
        var asked = attentionCode != null || outcome == RunOutcome.BLOCKED || outcome == RunOutcome.FAILED;
        return new Read(
                id,
                new Freshness.Facts(type, status, createdAt, since, instant(row.getTimestamp("progressed_at"))),
                freshness -> new RunRow(
                        id,
                        workspaceId,
                        type,
                        status,
                        outcome,
                        attempt,
                        environment,
                        initiator,
                        createdAt,
                        startedAt,
                        completedAt,
                        stopRequested,
                        failureCode,
                        failureReference,
                        attentionCode,
                        counts,
                        subject,
                        reconciliation,
                        progress,
                        freshness,
                        kept.asked(asked || freshness.state().asks(), since, clock.now())));
    }

    private @Nullable Reconciliation reconciliation(@Nullable String stored) {
        return stored == null ? null : json.readValue(stored, Reconciliation.class);
    }

    private static @Nullable Progress progress(ResultSet row) throws SQLException {
        var step = row.getString("step");
        return step == null ? null : new Progress(row.getInt("done"), row.getInt("total"), step);
    }

    private static RunRow.@Nullable RunEnvironment environment(ResultSet row) throws SQLException {
        var id = row.getObject("environment_id", UUID.class);
        return id == null ? null : new RunRow.RunEnvironment(id, row.getString("slug"), row.getString("name"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /// One entry of a run's timeline among those of others.
    ///
    /// @param number rising in the order in which they were written
    public record EventOfRun(UUID runId, long number, TimelineEntry event) {}

    /// @param row the run with what the queue says about it
    private record Read(UUID id, Freshness.Facts facts, Function<Freshness, RunRow> row) {}
}
