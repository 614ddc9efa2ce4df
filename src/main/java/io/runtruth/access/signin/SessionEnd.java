package io.runtruth.access.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.filter.OncePerRequestFilter;

/// Ends a session [#LONGEST] after its sign-in, however busy it is (contract 8): an open page, which never falls
/// idle, too.
final class SessionEnd extends OncePerRequestFilter {

    static final Duration LONGEST = Duration.ofHours(12);

    private static final String SIGNED_IN_AT = SessionEnd.class.getName();

    private final Clock clock;

    SessionEnd(Clock clock) {
        this.clock = clock;
    }

    /// Of a session that somebody has just signed in to.
    void begin(@Nullable Authentication who, HttpServletRequest request, HttpServletResponse response) {
        request.getSession().setAttribute(SIGNED_IN_AT, clock.instant());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null
                && session.getAttribute(SIGNED_IN_AT) instanceof Instant begun
                && clock.instant().isAfter(begun.plus(LONGEST))) {
            session.invalidate();
        }
        chain.doFilter(request, response);
    }
}
