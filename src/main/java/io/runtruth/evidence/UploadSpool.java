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
import org.springframework.stereotype.Component;

/// Where uploads lie while they are read: files of random names in `uploads` of the data folder, gone when the
/// reading ends. What a stopped node left is removed later.
@Component
class UploadSpool {

    private static final long MAX_BYTES = 256L << 20;
    /// With less room than this on the disk, what could not be written failed for want of it.
    private static final long FULL_BYTES = 1L << 20;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    UploadSpool(UploadFolder folder) {
        this.folder = folder.path();
    }

    /// Writes and hashes the content.
    ///
    /// @throws Problem.InvalidInput `evidence.too_large` as soon as it is; `evidence.not_whole` where the sender
    ///     breaks off, or says of the content what is not so
    Spooled receive(InputStream content) {
        try {
            makeFolder();
            var path = Files.createTempFile(folder, "upload-", ".part");
            try {
                return copy(content, path);
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

    private static Spooled copy(InputStream content, Path path) throws IOException {
        var sha256 = sha256();
        var buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(path)) {
            for (int read = read(content, buffer); read >= 0; read = read(content, buffer)) {
                size += read;
                if (size > MAX_BYTES) {
                    throw new Problem.InvalidInput("evidence.too_large", MAX_BYTES >> 20);
                }
                sha256.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        return new Spooled(path, size, "sha256:" + HexFormat.of().formatHex(sha256.digest()));
    }

    /// What comes from outside fails for reasons of the one who sends it; what is written here does not.
    private static int read(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw new Problem.InvalidInput("evidence.not_whole");
        }
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

    /// An upload on disk, until it is closed.
    record Spooled(Path path, long sizeBytes, String digest) implements AutoCloseable {

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
