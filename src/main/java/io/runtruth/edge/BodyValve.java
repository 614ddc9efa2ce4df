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

/// Holds every request's content to its [BodyRule], before anything reads a parameter: what says that it is too
/// large is refused unread, what turns out to be so is cut off, and what nobody wanted to read is not waited for.
final class BodyValve extends ValveBase {

    private static final Logger LOG = LoggerFactory.getLogger(BodyValve.class);
    private static final String MEASURE = BodyValve.class.getName();
    private static final DataSize MOST_SKIPPED = DataSize.ofKilobytes(8);

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
    static MeasuredBody.@Nullable BodyRefused refused(Request request) {
        return request.getAttribute(MEASURE) instanceof MeasuredBody measure ? measure.refused() : null;
    }

    /// The container would read on, at the sender's pace, so that the connection can be used again. Here only
    /// little is, as calls send that need no content but bring one.
    private static void leave(Request request, Response response) throws IOException {
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
            if (response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
                // sent first: what follows marks an answer that is still open as a fault
                response.setSuspended(false);
                response.finishResponse();
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
        var length = request.getContentLengthLong();
        if (length < 0 || length > MOST_SKIPPED.toBytes()) {
            return;
        }
        var rest = new MeasuredBody(request.getInputBuffer(), BodyRule.FORM, System::nanoTime);
        var nowhere = new Nowhere();
        var read = 0;
        while (read >= 0 && !isRead(request)) {
            read = rest.doRead(nowhere);
        }
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
