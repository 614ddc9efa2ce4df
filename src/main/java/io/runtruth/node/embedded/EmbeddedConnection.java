package io.runtruth.node.embedded;

import io.runtruth.shared.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// The embedded database as Spring sees it: it starts beside the application's context, and is waited for only
/// where that first needs a connection.
///
/// It is stopped after the context was closed, by a shutdown handler of `main`, so that jobs can finish their work.
public final class EmbeddedConnection implements JdbcConnectionDetails {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedConnection.class);

    private final FileChannel lock;
    private final CompletableFuture<EmbeddedDatabase> starting;

    private EmbeddedConnection(FileChannel lock, CompletableFuture<EmbeddedDatabase> starting) {
        this.lock = lock;
        this.starting = starting;
    }

    /// Takes the folder and begins to start its database.
    ///
    /// @throws StartRefused where another process has the folder
    public static EmbeddedConnection start(DataFolder folder) {
        return new EmbeddedConnection(
                folder.lock(),
                CompletableFuture.supplyAsync(() -> EmbeddedDatabase.start(folder), Thread::startVirtualThread));
    }

    @Override
    public String getJdbcUrl() {
        return starting.join().url();
    }

    @Override
    public String getUsername() {
        return EmbeddedDatabase.USER;
    }

    @Override
    public String getPassword() {
        return starting.join().password();
    }

    /// Waits for the start if it is under way, stops the database, and gives the folder free.
    public void stop() {
        try (lock) {
            starting.join().close();
        } catch (CompletionException _) {
            // it never started, and the start said why
        } catch (IOException e) {
            LOG.warn("the embedded PostgreSQL could not be stopped: {}", e.getMessage());
        }
    }
}
