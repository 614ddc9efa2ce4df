package io.runtruth.operations;

import io.runtruth.operations.queue.QueueEntry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/// One compare-and-set statement for each transition: it names the status and the attempt it expects, and says
/// whether it applied. Used by [OperationRunService] alone (I4).
@Repository
class OperationRunRepository {

    private static final String LATE_REPORT_CONTRADICTS = "run.late_report_contradicts";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OperationRunRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// The run with its first event and its queue entry, in one statement (I5).
    ///
    /// @return false where an active run has this identity (I2)
    boolean insert(NewRun asked, Initiator initiator, RunEvent first) {
        return jdbc.sql("""
                with run as (
                    insert into operation_run
                        (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                        initiator_id, initiator_name, created_at, summary_counts, context)
                    values
                        (:id, :workspace, :environment, :type, :identity, 'queued', 'pending', 0, :kind,
                        :account, :name, :at, '{}', cast(:context as jsonb))
                    on conflict (workspace_id, type, identity) where status in ('queued', 'running') do nothing
                    returning id, workspace_id),
                first as (
                    insert into run_event
                        (workspace_id, run_id, at, kind, to_status, actor_kind, actor_id, actor_name, attempt, node,
                        details)
                    select workspace_id, id, :at, :event, 'queued', :kind, :account, :name, 0, :node,
                        cast(:details as jsonb)
                    from run)
                """ + QueueEntry.MAKE.formatted("select :type, cast(id as text), :at from run"))
                        .param("id", asked.id())
                        .param("workspace", asked.scope().workspaceId())
                        .param("environment", asked.scope().environmentId())
                        .param("type", asked.type().code())
                        .param("identity", asked.identity())
                        .param("kind", initiator.kind())
                        .param("account", initiator.accountId())
                        .param("name", initiator.name())
                        .param("at", initiator.at().atOffset(ZoneOffset.UTC))
                        .param("context", context(asked.type(), asked.subject()))
                        .param("event", first.kind().code())
                        .param("node", first.node())
                        .param("details", json.writeValueAsString(first.details()))
                        .update()
                == 1;
    }

    Optional<OperationRun> active(UUID workspaceId, OperationType type, String identity) {
        return jdbc.sql("""
                select %s
                from operation_run
                where workspace_id = :workspace
                and type = :type
                and identity = :identity
                and status in ('queued', 'running')
                """.formatted(OperationRunColumns.COLUMNS))
                .param("workspace", workspaceId)
                .param("type", type.code())
                .param("identity", identity)
                .query(OperationRunColumns::run)
                .optional();
    }

    Optional<OperationRun> find(UUID runId) {
        return jdbc.sql("select %s from operation_run where id = :id".formatted(OperationRunColumns.COLUMNS))
                .param("id", runId)
                .query(OperationRunColumns::run)
                .optional();
    }

