package io.runtruth.access.signin;

import io.runtruth.access.SessionTicket;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/// The browser's copy of a session's ticket. No script reads it, no other site's page sends it, over HTTPS it is
/// sent over nothing else, and it goes with the browser's window, as the sign-in always did.
final class SessionCookie {

    private static final String NAME = "runtruth-session";

    /// A browser takes this name only from the host itself, over HTTPS, for all of its addresses.
    private static final String NAME_OF_HTTPS = "__Host-" + NAME;

    private static final Duration UNTIL_THE_BROWSER_CLOSES = Duration.ofSeconds(-1);

    private SessionCookie() {}

    /// Empty for what no browser was given.
    static Optional<SessionTicket> ticket(HttpServletRequest request) {
        return values(request).findFirst().flatMap(SessionTicket::parse);
    }

    static void set(HttpServletRequest request, HttpServletResponse response, SessionTicket ticket) {
        write(request, response, ticket.text(), UNTIL_THE_BROWSER_CLOSES);
    }

    /// Nothing where there is none.
    static void remove(HttpServletRequest request, HttpServletResponse response) {
        if (values(request).findAny().isPresent()) {
            write(request, response, "", Duration.ZERO);
        }
    }

    private static Stream<String> values(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Stream.empty()
                : Arrays.stream(cookies)
                        .filter(it -> it.getName().equals(name(request)))
                        .map(Cookie::getValue);
    }

    private static void write(HttpServletRequest request, HttpServletResponse response, String value, Duration maxAge) {
        var cookie = ResponseCookie.from(name(request), value)
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .maxAge(maxAge)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? NAME_OF_HTTPS : NAME;
    }
}
