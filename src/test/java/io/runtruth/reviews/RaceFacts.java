package io.runtruth.reviews;

import io.runtruth.shared.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Everything that the database knows of one environment at one moment.
///
/// @param archived whether the environment is
/// @param audits number of the newest audit entry
/// @param changes number of the newest committed change
record RaceFacts(
        Scope scope,
        boolean archived,
        List<Review> reviews,
        List<Run> runs,
        List<Event> events,
        List<UUID> entries,
        long audits,
        long changes) {

    static RaceFacts of(JdbcClient jdbc, Scope scope) {
        var numbers = jdbc.sql("""
                select (archived_at is not null) as archived,
                    (select coalesce(max(id), 0) from audit_entry) as audits,
                    (select coalesce(max(id), 0) from committed_change) as changes
                from managed_environment
                where id = :environment
                """)
                .param("environment", scope.environmentId())
                .query(Numbers.class)
                .single();
        var runs = jdbc.sql("""
                select id, workspace_id, type, identity, status, outcome, attempt,
                    context ->> 'fingerprint' as fingerprint,
                    cast(context ->> 'review_id' as uuid) as review_id, attention_code,
                    context -> 'reconciliation' ->> 'decision' as decision,
                    stop_requested_at is not null as stop_requested
                from operation_run
                where environment_id = :environment
                order by created_at, id
                """)
                .param("environment", scope.environmentId())
                .query(Run.class)
                .list();
        var ids = runs.stream().map(Run::id).toArray(UUID[]::new);
        return new RaceFacts(
                scope,
                numbers.archived,
                jdbc.sql("""
                        select id, workspace_id, status, fingerprint, run_id, superseded_by,
                            content is not null as has_content, version
                        from environment_review
                        where environment_id = :environment
                        order by created_at, id
                        """)
                        .param("environment", scope.environmentId())
                        .query(Review.class)
                        .list(),
                runs,
                jdbc.sql("""
                        select run_id, kind, outcome, to_status, attempt, actor_name
                        from run_event
                        where run_id = any (:runs)
                        order by id
                        """).param("runs", ids).query(Event.class).list(),
                jdbc.sql("""
                        select cast(task_instance as uuid)
                        from scheduled_tasks
                        where task_instance = any (cast(:runs as text[]))
                        order by task_instance
                        """).param("runs", ids).query(UUID.class).list(),
                numbers.audits,
                numbers.changes);
    }

    Optional<Review> review(@Nullable UUID id) {
        return reviews.stream().filter(review -> review.id.equals(id)).findFirst();
    }

    Optional<Run> run(@Nullable UUID id) {
        return runs.stream().filter(run -> run.id.equals(id)).findFirst();
    }

    Stream<Event> events(Run run) {
        return events.stream().filter(event -> event.runId.equals(run.id));
    }

    boolean hasEntry(Run run) {
        return entries.contains(run.id);
    }

    record Review(
            UUID id,
            UUID workspaceId,
            String status,
            String fingerprint,
            @Nullable UUID runId,
            @Nullable UUID supersededBy,
            boolean hasContent,
            long version) {

        boolean isMutable() {
            return List.of("draft", "ready", "failed").contains(status);
        }

        boolean isReached() {
            return List.of("ready", "published", "superseded").contains(status) && hasContent;
        }
    }

    record Run(
            UUID id,
            UUID workspaceId,
            String type,
            String identity,
            String status,
            String outcome,
            int attempt,
            @Nullable String fingerprint,
            @Nullable UUID reviewId,
            @Nullable String attentionCode,
            @Nullable String decision,
            boolean stopRequested) {

        boolean isActive() {
            return !status.equals("completed");
        }
    }

    record Event(
            UUID runId,
            String kind,
            @Nullable String outcome,
            @Nullable String toStatus,
            int attempt,
            String actorName) {

        boolean is(String asked) {
            return kind.equals(asked);
        }

        boolean ends() {
            return "completed".equals(toStatus);
        }
    }

    private record Numbers(boolean archived, long audits, long changes) {}
}
