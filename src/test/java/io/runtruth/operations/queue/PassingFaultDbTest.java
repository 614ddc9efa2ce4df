package io.runtruth.operations.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.runtruth.testing.DatabaseTest;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// What the database and the transactions really throw.
class PassingFaultDbTest extends DatabaseTest {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate outside;

    PassingFaultDbTest(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.outside = new TransactionTemplate(transactions);
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    @Test
    void a_connection_lost_in_a_transaction_is_one() {
        var thrown = catchThrowable(() ->
                transaction.executeWithoutResult(_ -> ask("select pg_terminate_backend(pg_backend_pid())::text")));

        assertThat(thrown).isNotNull().matches(PassingFault::is);
    }

    @Test
    void a_session_ended_for_standing_still_is_one_before_the_rollback_and_after_it() {
        var first = new AtomicReference<Throwable>();
        var last = catchThrowable(() -> transaction.executeWithoutResult(_ -> {
            standStill();
            first.set(catchThrowable(() -> ask("select 'next'")));
            throw new IllegalStateException(first.get());
        }));

        assertThat(first.get()).isNotNull().matches(PassingFault::is);
        assertThat(last).matches(PassingFault::is);
    }

    @Test
    void a_wrong_statement_is_none() {
        var thrown = catchThrowable(() -> transaction.executeWithoutResult(_ -> ask("select nonsense")));

        assertThat(thrown).isNotNull().matches(it -> !PassingFault.is(it));
    }

    /// Until the database has ended the session of this transaction.
    private void standStill() {
        var session = ask("select pg_backend_pid()::text");
        jdbc.sql("set idle_in_transaction_session_timeout = '1ms'").update();
        await().pollInSameThread()
                .until(() -> outside.execute(
                                _ -> ask("select count(*)::text from pg_stat_activity where pid = " + session))
                        .equals("0"));
    }

    private String ask(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }
}
