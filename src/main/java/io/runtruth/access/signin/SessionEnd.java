package io.runtruth.access.signin;

import io.runtruth.access.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/// Ends a session [#LONGEST] after its sign-in, however busy it is (contract 8): an open page, which never falls
/// idle, too. It also ends at its next request where the account was disabled, or signed out everywhere, since.
final class SessionEnd extends OncePerRequestFilter {

    static final Duration LONGEST = Duration.ofHours(12);

    private static final String SIGNED_IN_AT = SessionEnd.class.getName();
    private static final String SIGN_IN = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

    private static final Logger LOG = LoggerFactory.getLogger(SessionEnd.class);

    private final Clock clock;
    private final BiPredicate<UUID, Instant> counts;

    /// @param counts whether a sign-in of this account at this time still counts
    SessionEnd(Clock clock, BiPredicate<UUID, Instant> counts) {
        this.clock = clock;
        this.counts = counts;
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
                && (clock.instant().isAfter(begun.plus(LONGEST)) || isOver(session, begun))) {
            session.invalidate();
        }
        chain.doFilter(request, response);
    }

    /// Where nobody can be asked the session stays: services read every right themselves, and refuse.
    private boolean isOver(HttpSession session, Instant begun) {
        if (session.getAttribute(SIGN_IN) instanceof SecurityContext context
                && context.getAuthentication() != null
                && context.getAuthentication().getPrincipal() instanceof SignedIn person) {
            try {
                return !counts.test(person.actor().account(), begun);
            } catch (DataAccessException e) {
                LOG.debug("whether a sign-in still counts can't be asked now", e);
            }
        }
        return false;
    }
}
