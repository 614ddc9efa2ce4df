package io.runtruth.node.embedded;

import io.runtruth.shared.StartRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The file of a backup: a ZIP that begins with a mark, by which a foreign file is refused, and ends with another, by
/// which one is that was not finished. Between them the cluster's files under `postgres/` and what else the data
/// folder keeps under `kept/`.
final class BackupArchive {

    static final String CLUSTER = "postgres/";
    static final String KEPT = "kept/";

    private static final String MARK = "runtruth-backup";
    private static final String END = "runtruth-backup-end";
    private static final String FORMAT = "1";

    private BackupArchive() {}

    /// @param postgres major version of the server whose files they are
    static Writer write(OutputStream out, String postgres) throws IOException {
        var writer = new Writer(new ZipOutputStream(out, StandardCharsets.UTF_8));
        writer.zip.setLevel(Deflater.BEST_SPEED);
        writer.text(MARK, FORMAT + " " + postgres);
        return writer;
    }

    /// @param postgres the only major version that is taken
    static ZipFile open(Path file, String postgres) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new StartRefused("There is no file %s that can be read.", file);
        }
        try {
            var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
            try {
                check(zip, file, postgres);
                return zip;
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (ZipException _) {
            throw foreign(file);
        }
    }

    private static void check(ZipFile zip, Path file, String postgres) throws IOException {
        var mark = zip.getEntry(MARK);
        if (mark == null || zip.getEntry(END) == null) {
            throw foreign(file);
        }
        var said = new String(zip.getInputStream(mark).readNBytes(100), StandardCharsets.UTF_8);
        if (!said.equals(FORMAT + " " + postgres)) {
            throw new StartRefused(
                    "%s is a backup of another PostgreSQL version: restore it with the release of Runtruth that made "
                            + "it, and upgrade then.",
                    file);
        }
    }

    private static StartRefused foreign(Path file) {
        return new StartRefused("%s is no backup of Runtruth, or not a whole one.", file);
    }

    /// Unpacks the entries below a prefix.
    ///
    /// @throws IOException also where one is not as it was written, or would lie elsewhere
    static void unpack(ZipFile zip, String prefix, Path folder) throws IOException {
        for (var entries = zip.entries(); entries.hasMoreElements(); ) {
            var entry = entries.nextElement();
            if (entry.getName().startsWith(prefix)) {
                unpack(zip, entry, inside(folder, entry.getName().substring(prefix.length())));
            }
        }
    }

    private static Path inside(Path folder, String name) throws IOException {
        var target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("an entry lies elsewhere: " + name);
        }
        return target;
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            DataFolder.makeFolder(target);
            return;
        }
        var read = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
        try (InputStream in = read) {
            DataFolder.writeNew(target, in);
        }
        if (read.getChecksum().getValue() != entry.getCrc()) {
            throw new IOException("it is damaged at " + entry.getName());
        }
    }

    /// Names of the entries directly below a prefix.
    static Set<String> names(ZipFile zip, String prefix) {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                .map(name -> name.substring(prefix.length()))
                .collect(java.util.stream.Collectors.toSet());
    }

    /// Whole only once it was closed.
    static final class Writer implements AutoCloseable {

        private final ZipOutputStream zip;

        private Writer(ZipOutputStream zip) {
            this.zip = zip;
        }

        void folder(String name) throws IOException {
            zip.putNextEntry(new ZipEntry(name + "/"));
            zip.closeEntry();
        }

        /// @return false where the file was there no more
        boolean file(String name, Path file) throws IOException {
            try (var in = Files.newInputStream(file)) {
                zip.putNextEntry(new ZipEntry(name));
                in.transferTo(zip);
                zip.closeEntry();
                return true;
            } catch (java.nio.file.NoSuchFileException _) {
                return false;
            }
        }

        void text(String name, String text) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }

        void finish() throws IOException {
            text(END, "");
            zip.finish();
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
