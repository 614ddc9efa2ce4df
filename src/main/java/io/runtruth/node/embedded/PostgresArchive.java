package io.runtruth.node.embedded;

import io.runtruth.shared.StartRefused;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/// The PostgreSQL programs that come with the console. They are unpacked into the data folder and not into a shared
/// temporary one, where another user of the machine could have put programs of the same name.
final class PostgresArchive {

    private static final int OWNER_EXECUTES = 0100;

    private PostgresArchive() {}

    /// The folder with `bin`, `lib` and `share`: `programs-<digest>`, unpacked at the first start of each version.
    static Path unpackInto(DataFolder data) throws IOException {
        var archive = read();
        var folder = data.resolve("programs-" + digest(archive));
        if (!Files.isDirectory(folder)) {
            removeOthers(data);
            var unfinished = data.resolve("programs.new");
            unpack(archive, unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return folder;
    }

    private static byte[] read() throws IOException {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var machine = System.getProperty("os.arch");
        try (var archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                system.startsWith("mac") ? "darwin" : system.startsWith("windows") ? "windows" : system,
                machine.equals("amd64") ? "x86_64" : machine)) {
            return archive.readAllBytes();
        } catch (IllegalStateException _) {
            throw new StartRefused(
                    "This build has no embedded PostgreSQL for %s on %s: set SPRING_DATASOURCE_URL to use a "
                            + "PostgreSQL of your own.",
                    System.getProperty("os.name"), machine);
        }
    }

    private static String digest(byte[] archive) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(sha256, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void removeOthers(DataFolder data) throws IOException {
        try (var others = Files.newDirectoryStream(data.path(), "programs*")) {
            for (var other : others) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        DataFolder.makeFolder(folder);
        try (InputStream compressed = new XZInputStream(new ByteArrayInputStream(archive));
                var tar = new TarArchiveInputStream(compressed)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, folder.resolve(entry.getName()));
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            DataFolder.makeFolder(target);
            return;
        }
        var parent = target.getParent();
        if (parent != null) {
            DataFolder.makeFolder(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & OWNER_EXECUTES) != 0 && !target.toFile().setExecutable(true)) {
            throw new IOException(target + " cannot be made executable");
        }
        DataFolder.keepForOwner(target);
    }
}
