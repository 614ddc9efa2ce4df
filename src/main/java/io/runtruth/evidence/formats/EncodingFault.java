package io.runtruth.evidence.formats;

import io.runtruth.shared.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;

/// Where a file holds bytes that are no text of its encoding.
final class EncodingFault {

    private static final int BUFFER_BYTES = 1 << 16;

    private final CharsetDecoder decoder;
    private final InputStream in;
    private int line = 1;
    private int column = 1;

    /// @param decoder one that reports what it can't decode
    EncodingFault(CharsetDecoder decoder, InputStream in) {
        this.decoder = decoder;
        this.in = in;
    }

    /// The refusal with line and column, both from 1.
    Problem.InvalidInput find() throws IOException {
        var bytes = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
        var chars = CharBuffer.allocate(BUFFER_BYTES);
        var isAtEnd = false;
        while (true) {
            var result = decoder.decode(bytes, chars, isAtEnd);
            count(chars.flip());
            chars.clear();
            if (result.isError() || isAtEnd && result.isUnderflow()) {
                return new Problem.InvalidInput("evidence.encoding", line, column);
            }
            if (result.isUnderflow()) {
                bytes.compact();
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                isAtEnd = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
            }
        }
    }

    private void count(CharBuffer decoded) {
        while (decoded.hasRemaining()) {
            if (decoded.get() == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
    }
}
