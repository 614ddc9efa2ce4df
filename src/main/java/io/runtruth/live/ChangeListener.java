package io.runtruth.live;

import io.runtruth.shared.OwnConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The node's two connections of the feed: one reads, and one waits for what other nodes say, so that neither waits
/// for the other, nor for the pool of the screens. Without the second the first still reads every half second.
@Component
class ChangeListener implements SmartLifecycle {

    /// Longer than any reading takes, which is by key: a server that is silent for so long is tried anew.
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    /// How long the second one waits before it asks whether the server is still there: nobody else would notice.
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final ChangeReader reader;
    private final KeptConnection reading;
    private final KeptConnection listening;

    ChangeListener(JdbcConnectionDetails database, ChangeReader reader) {
        this.reader = reader;
        var way =
                new OwnConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword(), ANSWER_LIMIT);
        reading = new KeptConnection("change-reader", way::open, this::read);
        listening = new KeptConnection("change-listener", way::open, this::listen);
    }

    @Override
    public synchronized void start() {
        reading.start();
        listening.start();
    }

    @Override
    public synchronized void stop() {
        listening.stop();
        reading.stop();
    }

    @Override
    public boolean isRunning() {
        return reading.isAlive();
    }

    private void read(Connection connection) throws SQLException, InterruptedException {
        reader.read(connection, reading);
    }

    private void listen(Connection connection) throws SQLException {
        execute(connection, "listen " + ChangeReader.CHANNEL);
        var notifications = connection.unwrap(PGConnection.class);
        while (listening.isCurrent()) {
            var heard = notifications.getNotifications((int) SILENCE.toMillis());
            if (heard == null || heard.length == 0) {
                execute(connection, "select 1");
            } else {
                for (var each : heard) {
                    reader.told(each.getPID());
                }
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
