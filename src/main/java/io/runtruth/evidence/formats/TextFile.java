package io.runtruth.evidence.formats;

import io.runtruth.evidence.Upload;
import io.runtruth.shared.Problem;
import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A text file on disk, which may be read several times. Its encoding is UTF-8 or UTF-16, with or without a byte
/// order mark, and is checked strictly: a file in another encoding is refused, not guessed at.
///
/// @param isMarkup whether it begins as XML does
/// @param between is run before each portion that is read of it, and may end the reading
record TextFile(Path path, Charset charset, int markBytes, boolean isMarkup, Runnable between) {

    private static final int PEEK_BYTES = 4096;

    /// @throws Problem.InvalidInput where the first bytes show that it can't be results, or it is too large
    static TextFile of(Path path, Runnable between) {
        try {
            if (Files.size(path) > Upload.MOST_BYTES) {
                throw Upload.tooLarge();
            }
            byte[] start;
            try (var in = Files.newInputStream(path)) {
                start = in.readNBytes(PEEK_BYTES);
            }
            return of(path, start, between);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TextFile of(Path path, byte[] start, Runnable between) {
        Lookalike.refuseBinary(start);
        var mark = ByteOrder.of(start);
        var text = new String(start, mark.bytes(), start.length - mark.bytes(), mark.charset());
        Lookalike.refuseText(text);
        return new TextFile(
                path, mark.charset(), mark.bytes(), text.stripLeading().startsWith("<"), between);
    }

    Reader open() {
        try {
            var in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
            in.skipNBytes(markBytes);
            return new Watched(new InputStreamReader(in, strictDecoder()), between);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CharsetDecoder strictDecoder() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /// A parser asks for a few thousand characters at a time, whatever is done with them.
    private static final class Watched extends FilterReader {

        private final Runnable between;

        Watched(Reader text, Runnable between) {
            super(text);
            this.between = between;
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            between.run();
            return super.read(into, offset, length);
        }
    }

    /// Decodes the file once more up to the first bytes that are no text: a reader that reads ahead can't say where
    /// they stand.
    Problem.InvalidInput encodingFault() {
        try (var in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            in.skipNBytes(markBytes);
            return new EncodingFault(strictDecoder(), in).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An encoding, and how many bytes of mark come before the text.
    private record ByteOrder(Charset charset, int bytes) {

        static ByteOrder of(byte[] start) {
            if (startsWith(start, 0xFF, 0xFE, 0, 0) || startsWith(start, 0, 0, 0xFE, 0xFF)) {
                throw new Problem.InvalidInput("evidence.encoding", 1, 1);
            }
            if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
                return marked(start, StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF);
            }
            if (startsWith(start, 0xFF, 0xFE)) {
                return marked(start, StandardCharsets.UTF_16LE, 0xFF, 0xFE);
            }
            if (startsWith(start, 0xFE, 0xFF)) {
                return marked(start, StandardCharsets.UTF_16BE, 0xFE, 0xFF);
            }
            return unmarked(start);
        }

        /// A file that went through two programs may have its mark twice.
        private static ByteOrder marked(byte[] start, Charset charset, int... mark) {
            int bytes = mark.length;
            while (startsWith(Arrays.copyOfRange(start, bytes, start.length), mark)) {
                bytes += mark.length;
            }
            return new ByteOrder(charset, bytes);
        }

        /// JSON and XML begin with an ASCII character, so one zero byte beside it tells UTF-16 apart.
        private static ByteOrder unmarked(byte[] start) {
            var low = start.length > 1 && start[0] != 0 && start[1] == 0;
            var high = start.length > 1 && start[0] == 0 && start[1] != 0;
            if (low) {
                return new ByteOrder(StandardCharsets.UTF_16LE, 0);
            }
            return new ByteOrder(high ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8, 0);
        }
    }

    static boolean startsWith(byte[] start, int... expected) {
        if (start.length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((start[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
