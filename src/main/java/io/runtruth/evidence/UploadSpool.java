package io.runtruth.evidence;

import io.runtruth.shared.Problem;
import io.runtruth.shared.Sha256;
import io.runtruth.shared.SpoolFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where uploads lie while they are read: files of random names in `uploads` of the data folder, gone when the
/// reading ends. What a stopped node left is removed later.
@Component
class UploadSpool {

    private static final int BUFFER_BYTES = 1 << 16;

    private final SpoolFolder folder;

    UploadSpool(UploadFolder folder) {
        this.folder = new SpoolFolder(folder.path(), "upload-");
    }

    /// Unpacks, writes and hashes the content. What counts as the file from here on is what was packed.
    ///
    /// @param arriving is told of each portion before it is written, and may refuse it
    /// @throws Problem.InvalidInput `evidence.too_large` as soon as it is; `evidence.not_whole` where the sender
    ///     breaks off, or says of the content what is not so; `evidence.zip_…`, `evidence.packed_…`
    Spooled receive(InputStream content, IntConsumer arriving) {
        try (var unpacked = Unpacked.of(content)) {
            var path = folder.newFile();
            try {
                return copy(unpacked, path, arriving);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(path);
                throw e;
            }
        } catch (IOException e) {
            throw folder.fault(e);
        }
    }

    private static Spooled copy(Unpacked content, Path path, IntConsumer arriving) throws IOException {
        var sha256 = Sha256.begin();
        var buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(path)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                if (size > Upload.MOST_BYTES) {
                    throw Upload.tooLarge();
                }
                arriving.accept(read);
                sha256.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        var digest = "sha256:" + HexFormat.of().formatHex(sha256.digest());
        return new Spooled(path, size, digest, content.isPacked(), content.name());
    }

    /// Removes what a node that was stopped has left.
    void removeOlderThan(Instant limit) {
        folder.removeOlderThan(limit);
    }

    /// An upload on disk, unpacked, until it is closed.
    ///
    /// @param name as the archive calls the file; null where there is none, or it does not
    record Spooled(
            Path path,
            long sizeBytes,
            String digest,
            boolean isPacked,
            @Nullable String name) implements AutoCloseable {

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
