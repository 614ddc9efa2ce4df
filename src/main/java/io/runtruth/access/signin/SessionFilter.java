package io.runtruth.access.signin;

import io.runtruth.access.SessionPlace;
import io.runtruth.access.SessionService;
import io.runtruth.access.SessionTicket;
import io.runtruth.access.SignInBy;
import io.runtruth.access.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Keeps what this node knows of a session and what the database knows together (contract 8): ends it here where
/// it is over there, and goes on with it here where it began on a node that has stopped.
final class SessionFilter extends OncePerRequestFilter {

    private static final String SIGN_IN = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final List<String> FILES = List.of("/VAADIN/", "/console/", "/aura/", "/favicon.ico");

    /// What a page sends by itself, so that it is known to be open.
    private static final Set<String> OF_THE_PAGE = Set.of("heartbeat", "push");

    /// Of a request of Vaadin's own; looked for in the address alone, for the content is read by whoever it is for.
    private static final Pattern KIND = Pattern.compile("(?:^|&)v-r=([^&]*)");

    private static final Logger LOG = LoggerFactory.getLogger(SessionFilter.class);

    private final SessionService sessions;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    SessionFilter(SessionService sessions) {
        this.sessions = sessions;
    }

    /// For somebody who has just signed in.
    void begin(@Nullable Authentication who, HttpServletRequest request, HttpServletResponse response) {
        if (who != null && who.getPrincipal() instanceof SignedIn person) {
            try {
                var begun = sessions.begin(
                        person.actor().account(),
                        who.getDetails() instanceof SignInBy by ? by : SignInBy.PASSWORD,
                        place(request),
                        SessionCookie.ticket(request).orElse(null));
                person.begin(begun.id());
                SessionCookie.set(request, response, begun.ticket());
            } catch (DataAccessException | TransactionException e) {
                throw new InternalAuthenticationServiceException("no session can be kept now", e);
            }
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        var signedIn = session == null ? Optional.<UUID>empty() : session(session);
        if (signedIn.isPresent() && isOver(signedIn.get(), request)) {
            session.invalidate();
            SessionCookie.remove(request, response);
            signedIn = Optional.empty();
        }
        if (signedIn.isEmpty() && isForAPage(request) && !resume(request, response)) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        chain.doFilter(request, response);
    }

    private static Optional<UUID> session(HttpSession session) {
        return session.getAttribute(SIGN_IN) instanceof SecurityContext context
                        && context.getAuthentication() != null
                        && context.getAuthentication().getPrincipal() instanceof SignedIn person
                ? person.session()
                : Optional.empty();
    }

    /// Where nobody can be asked the session stays: services read every right themselves, and refuse.
    private boolean isOver(UUID session, HttpServletRequest request) {
        try {
            return !sessions.isOpen(session, SessionCookie.ticket(request).orElse(null), isUse(request));
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("whether a session still counts can't be asked now", e);
            return false;
        }
    }

    private static boolean isUse(HttpServletRequest request) {
        return !request.getMethod().equals("HEAD") && !OF_THE_PAGE.contains(kind(request));
    }

    /// Pages, and a page's look whether it would still be shown. What an open page sends is Vaadin's, which has lost
    /// that page with the session and loads it again.
    private static boolean isForAPage(HttpServletRequest request) {
        return READING.contains(request.getMethod())
                && kind(request).isEmpty()
                && FILES.stream()
                        .noneMatch(request.getRequestURI()
                                .substring(request.getContextPath().length())::startsWith);
    }

    private static String kind(HttpServletRequest request) {
        var query = request.getQueryString();
        return query == null
                ? ""
                : KIND.matcher(query)
                        .results()
                        .map(it -> it.group(1))
                        .findFirst()
                        .orElse("");
    }

    /// @return false where nobody can be asked: the ticket is kept for when somebody can
    private boolean resume(HttpServletRequest request, HttpServletResponse response) {
        var ticket = SessionCookie.ticket(request);
        if (ticket.isEmpty()) {
            SessionCookie.remove(request, response);
            return true;
        }
        try {
            sessions.resume(ticket.get(), place(request))
                    .ifPresentOrElse(
                            resumed -> goOn(resumed.person(), resumed.ticket(), request, response),
                            () -> SessionCookie.remove(request, response));
            return true;
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("no session can be resumed now", e);
            return false;
        }
    }

    private void goOn(
            SignedIn person, @Nullable SessionTicket ticket, HttpServletRequest request, HttpServletResponse response) {
        var strangers = request.getSession(false);
        if (strangers != null) {
            strangers.invalidate();
        }
        var context = new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities()));
        contexts.saveContext(context, request, response);
        if (ticket != null) {
            SessionCookie.set(request, response, ticket);
        }
        LOG.info("sign-in of account {} goes on here", person.actor().account());
    }

    private static SessionPlace place(HttpServletRequest request) {
        return SessionPlace.of(request.getHeader(HttpHeaders.USER_AGENT), request.getRemoteAddr());
    }
}
