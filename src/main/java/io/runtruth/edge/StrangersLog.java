package io.runtruth.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Keeps the log readable, whatever is sent (contract 8): a request is worth one entry. What was done without a
/// sign-in, or is no fault of ours but a message that no page of ours sends, is one short line; and of strangers
/// there are [#MOST_A_MINUTE] at most, after which only their number is told.
@Component
public class StrangersLog {

    static final int MOST_A_MINUTE = 30;

    private static final Logger LOG = LoggerFactory.getLogger(StrangersLog.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String SIGN_IN = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;
    private static final String TOLD = StrangersLog.class.getName();

    /// Where Vaadin takes a message of a page apart. What breaks below, without any code of ours, the message
    /// broke.
    private static final String MESSAGES = "com.vaadin.flow.server.communication.";

    private static final String OURS = "io.runtruth.";
    private static final String EDGE = StrangersLog.class.getPackageName() + ".";

    private final Clock clock;
    private Instant minute = Instant.MIN;
    private int lines;

    public StrangersLog(Clock clock) {
        this.clock = clock;
    }

    /// Logs a fault that nobody had a better answer to.
    ///
    /// @param what happened, for a system operator
    /// @param reference under which people are told of it
    public void fault(String what, String reference, Throwable thrown) {
        var request = current();
        if (request == null) {
            LOG.error("{}, reference {}", what, reference, thrown);
        } else {
            fault(request, what, reference, thrown);
        }
    }

    void fault(HttpServletRequest request, String what, String reference, Throwable thrown) {
        if (request.getAttribute(TOLD) != null) {
            return;
        }
        request.setAttribute(TOLD, reference);
        if (!isSignedIn(request)) {
            ofStranger(what, reference, thrown);
        } else if (isMessageThatBroke(thrown)) {
            LOG.warn("{}, reference {}: {}", what, reference, kind(thrown));
        } else {
            LOG.error("{}, reference {}", what, reference, thrown);
        }
    }

    /// Of the fault that the request ended in; null where there was none.
    static @Nullable String reference(HttpServletRequest request) {
        return request.getAttribute(TOLD) instanceof String reference ? reference : null;
    }

    private void ofStranger(String what, String reference, Throwable thrown) {
        switch (next()) {
            case IN_SHORT -> LOG.warn("{}, nobody signed in, reference {}: {}", what, reference, kind(thrown));
            case LAST -> LOG.warn("more than {} of these in a minute; the next are not told", MOST_A_MINUTE);
            case SILENT -> LOG.debug("{}, reference {}", what, reference, thrown);
        }
    }

    private synchronized Share next() {
        var now = clock.instant();
        if (now.isAfter(minute.plus(MINUTE))) {
            minute = now;
            lines = 0;
        }
        lines = Math.min(lines + 1, MOST_A_MINUTE + 2);
        if (lines <= MOST_A_MINUTE) {
            return Share.IN_SHORT;
        }
        return lines == MOST_A_MINUTE + 1 ? Share.LAST : Share.SILENT;
    }

    private static boolean isSignedIn(HttpServletRequest request) {
        try {
            var session = request.getSession(false);
            return session != null && session.getAttribute(SIGN_IN) != null;
        } catch (IllegalStateException _) {
            return false;
        }
    }

    /// Looks from the place of the fault outwards.
    static boolean isMessageThatBroke(Throwable thrown) {
        for (var frame : thrown.getStackTrace()) {
            var place = frame.getClassName();
            if (place.startsWith(OURS) && !place.startsWith(EDGE)) {
                return false;
            }
            if (place.startsWith(MESSAGES)) {
                return true;
            }
        }
        return false;
    }

    /// Without its message, which may repeat what was sent.
    private static String kind(Throwable thrown) {
        return thrown.getClass().getSimpleName();
    }

    private static @Nullable HttpServletRequest current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }

    private enum Share {
        IN_SHORT,
        LAST,
        SILENT
    }
}
