package io.runtruth.packs.chain;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A ZIP as exports are written, and no other: nothing packed, one file behind the other from the first
/// byte, the list of them, and the end. So no two programs see another content in it, nothing lies between,
/// and it costs no more than it is long.
final class StoredArchive {

    private static final long MOST_BYTES = 512L << 20;
    private static final int MOST_FILES = 100;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final int LOCAL = 0x04034b50;
    private static final int LISTED = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_BYTES = 30;
    private static final int LISTED_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final int NAMES_ARE_UTF_8 = 1 << 11;

    private final FileChannel file;
    private final Map<String, ArchivedFile> files = new LinkedHashMap<>();

    private StoredArchive(FileChannel file) {
        this.file = file;
    }

    /// Whether it begins as a ZIP at all, and is no larger than any that is read.
    static boolean isOne(FileChannel file) throws IOException {
        return file.size() >= LOCAL_BYTES
                && file.size() <= MOST_BYTES
                && new StoredArchive(file).read(0, 4).getInt(0) == LOCAL;
    }

    /// @throws NotAsExported where it is another kind of ZIP, or was changed
    static StoredArchive of(FileChannel file) throws IOException, NotAsExported {
        var archive = new StoredArchive(file);
        archive.readAll();
        return archive;
    }

    Map<String, ArchivedFile> files() {
        return files;
    }

    /// The bytes of one of [#files()].
    InputStream content(ArchivedFile stored) {
        return new BufferedInputStream(new Part(stored.at, stored.bytes), 1 << 16);
    }

    private void readAll() throws IOException, NotAsExported {
        var listed = new ArrayList<Head>();
        long at = 0;
        for (var head = local(at); head != null; head = local(at)) {
            if (listed.size() == MOST_FILES) {
                throw new NotAsExported("it holds more files than any export");
            }
            listed.add(head);
            var content = at + LOCAL_BYTES + head.name.length();
            if (files.put(head.name, new ArchivedFile(content, head.bytes, head.crc)) != null) {
                throw new NotAsExported("it holds two files of one name");
            }
            at = content + head.bytes;
        }
        requireList(listed, at);
    }

    /// @return null where the files end
    private @Nullable Head local(long at) throws IOException, NotAsExported {
        var start = read(at, 4).getInt(0);
        if (start == LISTED) {
            return null;
        }
        if (start != LOCAL) {
            throw new NotAsExported("something lies between its files");
        }
        var head = read(at, LOCAL_BYTES);
        return head(at, head.position(6), read(at + LOCAL_BYTES, nameLength(head.getShort(26))));
    }

    /// @param fields both kinds of heads have the same ones, from the flags on
    private static Head head(long at, ByteBuffer fields, ByteBuffer nameBytes) throws NotAsExported {
        var from = fields.position();
        var packed = fields.getInt(from + 12);
        var bytes = fields.getInt(from + 16);
        if ((fields.getShort(from) & ~NAMES_ARE_UTF_8) != 0 || fields.getShort(from + 2) != 0 || packed != bytes) {
            throw new NotAsExported("a file in it is packed or locked: it is not the file that was exported");
        }
        if (fields.getShort(from + 22) != 0 || bytes < 0) {
            throw new NotAsExported("a file in it has what no export has");
        }
        var name = StandardCharsets.ISO_8859_1.decode(nameBytes).toString();
        if (!NAME.matcher(name).matches()) {
            throw new NotAsExported("a file in it has a name that no export has");
        }
        return new Head(name, fields.getInt(from + 8), bytes, at);
    }

    private static int nameLength(short length) throws NotAsExported {
        if (length < 1 || length > 100) {
            throw new NotAsExported("a file in it has a name that no export has");
        }
        return length;
    }

    private void requireList(List<Head> heads, long from) throws IOException, NotAsExported {
        var at = from;
        for (var expected : heads) {
            var listed = read(at, LISTED_BYTES);
            var name = read(at + LISTED_BYTES, nameLength(listed.getShort(28)));
            if (listed.getInt(0) != LISTED
                    || !head(listed.getInt(42), listed.position(8), name).equals(expected)
                    // comment, disk and what kind of file it is: a link would be one
                    || listed.getShort(32) != 0
                    || listed.getInt(34) != 0
                    || listed.getInt(38) != 0) {
                throw new NotAsExported("its list of files is not of what lies in it");
            }
            at += LISTED_BYTES + expected.name.length();
        }
        var end = read(at, END_BYTES);
        if (end.getInt(0) != END
                || end.getInt(4) != 0
                || end.getShort(8) != heads.size()
                || end.getShort(10) != heads.size()
                || end.getInt(12) != at - from
                || end.getInt(16) != from
                || end.getShort(20) != 0
                || at + END_BYTES != file.size()) {
            throw new NotAsExported("its end is not that of an export");
        }
    }

    private ByteBuffer read(long at, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) >= 0) {
            // what is missing at the end stays zero, which is no mark of anything
        }
        return bytes.clear();
    }

    /// @param at of its first byte
    record ArchivedFile(long at, long bytes, int crc) {}

    /// @param at of the head before its content
    private record Head(String name, int crc, long bytes, long at) {}

    private final class Part extends InputStream {

        private final long end;
        private long at;

        private Part(long at, long bytes) {
            this.at = at;
            this.end = at + bytes;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (at == end) {
                return -1;
            }
            var read = file.read(ByteBuffer.wrap(into, offset, (int) Math.min(length, end - at)), at);
            at += Math.max(read, 0);
            return read;
        }
    }
}
