package io.runtruth.evidence;

import io.runtruth.shared.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What a sender has packed, unpacked while it comes in (contract 6): gzip, or a ZIP of one file, told by the
/// content and never by a name, and one of them within the other at most. Everything behind this point knows the
/// file inside alone: its digest, its size, its bytes.
final class Unpacked implements AutoCloseable {

    /// Real reports become 5 to 60 times smaller; a thousand times is what the method can do at most.
    private static final int MOST_TIMES = 250;

    private static final long ANY_TIMES_BYTES = 16L << 20;
    private static final int MOST_LAYERS = 2;
    private static final int MARK_BYTES = 4;

    private final Sent sent;
    private final Deque<InputStream> layers = new ArrayDeque<>();
    private @Nullable String name;
    private long passedOver;

    private Unpacked(Sent sent) {
        this.sent = sent;
    }

    /// @param content as it comes from its sender; stays open
    /// @throws Problem.InvalidInput `evidence.zip_…`, `evidence.packed_…`; `evidence.not_whole` where the sender
    ///     breaks off, or says of the content what is not so
    static Unpacked of(InputStream content) {
        var unpacked = new Unpacked(new Sent(content));
        try {
            unpacked.open();
            return unpacked;
        } catch (IOException _) {
            unpacked.close();
            throw unreadable();
        } catch (RuntimeException e) {
            unpacked.close();
            throw e;
        }
    }

    private void open() throws IOException {
        var content = new BufferedInputStream(sent, 1 << 16);
        layers.push(content);
        for (int layer = 0; layer < MOST_LAYERS; layer++) {
            var inner = inner(content);
            if (inner == null) {
                return;
            }
            layers.push(inner);
            content = new BufferedInputStream(new Bounded(inner), 1 << 16);
            layers.push(content);
        }
    }

    private @Nullable InputStream inner(BufferedInputStream content) throws IOException {
        content.mark(MARK_BYTES);
        var start = content.readNBytes(MARK_BYTES);
        content.reset();
        if (start.length >= 2 && start[0] == 0x1F && start[1] == (byte) 0x8B) {
            name = null;
            return new GzipContent(content);
        }
        if (start.length == MARK_BYTES && start[0] == 'P' && start[1] == 'K' && isZip(start[2], start[3])) {
            var zip = new ZipContent(content, this::passOver);
            name = zip.name();
            return zip;
        }
        return null;
    }

    /// What lies in an archive beside its file: all of it together, however many entries it is in.
    private void passOver(int bytes) {
        passedOver += bytes;
        requireBounded(passedOver, sent.bytes);
    }

    /// Of its first file, or of its end where it has none.
    private static boolean isZip(byte third, byte fourth) {
        return third == 3 && fourth == 4 || third == 5 && fourth == 6;
    }

    /// As the archive calls the file; null where none does.
    @Nullable
    String name() {
        return name;
    }

    boolean isPacked() {
        return layers.size() > 1;
    }

    /// @return how many bytes were read; negative at the end
    /// @throws Problem.InvalidInput as [#of]
    int read(byte[] into) {
        try {
            return layers.getFirst().read(into);
        } catch (IOException _) {
            throw unreadable();
        }
    }

    private static Problem.InvalidInput unreadable() {
        return new Problem.InvalidInput("evidence.packed_unreadable");
    }

    /// @param unpacked bytes
    /// @param sent bytes, of which they were made: those that came from outside, whatever layers lie between
    /// @throws Problem.InvalidInput `evidence.too_large`, `evidence.packed_too_small`
    static void requireBounded(long unpacked, long sent) {
        if (unpacked > Upload.MOST_BYTES) {
            throw Upload.tooLarge();
        }
        if (unpacked > ANY_TIMES_BYTES && unpacked / MOST_TIMES > sent) {
            throw new Problem.InvalidInput("evidence.packed_too_small", MOST_TIMES);
        }
    }

    @Override
    public void close() {
        for (var layer : layers) {
            try {
                layer.close();
            } catch (IOException _) {
                // nothing is written, and what was read is read
            }
        }
    }

    /// What unpacking gives, held against what was sent for it.
    private final class Bounded extends InputStream {

        private final InputStream in;
        private long unpacked;

        Bounded(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            unpacked += Math.max(read, 0);
            requireBounded(unpacked, sent.bytes);
            return read;
        }
    }

    /// What comes from outside fails for reasons of the one who sends it.
    private static final class Sent extends InputStream {

        private final InputStream in;
        private long bytes;
        private boolean isAtEnd;

        Sent(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (isAtEnd) {
                // a form is behind its file by now
                return -1;
            }
            try {
                int read = in.read(into, offset, length);
                bytes += Math.max(read, 0);
                isAtEnd = read < 0;
                return read;
            } catch (IOException _) {
                throw new Problem.InvalidInput("evidence.not_whole");
            }
        }

        @Override
        public void close() {
            // its sender's
        }
    }
}
