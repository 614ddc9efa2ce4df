package io.runtruth.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// One compare-and-set statement for each transition: it names the status and the attempt it expects, and says whether
/// it applied. Used by [OperationRunService] alone (I4).
@Repository
class OperationRunRepository {

    private static final String COLUMNS = """
            id, workspace_id, environment_id, type, status, outcome, attempt, initiator_kind, initiator_id,
            initiator_name, created_at, stop_requested_at, context ->> 'review_id' as review_id,
            context ->> 'fingerprint' as fingerprint
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OperationRunRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Empty where an active run has this identity (I2).
    Optional<OperationRun> insert(NewRun asked, Initiator initiator) {
        return jdbc.sql("""
                insert into operation_run
                    (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                    initiator_id, initiator_name, created_at, summary_counts, context)
                values
                    (:id, :workspace, :environment, :type, :identity, 'queued', 'pending', 0, :kind,
                    :account, :name, :at, '{}', cast(:context as jsonb))
                on conflict (workspace_id, type, identity) where status in ('queued', 'running') do nothing
                returning %s
                """.formatted(COLUMNS))
                .param("id", UUID.randomUUID())
                .param("workspace", asked.scope().workspaceId())
                .param("environment", asked.scope().environmentId())
                .param("type", asked.type().code())
                .param("identity", asked.identity())
                .param("kind", initiator.kind())
                .param("account", initiator.accountId())
                .param("name", initiator.name())
                .param("at", initiator.at().atOffset(ZoneOffset.UTC))
                .param("context", context(asked.subject()))
                .query(OperationRunRepository::run)
                .optional();
    }

    Optional<OperationRun> active(UUID workspaceId, OperationType type, String identity) {
        return jdbc.sql("""
                select %s
                from operation_run
                where workspace_id = :workspace
                and type = :type
                and identity = :identity
                and status in ('queued', 'running')
                """.formatted(COLUMNS))
                .param("workspace", workspaceId)
                .param("type", type.code())
                .param("identity", identity)
                .query(OperationRunRepository::run)
                .optional();
    }

    Optional<OperationRun> find(UUID runId) {
        return jdbc.sql("select %s from operation_run where id = :id".formatted(COLUMNS))
                .param("id", runId)
                .query(OperationRunRepository::run)
                .optional();
    }

    /// Takes the lease: the attempt is raised, whether the run was queued or another worker's.
    Optional<OperationRun> markRunning(UUID runId, int seenAttempt, Instant at) {
        return jdbc.sql("""
                update operation_run
                set status = 'running', attempt = attempt + 1, started_at = coalesce(started_at, :at)
                where id = :id
                and status in ('queued', 'running')
                and attempt = :attempt
                returning %s
                """.formatted(COLUMNS))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", runId)
                .param("attempt", seenAttempt)
                .query(OperationRunRepository::run)
                .optional();
    }

    Optional<OperationRun> complete(UUID runId, int attempt, Ending ending, Instant at) {
        return jdbc.sql("""
                update operation_run
                set status = 'completed', outcome = :outcome, completed_at = :at, failure_code = :reason,
                    failure_reference = :reference, summary_counts = cast(:counts as jsonb)
                where id = :id
                and status in ('queued', 'running')
                and attempt = :attempt
                returning %s
                """.formatted(COLUMNS))
                .param("outcome", ending.outcome().code())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("reason", ending.reasonCode())
                .param("reference", ending.reference())
                .param("counts", json.writeValueAsString(ending.summaryCounts()))
                .param("id", runId)
                .param("attempt", attempt)
                .query(OperationRunRepository::run)
                .optional();
    }

    /// Raises the attempt too, so that a worker that picked it up at this instant holds nothing.
    Optional<OperationRun> cancelQueued(UUID runId, Instant at) {
        return jdbc.sql("""
                update operation_run
                set status = 'completed', outcome = 'cancelled', completed_at = :at, attempt = attempt + 1
                where id = :id
                and status = 'queued'
                returning %s
                """.formatted(COLUMNS))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", runId)
                .query(OperationRunRepository::run)
                .optional();
    }

    Optional<OperationRun> requestStop(UUID runId, Instant at) {
        return jdbc.sql("""
                update operation_run
                set stop_requested_at = :at
                where id = :id
                and status = 'running'
                and stop_requested_at is null
                returning %s
                """.formatted(COLUMNS))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", runId)
                .query(OperationRunRepository::run)
                .optional();
    }

    /// Beside the outcome, which it leaves alone.
    void flagForAttention(UUID runId, String code) {
        jdbc.sql("""
                update operation_run
                set attention_code = :code
                where id = :id
                and attention_code is null
                """).param("code", code).param("id", runId).update();
    }

    /// Only for the attempt that holds the run.
    boolean progress(OperationRun run, Progress progress, Instant at) {
        return jdbc.sql("""
                insert into run_progress (run_id, workspace_id, attempt, done, total, step, progressed_at)
                select id, workspace_id, attempt, :done, :total, :step, :at
                from operation_run
                where id = :id
                and status = 'running'
                and attempt = :attempt
                on conflict (run_id) do update
                set attempt = excluded.attempt, done = excluded.done, total = excluded.total, step = excluded.step,
                    progressed_at = excluded.progressed_at
                """)
                        .param("done", progress.done())
                        .param("total", progress.total())
                        .param("step", progress.step())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", run.id())
                        .param("attempt", run.attempt())
                        .update()
                == 1;
    }

    void append(OperationRun run, RunEvent event) {
        jdbc.sql("""
                insert into run_event
                    (workspace_id, run_id, at, kind, from_status, to_status, outcome, actor_kind, actor_id, actor_name,
                    attempt, node, reason_code, details)
                values
                    (:workspace, :run, :at, :kind, :from, :to, :outcome, :actorKind, :actor, :actorName,
                    :attempt, :node, :reason, cast(:details as jsonb))
                """)
                .param("workspace", run.workspaceId())
                .param("run", run.id())
                .param("at", event.at().atOffset(ZoneOffset.UTC))
                .param("kind", event.kind().code())
                .param("from", event.from() == null ? null : event.from().code())
                .param("to", event.to() == null ? null : event.to().code())
                .param(
                        "outcome",
                        event.outcome() == null ? null : event.outcome().code())
                .param("actorKind", event.actor().kind())
                .param("actor", event.actor().accountId().orElse(null))
                .param("actorName", event.actor().name())
                .param("attempt", run.attempt())
                .param("node", event.node())
                .param("reason", event.reasonCode())
                .param("details", json.writeValueAsString(event.details()))
                .update();
    }

    private String context(RunSubject subject) {
        var context = new LinkedHashMap<String, Object>();
        if (subject.reviewId() != null) {
            context.put("review_id", subject.reviewId());
        }
        if (subject.fingerprint() != null) {
            context.put("fingerprint", subject.fingerprint());
        }
        return json.writeValueAsString(Map.copyOf(context));
    }

    private static OperationRun run(ResultSet row, int index) throws SQLException {
        return new OperationRun(
                row.getObject("id", UUID.class),
                row.getObject("workspace_id", UUID.class),
                row.getObject("environment_id", UUID.class),
                OperationType.of(row.getString("type")),
                RunStatus.of(row.getString("status")),
                RunOutcome.of(row.getString("outcome")),
                row.getInt("attempt"),
                new Initiator(
                        row.getString("initiator_kind"),
                        row.getObject("initiator_id", UUID.class),
                        row.getString("initiator_name"),
                        row.getTimestamp("created_at").toInstant()),
                new RunSubject(uuid(row.getString("review_id")), row.getString("fingerprint")),
                row.getObject("stop_requested_at") != null);
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
