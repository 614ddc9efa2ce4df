package io.runtruth.api;

import io.runtruth.api.shapes.ProblemJson;
import io.runtruth.edge.RefusalWords;
import io.runtruth.operations.queue.PassingFault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.databind.json.JsonMapper;

/// The API's edge (style 5): whatever ends a call under `/api/` becomes one calm problem (RFC 9457). What is our
/// fault is logged here, once, under the reference that the caller gets (I11).
///
/// A resolver, not a controller advice: it also answers where no handler was found, and it leaves the console
/// alone.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ProblemAdvice implements HandlerExceptionResolver, RefusalWords {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final ModelAndView ANSWERED = new ModelAndView();

    private final ProblemTexts texts;
    private final JsonMapper json;

    ProblemAdvice(ProblemTexts texts, JsonMapper json) {
        this.texts = texts;
        this.json = json;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        if (!isApi(request) || isBrokenOff(response, thrown)) {
            return null;
        }
        try {
            answer(request, response, thrown);
        } catch (IOException e) {
            LOG.debug("the caller has gone", e);
            notAnswered(response);
        }
        return ANSWERED;
    }

    /// What our fault breaks off cannot become a problem any more: it goes on outwards, where its connection is cut.
    private static boolean isBrokenOff(HttpServletResponse response, Exception thrown) {
        return response.isCommitted()
                && !isCallerGone(thrown)
                && Faults.of(thrown).isOurs();
    }

    /// By the address as handlers are found by it: decoded, and without the path of the application.
    static boolean isApi(HttpServletRequest request) {
        var rest = request.getPathInfo();
        return (request.getServletPath() + (rest == null ? "" : rest) + "/").startsWith("/api/");
    }

    /// Writes the problem, unless the caller has gone or the answer has begun.
    void answer(HttpServletRequest request, HttpServletResponse response, Exception thrown) throws IOException {
        if (isCallerGone(thrown)) {
            LOG.debug("the caller has gone", thrown);
            notAnswered(response);
            return;
        }
        var fault = Faults.of(thrown);
        var reference = fault.isOurs() ? logged(fault, thrown) : null;
        if (!response.isCommitted()) {
            response.resetBuffer();
            response.setStatus(fault.status().value());
            fault.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(inWords(fault, reference, request)));
        }
    }

    /// What the database's connection ended in looks the same as what the caller's did: it is told by who met it.
    private static boolean isCallerGone(Exception thrown) {
        return !PassingFault.isOfDatabase(thrown) && DisconnectedClientHelper.isClientDisconnectedException(thrown);
    }

    /// An answer that was not written is never a 2xx, should somebody read it after all (contract 11).
    private static void notAnswered(HttpServletResponse response) {
        if (!response.isCommitted()) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }

    @Override
    public byte[] problem(HttpServletRequest request, int status, @Nullable String reference) {
        return json.writeValueAsBytes(inWords(Faults.of(Faults.status(status)), reference, request));
    }

    @Override
    public String sentence(HttpServletRequest request, int status, @Nullable String reference) {
        var fault = Faults.of(Faults.status(status));
        var language = ProblemTexts.language(request);
        return texts.title(fault, language) + "\n\n" + texts.detail(referring(fault, reference), language) + "\n";
    }

    private ProblemJson inWords(Fault fault, @Nullable String reference, HttpServletRequest request) {
        var language = ProblemTexts.language(request);
        return new ProblemJson(
                URI.create("urn:runtruth:problem:" + fault.code()),
                texts.title(fault, language),
                fault.status().value(),
                texts.detail(referring(fault, reference), language),
                fault.code(),
                reference,
                fault.members());
    }

    private static Fault referring(Fault fault, @Nullable String reference) {
        return reference == null
                ? fault
                : new Fault(fault.status(), fault.code(), List.of(reference), fault.members(), fault.headers());
    }

    private static String logged(Fault fault, Exception thrown) {
        var reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("a call of the API ended as {}, reference {}", fault.code(), reference, thrown);
        return reference;
    }
}
