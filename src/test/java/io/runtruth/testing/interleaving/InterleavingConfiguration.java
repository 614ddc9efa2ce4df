package io.runtruth.testing.interleaving;

import io.runtruth.operations.queue.QueueClock;
import io.runtruth.testing.SettableClock;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// Puts the stops under the services, which do not know of them, and a clock that goes by steps.
@TestConfiguration(proxyBeanMethods = false)
public class InterleavingConfiguration {

    @Bean
    static BeanPostProcessor stops() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource pool ? new StoppingDataSource(pool) : bean;
            }
        };
    }

    @Bean
    @Primary
    static SettableClock steppedClock() {
        return new SettableClock(Instant.parse("2026-11-23T08:00:00Z"));
    }

    /// The queue decides by it too, whatever the database's time is.
    @Bean
    @Primary
    static QueueClock steppedQueueClock(SettableClock clock) {
        return clock::instant;
    }

    @Bean
    static Explorer explorer(JdbcConnectionDetails database, SettableClock clock) throws SQLException {
        return new Explorer(database, clock);
    }
}
