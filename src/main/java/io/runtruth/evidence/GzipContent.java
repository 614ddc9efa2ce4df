package io.runtruth.evidence;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// The content of a gzip file (RFC 1952): of all its members, one after the other. The platform's own stream asks
/// the source whether there is more *at the moment*, so that over a network it may end after any member; this one
/// ends where its source does, and every member has to be whole.
final class GzipContent extends InputStream {

    private static final int FIRST = 0x1F;
    private static final int SECOND = 0x8B;
    private static final int DEFLATED = 8;
    private static final int HEADER_SUM = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xE0;
    private static final int BUFFER_BYTES = 1 << 15;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int end;
    private boolean isAtEnd;

    /// @throws IOException where it does not begin as a gzip file does
    GzipContent(InputStream in) throws IOException {
        this.in = in;
        try {
            header(read1());
        } catch (IOException | RuntimeException e) {
            inflater.end();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (!isAtEnd && length > 0) {
            int count = inflated(into, offset, length);
            if (count > 0) {
                sum.update(into, offset, count);
                return count;
            }
            if (inflater.finished()) {
                nextMember();
            }
        }
        return length == 0 ? 0 : -1;
    }

    private int inflated(byte[] into, int offset, int length) throws IOException {
        if (inflater.needsInput() && !inflater.finished()) {
            require(next < end || fill());
            inflater.setInput(buffer, next, end - next);
            next = end;
        }
        try {
            int count = inflater.inflate(into, offset, length);
            require(!inflater.needsDictionary());
            return count;
        } catch (DataFormatException _) {
            throw broken();
        }
    }

    private void nextMember() throws IOException {
        next = end - inflater.getRemaining();
        require(read4() == sum.getValue());
        require(read4() == (inflater.getBytesWritten() & 0xFFFF_FFFFL));
        int first = readOrEnd();
        while (first == 0) {
            // padding, as on tapes
            first = readOrEnd();
        }
        if (first < 0) {
            isAtEnd = true;
        } else {
            inflater.reset();
            sum.reset();
            header(first);
        }
    }

    private void header(int first) throws IOException {
        require(first == FIRST && read1() == SECOND && read1() == DEFLATED);
        int flags = read1();
        require((flags & RESERVED) == 0);
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(read1() | read1() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_SUM) != 0) {
            skip(2);
        }
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            read1();
        }
    }

    private void skipText() throws IOException {
        int one = read1();
        while (one != 0) {
            one = read1();
        }
    }

    private long read4() throws IOException {
        return read1() | read1() << 8 | read1() << 16 | (long) read1() << 24;
    }

    private int read1() throws IOException {
        int one = readOrEnd();
        if (one < 0) {
            throw new EOFException("the file breaks off");
        }
        return one;
    }

    private int readOrEnd() throws IOException {
        return next < end || fill() ? buffer[next++] & 0xFF : -1;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private static void require(boolean isSo) throws ZipException {
        if (!isSo) {
            throw broken();
        }
    }

    private static ZipException broken() {
        return new ZipException("not a whole gzip file");
    }

    /// Frees the memory outside of the heap; what it reads from stays open.
    @Override
    public void close() {
        inflater.end();
    }
}
