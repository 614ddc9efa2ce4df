package io.runtruth.evidence;

import io.runtruth.shared.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where uploads lie while they are read: files of random names in `uploads` of the data folder, gone when the
/// reading ends. What a stopped node left is removed later.
@Component
class UploadSpool {

    /// With less room than this on the disk, what could not be written failed for want of it.
    private static final long FULL_BYTES = 1L << 20;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    UploadSpool(UploadFolder folder) {
        this.folder = folder.path();
    }

    /// Unpacks, writes and hashes the content. What counts as the file from here on is what was packed.
    ///
    /// @param arriving is told of each portion before it is written, and may refuse it
    /// @throws Problem.InvalidInput `evidence.too_large` as soon as it is; `evidence.not_whole` where the sender
    ///     breaks off, or says of the content what is not so; `evidence.zip_…`, `evidence.packed_…`
    Spooled receive(InputStream content, IntConsumer arriving) {
        try (var unpacked = Unpacked.of(content)) {
            makeFolder();
            var path = Files.createTempFile(folder, "upload-", ".part");
            try {
                return copy(unpacked, path, arriving);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(path);
                throw e;
            }
        } catch (IOException e) {
            throw isFull() ? new Problem.NoRoom() : new UncheckedIOException(e);
        }
    }

    private boolean isFull() {
        try {
            return Files.getFileStore(folder).getUsableSpace() < FULL_BYTES;
        } catch (IOException _) {
            // not known: what went wrong first is told as it is
            return false;
        }
    }

    /// For its owner alone, also where it is the first of the data folder.
    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            var onlyOwner =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                            }
                            : new FileAttribute<?>[0];
            Files.createDirectories(folder, onlyOwner);
        }
    }

    private static Spooled copy(Unpacked content, Path path, IntConsumer arriving) throws IOException {
        var sha256 = sha256();
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Removes what a node that was stopped has left.
    void removeOlderThan(Instant limit) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder, "upload-*.part")) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
