package io.runtruth.operations.proof;

import io.runtruth.operations.reads.AttentionColumns;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Questions whose holder can no longer deal with them: who left, was disabled or lost the right.
@Repository
class AbandonedQuestionRepository {

    private static final int MOST = 1_000;

    private final JdbcClient jdbc;

    AbandonedQuestionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// They are nobody's from now on, and wait no longer, so that they are told anew. One that somebody works on at
    /// this instant is left for the next time.
    ///
    /// @return how many, at most 1,000
    int free(Instant at) {
        return jdbc.sql("""
                update run_attention
                set taken_by = null, taken_at = null, handed_over = false, waits_until = null, free_since = :at
                where run_id in (
                    select c.run_id
                    from run_attention c
                    join operation_run r on r.workspace_id = c.workspace_id and r.id = c.run_id
                    where c.taken_at is not null
                    and not %s
                    limit :most
                    for update of c skip locked)
                """.formatted(AttentionColumns.IS_HELD))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("managing", AttentionColumns.MANAGING)
                .param("most", MOST)
                .update();
    }
}
