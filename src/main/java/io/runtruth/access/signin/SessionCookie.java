package io.runtruth.access.signin;

import io.runtruth.access.SessionTicket;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;

/// The browser's copy of a session's ticket. No script reads it, no other site's page sends it, over HTTPS it is
/// sent over nothing else, and it goes with the browser's window, as the sign-in always did.
final class SessionCookie {

    private static final HostCookie COOKIE = new HostCookie("runtruth-session");

    private static final Duration UNTIL_THE_BROWSER_CLOSES = Duration.ofSeconds(-1);

    private SessionCookie() {}

    /// Empty for what no browser was given.
    static Optional<SessionTicket> ticket(HttpServletRequest request) {
        return COOKIE.value(request).flatMap(SessionTicket::parse);
    }

    static void set(HttpServletRequest request, HttpServletResponse response, SessionTicket ticket) {
        COOKIE.write(request, response, ticket.text(), UNTIL_THE_BROWSER_CLOSES);
    }

    /// Nothing where there is none.
    static void remove(HttpServletRequest request, HttpServletResponse response) {
        if (COOKIE.value(request).isPresent()) {
            COOKIE.write(request, response, "", Duration.ZERO);
        }
    }
}
