package io.runtruth.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.testing.DatabaseTest;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How far a node has read.
class ChangeLogDbTest extends DatabaseTest {

    private static final int AT_A_TIME = 10_000;

    private final DataSource database;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final UUID nowhere = UUID.randomUUID();

    ChangeLogDbTest(DataSource database, JdbcClient jdbc, Clock clock) {
        this.database = database;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @AfterEach
    void removed() {
        jdbc.sql("delete from committed_change where workspace_id = ?")
                .param(nowhere)
                .update();
    }

    @Test
    void what_is_more_than_is_read_at_a_time_is_not_read_to_the_end() throws SQLException {
        var log = new ChangeLog();
        try (var connection = database.getConnection()) {
            log.begin(connection);
            jdbc.sql("""
                    insert into committed_change (at, kind, workspace_id, subject_id)
                    select now(), 'RUN', cast(:nowhere as uuid), gen_random_uuid()
                    from generate_series(1, :count)
                    """)
                    .param("nowhere", nowhere)
                    .param("count", AT_A_TIME + 1)
                    .update();

            assertThat(log.readNew(connection, clock.instant())).hasSize(AT_A_TIME);
            assertThat(log.isReadToTheEnd()).isFalse();
            assertThat(log.readNew(connection, clock.instant())).hasSize(1);
            assertThat(log.isReadToTheEnd()).isTrue();
        }
    }
}
