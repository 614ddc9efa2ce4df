package io.runtruth.restore;

import io.runtruth.shared.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A ZIP of documents, read by its own list of what is in it, which has to be whole, to fit what is there, and to
/// hold nothing that would surprise (contract 12): no link, nothing locked, no two entries in one place. Nothing
/// is ever written under a name from within.
final class DocumentArchive implements AutoCloseable {

    /// Of the file itself.
    static final long MOST_BYTES = 64L << 20;

    /// Folders and what systems put beside files count too.
    private static final int MOST_ENTRIES = 2 * DocumentSet.MOST;

    private static final int MOST_TIMES = 250;
    private static final long ANY_TIMES_BYTES = 16L << 20;

    private static final int END = 0x06054b50;
    private static final int LISTED = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_BYTES = 22;
    private static final int LISTED_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int NOT_HERE_16 = 0xFFFF;
    private static final long NOT_HERE_32 = 0xFFFF_FFFFL;
    private static final int LOCKED = 1 | 1 << 6 | 1 << 13;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int UNIX = 3;
    private static final int MAC = 19;
    private static final int KIND = 0xF000;
    private static final int FILE = 0x8000;
    private static final int FOLDER = 0x4000;

    private final FileChannel file;
    private final long size;

    private DocumentArchive(FileChannel file) throws IOException {
        this.file = file;
        this.size = file.size();
    }

    static DocumentArchive open(Path path) throws IOException {
        return new DocumentArchive(FileChannel.open(path, StandardOpenOption.READ));
    }

    /// Reads each document once, in the order of the list, after the whole list was found to be in order.
    ///
    /// @throws Problem.InvalidInput `snapshot.…`, also from the set that they go into
    void read(DocumentSet into, BiConsumer<DocumentPath, byte[]> each) throws IOException {
        var listed = list();
        var documents = new ArrayList<Document>();
        for (var entry : listed) {
            if (isDocument(entry)) {
                var path = new DocumentPath(entry.name);
                into.expect(path, entry.bytes);
                documents.add(new Document(path, entry));
            }
        }
        if (documents.isEmpty()) {
            throw new Problem.InvalidInput("snapshot.empty");
        }
        requireBounded(documents);
        requireApart(listed);
        for (var document : documents) {
            each.accept(document.path, content(document.entry));
        }
    }

    /// What is a file of people's at all; that it is a document is for its path to say.
    private static boolean isDocument(Entry entry) {
        var name = entry.name;
        var names = name.split("/", -1);
        var isOwn = List.of(names).stream().noneMatch(DocumentPath::isSystems);
        if (entry.isFolder || name.endsWith("/")) {
            if (entry.bytes > 0) {
                throw unreadable();
            }
            // a folder that leads out is no better than a file that does
            if (isOwn && List.of(names).contains("..") || name.startsWith("/")) {
                throw new Problem.InvalidInput("snapshot.path_traversal", DocumentPath.shown(name));
            }
            return false;
        }
        if (List.of(names).contains("..")) {
            throw new Problem.InvalidInput("snapshot.path_traversal", DocumentPath.shown(name));
        }
        return isOwn;
    }

    private void requireBounded(List<Document> documents) {
        var unpacked = documents.stream().mapToLong(it -> it.entry.bytes).sum();
        if (unpacked > ANY_TIMES_BYTES && unpacked / MOST_TIMES > size) {
            throw new Problem.InvalidInput("snapshot.packed_too_small", MOST_TIMES);
        }
    }

    /// Entries that share their bytes are how a small file becomes a large one.
    private static void requireApart(List<Entry> entries) {
        long free = 0;
        for (var entry :
                entries.stream().sorted(Comparator.comparingLong(it -> it.at)).toList()) {
            if (entry.at < free) {
                throw unreadable();
            }
            free = entry.at + LOCAL_BYTES + entry.packed;
        }
    }

    private List<Entry> list() throws IOException {
        var end = end();
        int count = end.getShort(10) & 0xFFFF;
        long bytes = end.getInt(12) & NOT_HERE_32;
        long at = end.getInt(16) & NOT_HERE_32;
        if (count == NOT_HERE_16 || count > MOST_ENTRIES) {
            throw new Problem.InvalidInput("snapshot.too_many", DocumentSet.MOST);
        }
        if (end.getShort(4) != 0 || at == NOT_HERE_32 || at + bytes > size || bytes > Integer.MAX_VALUE) {
            throw unreadable();
        }
        var list = read(at, (int) bytes);
        var entries = new ArrayList<Entry>(count);
        for (int i = 0; i < count; i++) {
            entries.add(entry(list));
        }
        if (list.hasRemaining()) {
            throw unreadable();
        }
        return entries;
    }

