package io.runtruth.operations.work;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The connections by which the queue picks entries and says that their workers live: a heartbeat never waits for
/// a screen (contract 13). Not a bean of its own kind, so that nobody else takes one; none is opened before the
/// first is asked for, and a node without jobs asks for none. Settings are HikariCP's, below
/// `runtruth.queue.pool`.
@Component
class QueueConnections implements DisposableBean {

    private final HikariDataSource pool = new HikariDataSource();

    QueueConnections(JdbcConnectionDetails database, Environment settings) {
        pool.setPoolName("queue");
        pool.setJdbcUrl(database.getJdbcUrl());
        pool.setUsername(database.getUsername());
        pool.setPassword(database.getPassword());
        Binder.get(settings).bind("runtruth.queue.pool", Bindable.ofInstance(pool));
    }

    DataSource source() {
        return pool;
    }

    @Override
    public void destroy() {
        pool.close();
    }
}
