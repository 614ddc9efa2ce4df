package io.runtruth.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/// Where files lie while they are worked with: a folder of this node alone, made when it is first needed.
///
/// @param prefix of the files' names, which are random otherwise
public record SpoolFolder(Path path, String prefix) {

    /// With less room than this on the disk, what could not be written failed for want of it.
    private static final long FULL_BYTES = 1L << 20;

    private static final String SUFFIX = ".part";

    /// An empty file that only its owner may read.
    public Path newFile() throws IOException {
        makeFolder();
        return Files.createTempFile(path, prefix, SUFFIX);
    }

    /// For its owner alone, also where it is the first of the data folder.
    private void makeFolder() throws IOException {
        if (!Files.isDirectory(path)) {
            var onlyOwner =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                            }
                            : new FileAttribute<?>[0];
            Files.createDirectories(path, onlyOwner);
        }
    }

    /// What went wrong while writing here.
    ///
    /// @return [Problem.NoRoom] where the disk is full
    public RuntimeException fault(IOException e) {
        return isFull() ? new Problem.NoRoom() : new UncheckedIOException(e);
    }

    private boolean isFull() {
        try {
            return Files.getFileStore(path).getUsableSpace() < FULL_BYTES;
        } catch (IOException _) {
            // not known: what went wrong first is told as it is
            return false;
        }
    }

    /// Removes what a node that was stopped has left.
    public void removeOlderThan(Instant limit) {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (var files = Files.newDirectoryStream(path, prefix + "*" + SUFFIX)) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