    /// FoundDocument from behind, as by every program: its comment ends where the file does.
    private ByteBuffer end() throws IOException {
        int length = (int) Math.min(size, END_BYTES + LONGEST_COMMENT);
        var last = read(size - length, length);
        for (int at = length - END_BYTES; at >= 0; at--) {
            if (last.getInt(at) == END && (last.getShort(at + 20) & 0xFFFF) == length - at - END_BYTES) {
                return last.slice(at, END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw new Problem.InvalidInput("snapshot.no_zip");
    }

    private Entry entry(ByteBuffer list) {
        if (list.remaining() < LISTED_BYTES || list.getInt(list.position()) != LISTED) {
            throw unreadable();
        }
        int from = list.position();
        int host = list.get(from + 5) & 0xFF;
        int flags = list.getShort(from + 8) & 0xFFFF;
        int nameLength = list.getShort(from + 28) & 0xFFFF;
        int rest = (list.getShort(from + 30) & 0xFFFF) + (list.getShort(from + 32) & 0xFFFF);
        if (list.remaining() < LISTED_BYTES + nameLength + rest) {
            throw unreadable();
        }
        var name = name(list.slice(from + LISTED_BYTES, nameLength));
        if ((flags & LOCKED) != 0) {
            throw new Problem.InvalidInput("snapshot.locked", DocumentPath.shown(name));
        }
        var entry = new Entry(
                name,
                list.getShort(from + 10) & 0xFFFF,
                list.getInt(from + 16),
                list.getInt(from + 20) & NOT_HERE_32,
                list.getInt(from + 24) & NOT_HERE_32,
                list.getInt(from + 42) & NOT_HERE_32,
                isFolder(host, list.getInt(from + 38), name));
        if (entry.packed == NOT_HERE_32 || entry.bytes == NOT_HERE_32 || entry.at == NOT_HERE_32) {
            throw new Problem.InvalidInput("snapshot.document_large", DocumentPath.shown(name), 4);
        }
        if (entry.packed > size || entry.at > size) {
            throw unreadable();
        }
        list.position(from + LISTED_BYTES + nameLength + rest);
        return entry;
    }

    /// What is neither a file nor a folder is a link, a pipe or a device.
    private static boolean isFolder(int host, int attributes, String name) {
        int kind = host == UNIX || host == MAC ? attributes >>> 16 & KIND : 0;
        if (kind != 0 && kind != FILE && kind != FOLDER) {
            throw new Problem.InvalidInput("snapshot.link", DocumentPath.shown(name));
        }
        return kind == FOLDER;
    }

    /// Some systems write names with `\`, and many write UTF-8 without saying so.
    private static String name(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString().replace('\\', '/');
        } catch (CharacterCodingException _) {
            throw new Problem.InvalidInput("snapshot.path_letters");
        }
    }

    private byte[] content(Entry entry) throws IOException {
        var head = read(entry.at, LOCAL_BYTES);
        int nameLength = head.getShort(26) & 0xFFFF;
        int extra = head.getShort(28) & 0xFFFF;
        if (head.getInt(0) != LOCAL || head.getShort(8) != (short) entry.method) {
            throw unreadable();
        }
        if (!name(read(entry.at + LOCAL_BYTES, nameLength)).equals(entry.name)) {
            throw unreadable();
        }
        var packed = read(entry.at + LOCAL_BYTES + nameLength + extra, (int) entry.packed);
        var bytes = unpacked(entry, packed);
        var sum = new CRC32();
        sum.update(bytes);
        if ((int) sum.getValue() != entry.crc) {
            throw unreadable();
        }
        return bytes;
    }

    private static byte[] unpacked(Entry entry, ByteBuffer packed) {
        var bytes = new byte[(int) entry.bytes];
        if (entry.method == STORED && entry.packed == entry.bytes) {
            packed.get(bytes);
            return bytes;
        }
        if (entry.method != DEFLATED) {
            throw unreadable();
        }
        var inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            int read = 0;
            while (read < bytes.length && !inflater.finished()) {
                int more = inflater.inflate(bytes, read, bytes.length - read);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw unreadable();
                }
                read += more;
            }
            // at its end it gives nothing more, and says so
            if (read != bytes.length || inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw unreadable();
            }
            return bytes;
        } catch (DataFormatException _) {
            throw unreadable();
        } finally {
            inflater.end();
        }
    }

    private ByteBuffer read(long at, int length) throws IOException {
        if (at < 0 || at + length > size) {
            throw unreadable();
        }
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                throw unreadable();
            }
        }
        return bytes.flip();
    }

    private static Problem.InvalidInput unreadable() {
        return new Problem.InvalidInput("snapshot.zip_unreadable");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private record Document(DocumentPath path, Entry entry) {}

    /// @param packed bytes, as they lie in the file
    /// @param at where its own head begins
    private record Entry(String name, int method, int crc, long packed, long bytes, long at, boolean isFolder) {}
}
