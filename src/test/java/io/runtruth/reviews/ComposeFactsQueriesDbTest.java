package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.Initiator;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.RunSubject;
import io.runtruth.operations.proof.ReconciliationAdapter.RunInQuestion;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What gathering the facts of a composition costs the database.
class ComposeFactsQueriesDbTest extends DatabaseTest {

    private static final int ENVIRONMENTS = 100;
    private static final int REVIEWS_EACH = 100;

    private final ComposeFactsQueries facts;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ComposeFactsQueriesDbTest(
            ComposeFactsQueries facts, TestWorkspaces some, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.facts = facts;
        this.some = some;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void gathering_reads_the_reviews_that_it_asks_about_and_not_the_history_of_their_environment() {
        transaction.executeWithoutResult(it -> {
            it.setRollbackOnly();
            var scopes = Stream.generate(() -> some.environment(some.workspace()))
                    .limit(ENVIRONMENTS)
                    .toList();
            history(scopes);
            var asked = lost(scopes.getFirst());
            var before = rowsRead();

            var found = facts.of(List.of(new RunInQuestion(asked, false)));

            assertThat(found.get(asked.id()).reviews())
                    .as("the superseded one, the one that followed, and no other")
                    .hasSize(2);
            assertThat(rowsRead() - before).isLessThan(10);
        });
    }

    /// The newest of each environment follows one that was superseded; the planner knows of all of them.
    private void history(List<Scope> scopes) {
        jdbc.sql("""
                insert into environment_review
                    (id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs,
                    pinned, content, superseded_by, created_at, status_at, version)
                select md5(e.id || '/' || n)::uuid, e.workspace_id, e.id,
                    case n when 1 then 'ready' when 2 then 'superseded' else 'archived' end,
                    md5(e.id || '-' || n) || md5(n || '-' || e.id), 1, '', '{}', '{}',
                    case n when 2 then md5(e.id || '/1')::uuid end, now() - n * interval '1 day', now(), 0
                from managed_environment e, generate_series(1, :each) n
                where e.id = any (:environments)
                """)
                .param("each", REVIEWS_EACH)
                .param("environments", scopes.stream().map(Scope::environmentId).toArray(UUID[]::new))
                .update();
        jdbc.sql("analyze environment_review").update();
    }

    private OperationRun lost(Scope scope) {
        var subject = jdbc.sql("select id, fingerprint from environment_review where id = md5(:id || '/2')::uuid")
                .param("id", scope.environmentId().toString())
                .query((row, _) -> new RunSubject(row.getObject("id", UUID.class), row.getString("fingerprint")))
                .single();
        return new OperationRun(
                UUID.randomUUID(),
                scope.workspaceId(),
                scope.environmentId(),
                OperationType.REVIEW_COMPOSE,
                RunStatus.RUNNING,
                RunOutcome.PENDING,
                1,
                new Initiator("system", null, "test", Instant.EPOCH),
                subject,
                false);
    }

    private long rowsRead() {
        return jdbc.sql("""
                select seq_tup_read + idx_tup_fetch
                from pg_stat_xact_user_tables
                where relname = 'environment_review'
                """).query(Long.class).single();
    }
}
