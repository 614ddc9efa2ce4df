package io.runtruth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A way to a database that can fall silent as a failover does that closes nothing: what is connected stays
/// connected, and nothing comes over it any more, while new connections are passed on.
public final class SilentProxy implements AutoCloseable {

    private final ServerSocket door;
    private final URI behind;
    private final TestDatabase.Database database;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();

    private SilentProxy(ServerSocket door, URI behind, TestDatabase.Database database) {
        this.door = door;
        this.behind = behind;
        this.database = database;
    }

    /// @param database whose address has a host and a port
    public static SilentProxy to(TestDatabase.Database database) {
        try {
            var behind = URI.create(database.url().substring("jdbc:".length()));
            var door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            var url = database.url().replace(behind.getAuthority(), "127.0.0.1:" + door.getLocalPort());
            var proxy =
                    new SilentProxy(door, behind, new TestDatabase.Database(url, database.user(), database.password()));
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The database by this way.
    public TestDatabase.Database database() {
        return database;
    }

    /// Nothing comes over what is connected now, in either direction, for good.
    public void silence() {
        lines.forEach(Line::silence);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                passOn(door.accept());
            } catch (IOException _) {
                // the door was closed
            }
        }
    }

    private void passOn(Socket client) throws IOException {
        try {
            var line = new Line(client, new Socket(behind.getHost(), behind.getPort()));
            lines.add(line);
            Thread.ofVirtual().start(() -> line.pass(line.client, line.server));
            Thread.ofVirtual().start(() -> line.pass(line.server, line.client));
        } catch (IOException _) {
            // the database is away: whoever asks is told so
            client.close();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.forEach(Line::close);
    }

    private static final class Line {

        private final Socket client;
        private final Socket server;
        private volatile boolean silent;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void silence() {
            silent = true;
        }

        void pass(Socket from, Socket to) {
            var buffer = new byte[16_384];
            try {
                int read;
                while ((read = from.getInputStream().read(buffer)) >= 0) {
                    if (!silent) {
                        to.getOutputStream().write(buffer, 0, read);
                    }
                }
            } catch (IOException _) {
                // as the end of one side
            }
            if (!silent) {
                close();
            }
        }

        void close() {
            try (client;
                    server) {
                silent = true;
            } catch (IOException _) {
                // it is gone already
            }
        }
    }
}
