package io.runtruth.smoke;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A composition that a worker took up an hour ago, and that stands in no queue any more.
final class AbandonedRun {

    private AbandonedRun() {}

    /// @param ofReview a review that of the run's environment
    /// @param review what the run says it composes, there or not
    static UUID add(JdbcClient jdbc, UUID ofReview, UUID review, String fingerprint) {
        var run = UUID.randomUUID();
        jdbc.sql("""
                insert into operation_run
                    (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                    initiator_name, created_at, started_at, summary_counts, context)
                select :run, workspace_id, environment_id, 'environment.review.compose', cast(:run as text), 'running',
                    'pending', 1, 'system', 'Nightly job', now() - interval '1 hour',
                    now() - interval '1 hour', '{}',
                    jsonb_build_object('review_id', cast(:review as text), 'fingerprint', cast(:fingerprint as text))
                from environment_review
                where id = :of
                """)
                .param("run", run)
                .param("review", review)
                .param("fingerprint", fingerprint)
                .param("of", ofReview)
                .update();
        return run;
    }
}
