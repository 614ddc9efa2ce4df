package io.runtruth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.shared.StartRefused;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

class StartFailuresTest {

    private final StartFailures failures = new StartFailures();

    @Test
    void a_refusal_is_told_in_its_own_words_however_deep_it_lies() {
        var failure = new IllegalStateException("bean", new RuntimeException(new StartRefused("Not with %d.", 14)));

        assertThat(failures.analyze(failure).getDescription()).isEqualTo("Not with 14.");
    }

    @Test
    void a_taken_port_is_told_with_the_way_out() {
        var failure = new IllegalStateException(new PortInUseException(8080));

        assertThat(failures.analyze(failure).getDescription())
                .contains("Port 8080")
                .contains("SERVER_PORT");
    }

    @Test
    void a_pooler_without_sessions_is_told_with_the_setting_that_it_needs() {
        var failure =
                new IllegalStateException(new SQLException("prepared statement \"S_34\" does not exist", "26000"));

        assertThat(failures.analyze(failure).getDescription())
                .contains("prepareThreshold=0")
                .doesNotContain("S_34");
    }

    @Test
    void a_defect_is_left_with_its_stack_trace() {
        assertThat(failures.analyze(new IllegalStateException("bug"))).isNull();
    }

    @Test
    void a_database_older_than_15_is_refused() {
        OldestDatabase.requireVersion(15, "15.0");

        assertThatThrownBy(() -> OldestDatabase.requireVersion(14, "14.11"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PostgreSQL 15 or newer")
                .hasMessageContaining("14.11");
    }
}
