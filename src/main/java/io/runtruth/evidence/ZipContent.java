package io.runtruth.evidence;

import io.runtruth.shared.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// The one file that a ZIP holds, read from front to back while it comes in. Folders, and what systems put beside
/// the files of people (`__MACOSX`, names that begin with a dot), do not count; a second file is refused at its
/// name, and nothing is ever written under a name from within. What the ZIP says of itself at its end has to be
/// there, and to fit: one that was cut off between two files looks whole from its front.
final class ZipContent extends InputStream {

    private static final int MOST_ENTRIES = 1_000;
    private static final int SHOWN_NAME = 120;
    private static final int BUFFER_BYTES = 1 << 14;
    private static final String OF_MAC = "__MACOSX";

    private final Tail sent;
    private final IntConsumer passingOver;
    private final ZipInputStream zip;
    private final byte[] nowhere = new byte[BUFFER_BYTES];
    private final String name;
    private int entries;
    private boolean isAtEnd;

    /// Reads up to the first byte of the file.
    ///
    /// @param passingOver is told of each portion that was unpacked and does not count, and may refuse it
    /// @throws Problem.InvalidInput `evidence.zip_empty`, `evidence.zip_entries`
    /// @throws IOException where it is not whole, or locked
    ZipContent(InputStream in, IntConsumer passingOver) throws IOException {
        this.sent = new Tail(in);
        this.passingOver = passingOver;
        // whatever code page its names are in: they are only shown
        this.zip = new ZipInputStream(sent, StandardCharsets.ISO_8859_1);
        try {
            this.name = onlyFile();
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private String onlyFile() throws IOException {
        var file = nextFile();
        if (file == null) {
            requireWhole();
            throw new Problem.InvalidInput("evidence.zip_empty");
        }
        return file;
    }

    /// Of the file, without the folders it lies in; may be of any characters.
    String name() {
        return name;
    }

    /// The next entry that counts, as the last part of its name; null behind the last one.
    private @Nullable String nextFile() throws IOException {
        for (var entry = nextEntry(); entry != null; entry = nextEntry()) {
            if (++entries > MOST_ENTRIES) {
                throw new Problem.InvalidInput("evidence.zip_entries", MOST_ENTRIES);
            }
            var parts = entry.getName().split("[/\\\\]", -1);
            if (isFile(parts)) {
                return parts[parts.length - 1];
            }
            skip(entry);
        }
        return null;
    }

    private @Nullable ZipEntry nextEntry() throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new ZipException("an entry that contradicts itself");
        }
    }

    private static boolean isFile(String[] parts) {
        var isSystems = Arrays.stream(parts)
                .filter(part -> !part.equals(".") && !part.equals(".."))
                .anyMatch(part -> part.startsWith(".") || part.equals(OF_MAC));
        return !isSystems && !parts[parts.length - 1].isEmpty();
    }

    /// Also where a folder has content, which none has.
    private void skip(ZipEntry entry) throws IOException {
        for (int read = zip.read(nowhere); read >= 0; read = zip.read(nowhere)) {
            if (entry.isDirectory() && read > 0) {
                throw new ZipException("a folder with content");
            }
            passingOver.accept(read);
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (isAtEnd) {
            return -1;
        }
        int read = zip.read(into, offset, length);
        if (read < 0) {
            isAtEnd = true;
            var another = nextFile();
            if (another != null) {
                throw new Problem.InvalidInput("evidence.zip_files", shown(name), shown(another));
            }
            requireWhole();
        }
        return read;
    }

    private static String shown(String name) {
        var clean = Upload.printable(name, SHOWN_NAME);
        return clean.isEmpty() ? "?" : clean;
    }

    /// Behind its entries, a ZIP lists them all once more, and says how many there are.
    private void requireWhole() throws IOException {
        sent.drain(nowhere);
        if (!sent.saysEntries(entries)) {
            throw new ZipException("not a whole ZIP");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /// What is read, and the last of it, for as long as a comment at the end of a ZIP can be.
    private static final class Tail extends InputStream {

        private static final int RECORD = 22;
        private static final int COUNT_AT = 10;
        private static final int COMMENT_AT = 20;
        private static final int KEPT = 1 << 17;
        private static final int MANY = 0xFFFF;

        private final InputStream in;
        private final byte[] last = new byte[KEPT];
        private long bytes;

        Tail(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, Math.min(length, KEPT));
            if (read > 0) {
                int at = (int) (bytes % KEPT);
                int first = Math.min(read, KEPT - at);
                System.arraycopy(into, offset, last, at, first);
                System.arraycopy(into, offset + first, last, 0, read - first);
                bytes += read;
            }
            return read;
        }

        void drain(byte[] nowhere) throws IOException {
            var read = 0;
            while (read >= 0) {
                read = read(nowhere, 0, nowhere.length);
            }
        }

        /// The record at the end is found from behind, as by every program: its comment ends where the file does.
        boolean saysEntries(int entries) {
            for (int comment = 0; comment <= MANY && comment + RECORD <= bytes; comment++) {
                long record = bytes - comment - RECORD;
                if (isRecord(record) && number(record + COMMENT_AT) == comment) {
                    int said = number(record + COUNT_AT);
                    return said == entries || said == MANY;
                }
            }
            return false;
        }

        private boolean isRecord(long at) {
            return at(at) == 'P' && at(at + 1) == 'K' && at(at + 2) == 5 && at(at + 3) == 6;
        }

        private int number(long at) {
            return at(at) | at(at + 1) << 8;
        }

        private int at(long at) {
            return last[(int) (at % KEPT)] & 0xFF;
        }

        @Override
        public void close() {
            // whoever sent it is not done with
        }
    }
}
