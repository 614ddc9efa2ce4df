package io.runtruth.edge;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/// The content of one request, measured where the container itself reads it: whoever asks for it, a form's
/// parameters, a call's JSON or a file, gets no more than its [BodyRule] allows, and not more slowly.
final class MeasuredBody implements InputBuffer {

    private final InputBuffer content;
    private final BodyRule rule;
    private final LongSupplier nanos;
    private long begun;
    private boolean isBegun;
    private long bytes;
    private @Nullable BodyRefused refused;

    /// @param nanos a clock that only goes forward
    MeasuredBody(InputBuffer content, BodyRule rule, LongSupplier nanos) {
        this.content = content;
        this.rule = rule;
        this.nanos = nanos;
    }

    /// What lies under a measure that an earlier request left.
    static InputBuffer plain(InputBuffer content) {
        return content instanceof MeasuredBody measured ? measured.content : content;
    }

    /// Why the content was not read to its end; null while nothing speaks against it.
    @Nullable
    BodyRefused refused() {
        return refused;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (refused != null) {
            throw refused;
        }
        if (!isBegun) {
            // who waits for its turn before it reads is not slow
            isBegun = true;
            begun = nanos.getAsLong();
        }
        var read = content.doRead(handler);
        bytes += Math.max(read, 0);
        if (bytes > rule.most().toBytes()) {
            refused = BodyRefused.tooLarge();
        } else if (read >= 0 && rule.isTooSlow(bytes, Duration.ofNanos(nanos.getAsLong() - begun))) {
            refused = BodyRefused.tooSlow();
        }
        if (refused != null) {
            throw refused;
        }
        return read;
    }

    @Override
    public int available() {
        return content.available();
    }

    /// To whoever reads, this is the same as a caller that has gone. It has no trace: strangers can cause it.
    static final class BodyRefused extends BadRequestException {

        private static final long serialVersionUID = 1L;

        private final int status;

        private BodyRefused(int status, String message) {
            super(message);
            this.status = status;
        }

        private static BodyRefused tooLarge() {
            return new BodyRefused(413, "the content is larger than is taken here");
        }

        private static BodyRefused tooSlow() {
            return new BodyRefused(408, "the content comes more slowly than is taken here");
        }

        int status() {
            return status;
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
