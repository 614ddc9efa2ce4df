package io.runtruth.restore;

import io.runtruth.shared.Problem;
import io.runtruth.shared.SpoolFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Where an archive lies while it is read: a file of a random name in `snapshots` of the data folder, gone when
/// the reading ends. What a stopped node left is removed later.
@Component
class SnapshotSpool {

    private static final int BUFFER_BYTES = 1 << 16;

    private final SpoolFolder folder;

    SnapshotSpool(RestoreSettings settings) {
        this.folder = new SpoolFolder(settings.spool(), "archive-");
    }

    /// @throws Problem.InvalidInput `snapshot.archive_large`; `snapshot.not_whole` where the sender breaks off
    SpooledArchive receive(InputStream content) {
        try {
            var path = folder.newFile();
            try {
                copy(content, path);
                return new SpooledArchive(path);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(path);
                throw e;
            }
        } catch (IOException e) {
            throw folder.fault(e);
        }
    }

    private static void copy(InputStream content, Path path) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (var out = Files.newOutputStream(path)) {
            for (int read = next(content, buffer); read >= 0; read = next(content, buffer)) {
                size += read;
                if (size > DocumentArchive.MOST_BYTES) {
                    throw new Problem.InvalidInput("snapshot.archive_large", DocumentArchive.MOST_BYTES >> 20);
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static int next(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException _) {
            throw new Problem.InvalidInput("snapshot.not_whole");
        }
    }

    void removeOlderThan(Instant limit) {
        folder.removeOlderThan(limit);
    }

    /// An archive on disk, until it is closed.
    record SpooledArchive(Path path) implements AutoCloseable {

        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