    /// The run as it is, and as it stays until the transaction ends.
    Optional<OperationRun> lock(UUID runId) {
        return jdbc.sql("""
                select %s
                from operation_run
                where id = :id
                for no key update
                """.formatted(OperationRunColumns.COLUMNS))
                .param("id", runId)
                .query(OperationRunColumns::run)
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
                """.formatted(OperationRunColumns.COLUMNS))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", runId)
                .param("attempt", seenAttempt)
                .query(OperationRunColumns::run)
                .optional();
    }

    /// How it ends is another question than whether it lasts too long: what a person closed before, or while this was
    /// on its way, does not answer it.
    Optional<OperationRun> complete(OperationRun run, Ending ending, Instant at) {
        return jdbc.sql("""
                update operation_run
                set status = 'completed', outcome = :outcome, completed_at = :at, notice_at = :at,
                    failure_code = :reason, failure_reference = :reference, summary_counts = cast(:counts as jsonb),
                    context = context || cast(:subject as jsonb),
                    attention_ended_at = null, attention_ended_by = null, attention_answered_by = null
                where id = :id
                and status in ('queued', 'running')
                and attempt = :attempt
                returning %s
                """.formatted(OperationRunColumns.COLUMNS))
                .param("outcome", ending.outcome().code())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("reason", ending.reasonCode())
                .param("reference", ending.reference())
                .param("counts", json.writeValueAsString(ending.summaryCounts()))
                .param("subject", context(run.type(), run.subject()))
                .param("id", run.id())
                .param("attempt", run.attempt())
                .query(OperationRunColumns::run)
                .optional();
    }

    /// Raises the attempt too, so that a worker that picked it up at this instant holds nothing.
    Optional<OperationRun> cancelQueued(UUID runId, Instant at) {
        return jdbc.sql("""
                update operation_run
                set status = 'completed', outcome = 'cancelled', completed_at = :at, notice_at = :at,
                    attempt = attempt + 1
                where id = :id
                and status = 'queued'
                returning %s
                """.formatted(OperationRunColumns.COLUMNS))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", runId)
                .query(OperationRunColumns::run)
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
                """.formatted(OperationRunColumns.COLUMNS))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", runId)
                .query(OperationRunColumns::run)
                .optional();
    }

    /// Where an earlier worker's late report says otherwise than the end (I4). After the statement that ended the
    /// runs and in its transaction: reports are made under the run's lock, so by then each is seen here or sees the
    /// end.
    ///
    /// @return the runs that are contradicted
    Set<UUID> flagIfContradicted(Collection<UUID> ended) {
        return Set.copyOf(jdbc.sql("""
                update operation_run r
                set attention_code = :code
                where r.id = any (:ended)
                and r.attention_code is null
                and exists (
                    select 1
                    from run_event e
                    where e.workspace_id = r.workspace_id
                    and e.run_id = r.id
                    and e.kind = 'late_report'
                    and e.outcome <> r.outcome)
                returning r.id
                """)
                .param("code", LATE_REPORT_CONTRADICTS)
                .param("ended", ended.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /// Beside the outcome, which it leaves alone.
    ///
    /// @return whether it was not flagged before
    boolean flagAsContradicted(UUID runId, Instant at) {
        return jdbc.sql("""
                update operation_run
                set attention_code = :code, notice_at = :at
                where id = :id
                and attention_code is null
                """)
                        .param("code", LATE_REPORT_CONTRADICTS)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", runId)
                        .update()
                == 1;
    }

    /// Only for the attempt that holds the run.
    ///
    /// @return whether somebody asked the run to stop; empty for an attempt that does not hold it
    Optional<Boolean> progress(OperationRun run, Progress progress, Instant at) {
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
                returning (select stop_requested_at is not null from operation_run where id = :id)
                """)
                .param("done", progress.done())
                .param("total", progress.total())
                .param("step", progress.step())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", run.id())
                .param("attempt", run.attempt())
                .query(Boolean.class)
                .optional();
    }

    OperationRunService.Retries retries(OperationRun run) {
        return jdbc.sql("""
                select count(*) as times, (array_agg(details ->> 'reference' order by id desc))[1] as last_reference
                from run_event
                where workspace_id = :workspace
                and run_id = :run
                and kind = 'retry_scheduled'
                """)
                .param("workspace", run.workspaceId())
                .param("run", run.id())
                .query((row, _) ->
                        new OperationRunService.Retries(row.getInt("times"), row.getString("last_reference")))
                .single();
    }

    /// Ends runs as was found, in one statement, each with a question of its own: takes the lease and closes in the
    /// same step, and only where status
    /// and attempt are still those that were seen.
    ///
    /// @param patient waits for a row that somebody holds; otherwise such a run is left for now
    /// @return those that it ended
    Set<UUID> reconcile(List<Closing> closings, Instant at, boolean patient) {
        return Set.copyOf(jdbc.sql("""
                with held as (
                    select r.id, a.outcome, a.failure_code, a.failure_reference, a.attention_code, a.subject, a.reconciliation
                    from operation_run r
                    join jsonb_to_recordset(cast(:closings as jsonb)) as a
                        (id uuid, attempt integer, outcome text, failure_code text, failure_reference text,
                        attention_code text, subject jsonb, reconciliation jsonb)
                        on a.id = r.id and a.attempt = r.attempt
                    where r.status in ('queued', 'running')
                    order by r.id
                    for no key update of r %s)
                update operation_run r
                set status = 'completed', outcome = held.outcome, completed_at = :at, notice_at = :at,
                    attempt = r.attempt + 1, failure_code = held.failure_code,
                    failure_reference = held.failure_reference, attention_code = held.attention_code,
                    context = r.context || held.subject
                        || jsonb_build_object('reconciliation', held.reconciliation),
                    attention_ended_at = null, attention_ended_by = null, attention_answered_by = null
                from held
                where r.id = held.id
                returning r.id
                """.formatted(patient ? "" : "skip locked"))
                .param("closings", json.writeValueAsString(closings))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list());
    }

    /// How one run ends by a finding.
    ///
    /// @param attempt the one that was seen
    /// @param subject its part of the context
    @JsonNaming(SnakeCaseStrategy.class)
    record Closing(
            UUID id,
            int attempt,
            String outcome,
            @Nullable String failureCode,
            @Nullable String failureReference,
            @Nullable String attentionCode,
            Map<String, String> subject,
            Reconciliation reconciliation) {}

    /// Holds those of the runs that are still as they were seen, until the transaction ends; one that somebody else
    /// holds is left out.
    Set<UUID> hold(List<OperationRun> seen) {
        return Set.copyOf(jdbc.sql("""
                select r.id
                from operation_run r
                join unnest(cast(:ids as uuid[]), cast(:attempts as integer[])) as seen (id, attempt)
                    on seen.id = r.id and seen.attempt = r.attempt
                where r.status in ('queued', 'running')
                order by r.id
                for no key update of r skip locked
                """)
                .param("ids", seen.stream().map(OperationRun::id).toArray(UUID[]::new))
                .param("attempts", seen.stream().map(OperationRun::attempt).toArray(Integer[]::new))
                .query(UUID.class)
                .list());
    }

    /// Ends the questions of earlier runs that a later one of the same type and environment has answered: one that
    /// was started after them and succeeded, whenever each of them ended. One that was flagged answers nothing. A
    /// run that somebody holds is left for the next time.
    ///
    /// @param ended runs that have ended; looked at are all of their kinds
    /// @param most how many of a kind at once
    List<AnsweredQuestion> answer(Collection<UUID> ended, Instant at, int most) {
        return answer(
                "select distinct workspace_id, environment_id, type from operation_run where id = any (:ended)",
                Map.of("ended", ended.toArray(UUID[]::new)),
                at,
                most);
    }

    /// The same for all kinds of which something has ended in the last minutes, as the feed has kept it.
    List<AnsweredQuestion> answerLately(Instant at, int most) {
        return answer("""
                select distinct r.workspace_id, r.environment_id, r.type
                from (select distinct subject_id from committed_change where kind = 'RUN' and ended) ended
                join operation_run r on r.id = ended.subject_id
                """, Map.of(), at, most);
    }

    private List<AnsweredQuestion> answer(String kinds, Map<String, ?> parameters, Instant at, int most) {
        return jdbc.sql("""
                with kind as (%1$s),
                answered as (
                    select asking.id, answer.id as by_id
                    from kind
                    cross join lateral (
                        select s.id, s.created_at
                        from operation_run s
                        where s.workspace_id = kind.workspace_id
                        and s.environment_id = kind.environment_id
                        and s.type = kind.type
                        and s.outcome = 'succeeded'
                        and s.attention_code is null
                        order by s.created_at desc, s.id desc
                        limit 1) answer
                    cross join lateral (
                        select r.id
                        from operation_run r
                        where r.workspace_id = kind.workspace_id
                        and r.environment_id = kind.environment_id
                        and r.type = kind.type
                        and %2$s
                        and (r.created_at, r.id) < (answer.created_at, answer.id)
                        order by r.created_at desc, r.id desc
                        limit :most
                        for no key update skip locked) asking),
                ended as (
                    update operation_run r
                    set attention_ended_at = greatest(cast(:at as timestamptz), r.notice_at),
                        attention_ended_by = 'later_success', attention_answered_by = answered.by_id
                    from answered
                    where r.id = answered.id
                    returning r.*)
                select %3$s, attention_answered_by
                from ended
                order by created_at, id
                """.formatted(kinds, OperationRunColumns.ASKS, OperationRunColumns.COLUMNS))
                .params(parameters)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, number) -> new AnsweredQuestion(
                        OperationRunColumns.run(row, number), row.getObject("attention_answered_by", UUID.class)))
                .list();
    }

    /// @param by the later run that succeeded
    record AnsweredQuestion(OperationRun run, UUID by) {}

    void closeAttention(UUID runId, Instant at) {
        jdbc.sql("""
                update operation_run
                set attention_ended_at = greatest(cast(:at as timestamptz), notice_at),
                    attention_ended_by = 'person', attention_answered_by = null
                where id = :id
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", runId)
                .update();
    }

    void append(List<EventRow> entries) {
        jdbc.sql("""
                insert into run_event
                    (workspace_id, run_id, at, kind, from_status, to_status, outcome, actor_kind, actor_id, actor_name,
                    attempt, node, reason_code, details)
                select workspace_id, run_id, at, kind, from_status, to_status, outcome, actor_kind, actor_id, actor_name,
                    attempt, node, reason_code, details
                from jsonb_to_recordset(cast(:entries as jsonb)) as e
                    (workspace_id uuid, run_id uuid, at timestamptz, kind text, from_status text, to_status text,
                    outcome text, actor_kind text, actor_id uuid, actor_name text, attempt integer, node text,
                    reason_code text, details jsonb)
                """).param("entries", json.writeValueAsString(entries)).update();
    }

    /// A row of the timeline.
    @JsonNaming(SnakeCaseStrategy.class)
    record EventRow(
            UUID workspaceId,
            UUID runId,
            Instant at,
            String kind,
            @Nullable String fromStatus,
            @Nullable String toStatus,
            @Nullable String outcome,
            String actorKind,
            @Nullable UUID actorId,
            String actorName,
            int attempt,
            String node,
            @Nullable String reasonCode,
            Map<String, Object> details) {

        static EventRow of(OperationRun run, RunEvent event) {
            return new EventRow(
                    run.workspaceId(),
                    run.id(),
                    event.at(),
                    event.kind().code(),
                    event.from() == null ? null : event.from().code(),
                    event.to() == null ? null : event.to().code(),
                    event.outcome() == null ? null : event.outcome().code(),
                    event.actor().kind(),
                    event.actor().accountId().orElse(null),
                    event.actor().name(),
                    run.attempt(),
                    event.node(),
                    event.reasonCode(),
                    event.details());
        }
    }

    private String context(OperationType type, RunSubject subject) {
        return json.writeValueAsString(subject.context(type));
    }
}
