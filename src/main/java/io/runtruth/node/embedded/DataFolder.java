package io.runtruth.node.embedded;

import io.runtruth.shared.StartRefused;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The folder that a node keeps between starts: the embedded database, its programs, and generated secrets. Only
/// its owner may read it and what is in it.
public record DataFolder(Path path) {

    /// 32 characters, five bits each, none of which is mistaken for another when it is typed.
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    /// 130 bits.
    private static final int SECRET_LENGTH = 26;

    /// 80 bits, for what people type.
    private static final int PASSWORD_LENGTH = 16;

    private static final String LOCK = "lock";

    private static final String FILE_MODE = "rw-------";
    private static final String FOLDER_MODE = "rwx------";
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Opens the folder, and makes it where it is missing.
    public static DataFolder open(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                makeFolder(path);
            }
            var folder = new DataFolder(path.toRealPath());
            folder.close();
            return folder;
        } catch (IOException _) {
            throw new StartRefused(
                    "The data folder %s cannot be used: make it a folder that this user may write, or set "
                            + "RUNTRUTH_DATA_DIR to another one.",
                    path.toAbsolutePath().normalize());
        }
    }

    /// Takes rights of others away that an older version, or somebody, has left. The lock is not touched: its mode is
    /// changed through a descriptor, and a process that has the lock loses it when it closes any descriptor of that
    /// file.
    private void close() throws IOException {
        keepForOwner(path);
        try (var entries = Files.newDirectoryStream(path, entry -> !entry.endsWith(LOCK))) {
            for (var entry : entries) {
                keepForOwner(entry);
            }
        }
    }

    /// Makes a folder, and those above it that are missing, for its owner alone.
    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder, onlyOwner(FOLDER_MODE));
    }

    /// Leaves it to its owner alone; what is another user's stays as it is.
    static void keepForOwner(Path entry) throws IOException {
        var view = Files.getFileAttributeView(entry, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null || Files.isSymbolicLink(entry)) {
            return;
        }
        var mode = Files.isDirectory(entry) || isProgram(view) ? FOLDER_MODE : FILE_MODE;
        try {
            view.setPermissions(PosixFilePermissions.fromString(mode));
        } catch (FileSystemException _) {
            // not ours to change
        }
    }

    private static boolean isProgram(PosixFileAttributeView view) throws IOException {
        return view.readAttributes().permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /// Writes a file that is not there yet, for its owner alone.
    static void writeNew(Path file, InputStream content) throws IOException {
        var parent = file.getParent();
        if (parent != null) {
            makeFolder(parent);
        }
        try (var out = newFile(file)) {
            content.transferTo(out);
            out.getChannel().force(true);
        }
    }

    /// Opens a file that is not there yet, for its owner alone.
    static FileOutputStream newFile(Path file) throws IOException {
        Files.createFile(file, onlyOwner(FILE_MODE));
        return new FileOutputStream(file.toFile());
    }

    /// Takes the folder for this process until it ends, however it ends.
    FileChannel lock() {
        return tryLock()
                .orElseThrow(() -> new StartRefused(
                        "Another copy of Runtruth uses the data folder %s: stop it, or start this one with another "
                                + "RUNTRUTH_DATA_DIR and SERVER_PORT.",
                        path));
    }

    /// Empty where another process has it.
    public Optional<FileChannel> tryLock() {
        try {
            var channel = FileChannel.open(
                    resolve(LOCK), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), onlyOwner(FILE_MODE));
            if (isLocked(channel)) {
                return Optional.of(channel);
            }
            channel.close();
            return Optional.empty();
        } catch (IOException _) {
            throw new StartRefused(
                    "The data folder %s cannot be written by this user: set RUNTRUTH_DATA_DIR to another one.", path);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /// The secret of this name, 130 random bits: made at first use, the same ever after.
    public String secret(String name) throws IOException {
        return kept(name, SECRET_LENGTH);
    }

    /// The password of this name, short enough to be typed: made at first use, the same ever after.
    public String password(String name) throws IOException {
        return kept(name, PASSWORD_LENGTH);
    }

    private String kept(String name, int length) throws IOException {
        var file = resolve(name);
        if (!Files.exists(file)) {
            var unfinished = Files.createTempFile(path, name, ".new", onlyOwner(FILE_MODE));
            Files.writeString(unfinished, random(length));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private static String random(int length) {
        return RANDOM.ints(length, 0, LETTERS.length())
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
