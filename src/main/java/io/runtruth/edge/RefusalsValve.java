package io.runtruth.edge;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers in place of the container's own page of errors: calls of the API with a problem document, everybody else
/// with a sentence.
final class RefusalsValve extends ErrorReportValve {

    static final String BROKEN_OFF = RefusalsValve.class.getName() + ".brokenOff";

    private static final Logger LOG = LoggerFactory.getLogger(RefusalsValve.class);

    private final Supplier<RefusalWords> words;

    RefusalsValve(Supplier<RefusalWords> words) {
        this.words = words;
    }

    /// What broke off after its answer had begun loses its connection: ended in order it would look whole.
    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        super.invoke(request, response);
        if (request.getAttribute(BROKEN_OFF) != null) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        var cutOff = BodyValve.refused(request);
        var status = cutOff == null ? response.getStatus() : cutOff.status();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        response.setStatus(status);
        var kind = RequestKind.of(Paths.within(request));
        // once more: whoever gave up may have emptied the answer
        SecurityHeaders.write(response, kind, request.isSecure());
        try {
            write(request, response, kind, status);
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("the caller has gone", e);
        }
    }

    private void write(Request request, Response response, RequestKind kind, int status) throws IOException {
        var isCall = kind == RequestKind.CALL;
        var reference = StrangersLog.reference(request);
        var body = isCall
                ? words.get().problem(request, status, reference)
                : words.get().sentence(request, status, reference).getBytes(StandardCharsets.UTF_8);
        response.resetBuffer(true);
        response.setContentType(isCall ? "application/problem+json" : "text/plain;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
