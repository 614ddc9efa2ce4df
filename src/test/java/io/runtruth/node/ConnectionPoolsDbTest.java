package io.runtruth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.runtruth.operations.queue.PassingFault;
import io.runtruth.shared.Workload;
import io.runtruth.testing.DatabaseTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Screens give up early, jobs late, and neither takes the other's connections (contract 13).
class ConnectionPoolsDbTest extends DatabaseTest {

    private final DataSource database;
    private final JdbcClient jdbc;

    ConnectionPoolsDbTest(DataSource database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    @Test
    void a_screen_is_given_up_after_five_seconds_and_a_job_after_more() {
        var ofJob = new AtomicReference<String>();
        Workload.asJob(() -> ofJob.set(setting("statement_timeout")));

        assertThat(setting("statement_timeout")).isEqualTo("5s");
        assertThat(ofJob).hasValue("35s");
    }

    @Test
    void what_a_limit_of_time_ended_may_be_tried_again() {
        var ended = catchThrowable(() -> jdbc.sql("select pg_sleep(10)").query().listOfRows());

        assertThat(ended).isNotNull();
        assertThat(PassingFault.is(ended)).isTrue();
    }

    @Test
    void a_job_has_a_connection_where_all_of_the_screens_are_taken() throws SQLException {
        var taken = new ArrayList<Connection>();
        try {
            for (var i = 0; i < database.unwrap(HikariDataSource.class).getMaximumPoolSize(); i++) {
                taken.add(database.getConnection());
            }

            Workload.asJob(() -> assertThat(setting("lock_timeout")).isEqualTo("20s"));
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
    }

    @Test
    void a_thread_that_is_begun_for_a_job_is_the_jobs() throws InterruptedException {
        var current = new AtomicReference<Workload>();
        Workload.asJob(() -> {
            try {
                Thread.startVirtualThread(() -> current.set(Workload.current())).join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(current).hasValue(Workload.JOB);
        assertThat(Workload.current()).isEqualTo(Workload.SCREEN);
    }

    private String setting(String name) {
        return jdbc.sql("show " + name).query(String.class).single();
    }
}
