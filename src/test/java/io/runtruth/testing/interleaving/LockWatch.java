package io.runtruth.testing.interleaving;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Asks PostgreSQL who waits for whom, on a connection of its own.
final class LockWatch implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement waiting;

    LockWatch(String url, String user, String password) throws SQLException {
        connection = DriverManager.getConnection(url, user, password);
        waiting = connection.prepareStatement("""
                select pid
                from unnest(?::int[]) as pid
                where pg_blocking_pids(pid) && ?::int[]
                """);
    }

    /// Those of the asked that wait for a lock which one of the others holds, or waits for before them.
    Set<Integer> waiting(Collection<Integer> asked, Collection<Integer> racing) {
        try {
            waiting.setArray(1, connection.createArrayOf("int", asked.toArray()));
            waiting.setArray(2, connection.createArrayOf("int", racing.toArray()));
            var found = new HashSet<Integer>();
            try (var rows = waiting.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getInt(1));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
