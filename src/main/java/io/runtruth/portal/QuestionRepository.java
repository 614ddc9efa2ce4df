package io.runtruth.portal;

import io.runtruth.access.Actor;
import io.runtruth.portal.QuestionService.KeptQuestion;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.shared.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The only writer of questions. Each ending names the state that it leaves.
@Repository
class QuestionRepository {

    private final JdbcClient jdbc;

    QuestionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Until the transaction ends no other question of the person is written.
    void hold(UUID account) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:who, 0))")
                .param("who", "question:" + account)
                .query((_, _) -> 0)
                .single();
    }

    Optional<EarlierQuestion> asked(UUID workspaceId, UUID account, String requestId) {
        return jdbc.sql("""
                select id, review_id, finding, question
                from review_question
                where workspace_id = :workspace
                and asked_by = :account
                and request_id = :request
                """)
                .param("workspace", workspaceId)
                .param("account", account)
                .param("request", requestId)
                .query((row, _) -> new EarlierQuestion(
                        row.getObject("id", UUID.class),
                        row.getObject("review_id", UUID.class),
                        row.getInt("finding"),
                        row.getString("question")))
                .optional();
    }

    /// How many seconds pass until the person has asked fewer than so many within the time; empty where they have.
    Optional<Duration> mustWait(UUID account, int most, Duration within, Instant now) {
        return jdbc.sql("""
                select created_at
                from review_question
                where asked_by = :account
                and created_at > :since
                order by created_at desc
                offset :most
                limit 1
                """)
                .param("account", account)
                .param("since", now.minus(within).atOffset(ZoneOffset.UTC))
                .param("most", most - 1)
                .query((row, _) -> row.getTimestamp("created_at").toInstant())
                .optional()
                .map(oldest -> Duration.between(now, oldest.plus(within)));
    }

    void ask(Actor.Person by, ReviewRef ref, KeptQuestion kept, Instant at) {
        jdbc.sql("""
                insert into review_question
                    (id, workspace_id, environment_id, review_id, finding, control_id, title, asked_by, asked_by_name,
                    created_at, question, request_id, status)
                values
                    (:id, :workspace, :environment, :review, :finding, :control, :title, :by, :name,
                    :at, :question, :request, 'open')
                """)
                .param("id", kept.id())
                .param("workspace", ref.scope().workspaceId())
                .param("environment", ref.scope().environmentId())
                .param("review", ref.id())
                .param("finding", kept.finding())
                .param("control", kept.controlId())
                .param("title", kept.title())
                .param("by", by.account())
                .param("name", by.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("question", kept.text())
                .param("request", kept.requestId())
                .update();
    }

    Optional<FoundQuestion> find(UUID workspaceId, UUID id) {
        return jdbc.sql("""
                select environment_id, review_id, asked_by, status, ended_by, answer
                from review_question
                where workspace_id = :workspace
                and id = :id
                """)
                .param("workspace", workspaceId)
                .param("id", id)
                .query((row, _) -> new FoundQuestion(
                        new ReviewRef(
                                new Scope(workspaceId, row.getObject("environment_id", UUID.class)),
                                row.getObject("review_id", UUID.class)),
                        row.getObject("asked_by", UUID.class),
                        QuestionStatus.of(row.getString("status")),
                        row.getObject("ended_by", UUID.class),
                        row.getString("answer")))
                .optional();
    }

    /// @param answer null to close it without one
    /// @return false where it is not open any more
    boolean end(Actor.Person by, UUID workspaceId, UUID id, @Nullable String answer, Instant at) {
        return jdbc.sql("""
                update review_question
                set status = :status, ended_by = :by, ended_by_name = :name, ended_at = :at, answer = :answer
                where workspace_id = :workspace
                and id = :id
                and status = 'open'
                """)
                        .param("status", (answer == null ? QuestionStatus.CLOSED : QuestionStatus.ANSWERED).code())
                        .param("by", by.account())
                        .param("name", by.name())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("answer", answer)
                        .param("workspace", workspaceId)
                        .param("id", id)
                        .update()
                == 1;
    }

    /// @return whether it was not read up to there yet
    boolean seen(UUID account, Instant at) {
        return jdbc.sql("""
                insert into question_seen (account_id, seen_at)
                values (:account, :at)
                on conflict (account_id) do update
                set seen_at = excluded.seen_at
                where question_seen.seen_at < excluded.seen_at
                """)
                        .param("account", account)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /// What was asked under a request id.
    record EarlierQuestion(UUID id, UUID reviewId, int finding, String text) {}

    /// A question as whoever ends it finds it.
    record FoundQuestion(
            ReviewRef ref,
            UUID askedBy,
            QuestionStatus status,
            @Nullable UUID endedBy,
            @Nullable String answer) {}
}
