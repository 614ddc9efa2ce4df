package io.runtruth.node.embedded;

import io.runtruth.shared.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Collectors;

/// The folder that a node keeps between starts: the embedded database, its programs, and generated secrets. Only its
/// owner may read it.
public record DataFolder(Path path) {

    /// 32 characters, five bits each, none of which is mistaken for another when it is typed.
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int SECRET_LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Opens the folder, and makes it where it is missing.
    public static DataFolder open(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path, onlyOwner("rwx------"));
            }
            return new DataFolder(path.toRealPath());
        } catch (IOException _) {
            throw new StartRefused(
                    "The data folder %s cannot be used: make it a folder that this user may write, or set "
                            + "RUNTRUTH_DATA_DIR to another one.",
                    path.toAbsolutePath().normalize());
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /// Takes the folder for this process until it ends, however it ends.
    FileChannel lock() {
        try {
            var channel = FileChannel.open(resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException _) {
            throw new StartRefused(
                    "The data folder %s cannot be written by this user: set RUNTRUTH_DATA_DIR to another one.", path);
        }
        throw new StartRefused(
                "Another copy of Runtruth uses the data folder %s: stop it, or start this one with another "
                        + "RUNTRUTH_DATA_DIR and SERVER_PORT.",
                path);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /// The secret of this name, 80 random bits: made at first use, the same ever after.
    public String secret(String name) throws IOException {
        var file = resolve(name);
        if (!Files.exists(file)) {
            var unfinished = Files.createTempFile(path, name, ".new", onlyOwner("rw-------"));
            Files.writeString(unfinished, newSecret());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private static String newSecret() {
        return RANDOM.ints(SECRET_LENGTH, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private static FileAttribute<?>[] onlyOwner(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
