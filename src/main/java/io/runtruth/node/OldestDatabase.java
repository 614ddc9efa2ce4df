package io.runtruth.node;

import io.runtruth.shared.StartRefused;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/// Looks at the database before anything else uses it, so that a wrong one costs a sentence and not a stack trace.
@Component
class OldestDatabase implements BeanPostProcessor {

    static final int OLDEST_MAJOR_VERSION = 15;

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof DataSource database) {
            requireAnswer(database);
        }
        return bean;
    }

    private static void requireAnswer(DataSource database) {
        try (var connection = database.getConnection()) {
            var product = connection.getMetaData();
            requireVersion(product.getDatabaseMajorVersion(), product.getDatabaseProductVersion());
        } catch (SQLException e) {
            throw new StartRefused(
                    "The database does not answer (%s): check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and "
                            + "SPRING_DATASOURCE_PASSWORD.",
                    e.getMessage());
        }
    }

    static void requireVersion(int major, String full) {
        if (major < OLDEST_MAJOR_VERSION) {
            throw new StartRefused(
                    "Runtruth needs PostgreSQL %d or newer, and this database is %s.", OLDEST_MAJOR_VERSION, full);
        }
    }
}
