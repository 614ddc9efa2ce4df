package io.runtruth.edge;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/// Holds every request's content to its [BodyRule], before anything reads a parameter: what says that it is too large
/// is refused unread, what turns out to be so is cut off, and what nobody wanted to read is not waited for.
final class BodyValve extends ValveBase {

    private static final Logger LOG = LoggerFactory.getLogger(BodyValve.class);
    private static final String MEASURE = BodyValve.class.getName();
    private static final DataSize MOST_SKIPPED = DataSize.ofMegabytes(1);

    BodyValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var coyote = request.getCoyoteRequest();
        var rule = BodyRule.of(Paths.within(request), request.getQueryString());
        if (coyote.getContentLengthLong() > rule.most().toBytes()) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            leave(request, response);
            return;
        }
        var content = MeasuredBody.plain(coyote.getInputBuffer());
        var measure = new MeasuredBody(content, rule, System::nanoTime);
        coyote.setInputBuffer(measure);
        request.setAttribute(MEASURE, measure);
        try {
            getNext().invoke(request, response);
        } finally {
            if (!request.isAsync()) {
                coyote.setInputBuffer(content);
                leave(request, response);
            }
        }
    }

    /// Why the content was cut off; null where it was not.
    static MeasuredBody.@Nullable Refused refused(Request request) {
        return request.getAttribute(MEASURE) instanceof MeasuredBody measure ? measure.refused() : null;
    }

    /// The container would read on, at the sender's pace, so that the connection can be used again. Here only what has
    /// come already is taken, so that the sender is not cut off before it has read the answer.
    private static void leave(Request request, Response response) {
        var coyote = request.getCoyoteRequest();
        if (isRead(coyote)) {
            return;
        }
        try {
            skip(coyote);
        } catch (IOException e) {
            LOG.debug("the sender has gone", e);
        }
        if (!isRead(coyote)) {
            if (!response.isCommitted()) {
                response.setHeader("Connection", "close");
            }
            coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private static boolean isRead(org.apache.coyote.Request request) {
        var isRead = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, isRead);
        return isRead.get();
    }

    private static void skip(org.apache.coyote.Request request) throws IOException {
        var nowhere = new Nowhere();
        var skipped = 0L;
        while (skipped < MOST_SKIPPED.toBytes() && hasCome(request)) {
            skipped += Math.max(request.getInputBuffer().doRead(nowhere), 1);
        }
    }

    private static boolean hasCome(org.apache.coyote.Request request) {
        request.action(ActionCode.AVAILABLE, Boolean.TRUE);
        return request.getAvailable() > 0;
    }

    /// Takes what is read, and keeps nothing.
    private static final class Nowhere implements ApplicationBufferHandler {

        private @Nullable ByteBuffer last;

        @Override
        public void setByteBuffer(@Nullable ByteBuffer buffer) {
            last = buffer;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return last;
        }

        @Override
        public void expand(int size) {
            // the container brings its own buffer
        }
    }
}
