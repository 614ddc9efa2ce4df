package io.runtruth.node.quick;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/// What starts of one jar on one JVM have learned: `quick-start/<key>` in the data folder, with the jar in
/// parts, the JVM's cache, and a list of all of it, which is written last.
public record QuickFolder(Path path) {

    static final String JAR = "runtruth.jar";
    static final String CACHE = "runtruth.aot";

    private static final String HOME = "quick-start";
    private static final String READY = "ready";
    private static final String LOCK = "lock";

    /// Another one where what lies in a folder means something else.
    private static final String FORMAT = "1";

    private static final String ONLY_OWNER = "rwx------";

    /// The folder of this jar, there or not.
    public static QuickFolder of(Path data, Path jar) throws IOException {
        return new QuickFolder(data.toAbsolutePath().normalize().resolve(HOME).resolve(key(jar)));
    }

    /// The folder that this jar is in, where it is such a folder.
    public static Optional<QuickFolder> around(Path jar) {
        return Optional.ofNullable(jar.toAbsolutePath().getParent())
                .map(QuickFolder::new)
                .filter(it -> it.jar().endsWith(jar.getFileName()) && it.home().endsWith(HOME));
    }

    /// By the jar's own list of entries, which has a check sum of each: two builds may be of one size and
    /// time.
    private static String key(Path jar) throws IOException {
        var known = new StringBuilder(FORMAT);
        for (var property : List.of("java.home", "java.vm.vendor", "java.vm.version", "os.arch")) {
            known.append(System.getProperty(property)).append('\n');
        }
        try (var zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .forEach(entry -> known.append(entry.getName())
                            .append(' ')
                            .append(entry.getCrc())
                            .append('\n'));
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(known.toString().getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Whether the jar is still the one that it was.
    boolean isOf(Path jar) throws IOException {
        return path.endsWith(key(jar));
    }

    /// Where the folders of other jars lie too.
    Path home() {
        return path.resolveSibling("");
    }

    Path jar() {
        return path.resolve(JAR);
    }

    Path cache() {
        return path.resolve(CACHE);
    }

    /// Whether it can be started from: whole, as it was made, and nobody else's.
    public boolean isReady() throws IOException {
        return Files.exists(path.resolve(READY))
                && isOfThisUserAlone()
                && Files.readAllLines(path.resolve(READY)).equals(content());
    }

    /// Another user of the machine could have put a folder there, where the data folder is below the
    /// current one.
    private boolean isOfThisUserAlone() throws IOException {
        return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(Path.of("/proc/self")))
                && PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))
                        .equals(ONLY_OWNER);
    }

    /// What follows is no start from here.
    void forget() throws IOException {
        Files.deleteIfExists(path.resolve(READY));
    }

    /// Says of a folder in which all is made that it can be started from.
    void finish() throws IOException {
        Files.write(path.resolve(READY), content());
    }

    /// A line for each file, with its size and its time.
    private List<String> content() throws IOException {
        var lines = new ArrayList<String>();
        try (var files = Files.find(path, 2, (_, attributes) -> attributes.isRegularFile())) {
            for (var file : (Iterable<Path>) files.sorted()::iterator) {
                var name = path.relativize(file).toString();
                if (!List.of(READY, LOCK).contains(name)) {
                    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    lines.add(attributes.size() + " "
                            + attributes.lastModifiedTime().toMillis() + " " + name);
                }
            }
        }
        return lines;
    }

    /// Keeps the folder from being removed as long as it is open. Null where the system has no such thing.
    @Nullable
    FileChannel use() {
        try {
            var channel = lock();
            channel.lock(0, Long.MAX_VALUE, true);
            return channel;
        } catch (IOException _) {
            return null;
        }
    }

    /// Removes the folder.
    ///
    /// @return false where a process runs from it
    boolean remove() throws IOException {
        if (!Files.exists(path)) {
            return true;
        }
        try (var channel = lock()) {
            if (channel.tryLock() == null) {
                return false;
            }
            forget();
            FileSystemUtils.deleteRecursively(path);
            return true;
        }
    }

    private FileChannel lock() throws IOException {
        return FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
