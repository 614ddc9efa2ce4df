package io.runtruth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the threads of a test of two at once wait for.
public final class Meanwhile {

    private static final int PATIENCE_SECONDS = 20;

    private Meanwhile() {}

    public static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// In this database, for a lock that another transaction holds.
    public static boolean somebodyWaitsForALock(JdbcClient jdbc) {
        return jdbc.sql("""
                select exists (
                    select 1
                    from pg_stat_activity
                    where datname = current_database()
                    and wait_event_type = 'Lock')
                """).query(Boolean.class).single();
    }
}
