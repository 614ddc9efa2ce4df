package io.runtruth.shared;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The way to a connection to the database that is nobody else's and waits for no pool. What the address itself
/// says of these values is stronger.
///
/// @param user null where the address says it
/// @param password null where the address says it, or none is needed
/// @param answerWithin a server that is silent for longer is gone; whole seconds
public record OwnConnection(
        String address, @Nullable String user, @Nullable String password, Duration answerWithin) {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    public Connection open() throws SQLException {
        var properties = new Properties();
        set(properties, "user", user);
        set(properties, "password", password);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", seconds(CONNECT_WITHIN));
        properties.setProperty("loginTimeout", seconds(CONNECT_WITHIN));
        properties.setProperty("socketTimeout", seconds(answerWithin));
        return DriverManager.getConnection(address, properties);
    }

    private static void set(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }

    private static String seconds(Duration limit) {
        return Long.toString(limit.toSeconds());
    }
}
