package io.runtruth.restore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes ZIPs byte by byte, so that any of it can be a lie.
final class HostileArchives {

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final List<byte[]> listed = new ArrayList<>();

    /// What is said of an entry, and what it is.
    static final class Said {
        String name;
        String localName;
        byte[] content;
        int mode = 0100644;
        int flags = 1 << 11;
        int host = 3;
        Long bytes;
        Integer crc;
        Integer at;

        Said(String name, String content) {
            this.name = name;
            this.localName = name;
            this.content = content.getBytes(StandardCharsets.UTF_8);
        }
    }

    HostileArchives add(String name, String content) {
        return add(new Said(name, content));
    }

    HostileArchives add(Said said) {
        int at = said.at == null ? file.size() : said.at;
        var packed = deflated(said.content);
        var sum = new CRC32();
        sum.update(said.content);
        int crc = said.crc == null ? (int) sum.getValue() : said.crc;
        int bytes = (int) (said.bytes == null ? said.content.length : said.bytes);
        if (said.at == null) {
            var name = said.localName.getBytes(StandardCharsets.UTF_8);
            write(little(30 + name.length)
                    .putInt(0x04034b50)
                    .putShort((short) 20)
                    .putShort((short) said.flags)
                    .putShort((short) 8)
                    .putInt(0)
                    .putInt(crc)
                    .putInt(packed.length)
                    .putInt(bytes)
                    .putShort((short) name.length)
                    .putShort((short) 0)
                    .put(name));
            file.writeBytes(packed);
        }
        var name = said.name.getBytes(StandardCharsets.UTF_8);
        listed.add(little(46 + name.length)
                .putInt(0x02014b50)
                .put((byte) 30)
                .put((byte) said.host)
                .putShort((short) 20)
                .putShort((short) said.flags)
                .putShort((short) 8)
                .putInt(0)
                .putInt(crc)
                .putInt(packed.length)
                .putInt(bytes)
                .putShort((short) name.length)
                .putInt(0)
                .putInt(0)
                .putInt(said.mode << 16)
                .putInt(at)
                .put(name)
                .array());
        return this;
    }

    byte[] bytes() {
        return bytes(listed.size());
    }

    /// @param count as it is said at the end
    byte[] bytes(int count) {
        int at = file.size();
        listed.forEach(file::writeBytes);
        write(little(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) count)
                .putShort((short) count)
                .putInt(file.size() - at)
                .putInt(at)
                .putShort((short) 0));
        return file.toByteArray();
    }

    private void write(ByteBuffer bytes) {
        file.writeBytes(bytes.array());
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] deflated(byte[] content) {
        var out = new ByteArrayOutputStream();
        var level = new Deflater(9, true);
        try (var deflater = new DeflaterOutputStream(out, level)) {
            deflater.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            // else it keeps a quarter of a megabyte outside the heap for each entry
            level.end();
        }
        return out.toByteArray();
    }
}
