package io.runtruth.access.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/// A cookie of this host alone, which no script reads and no other site's form brings along; a link that leads here
/// does.
///
/// @param name over HTTPS with a prefix by which a browser takes it only from the host itself
record HostCookie(String name) {

    private static final String OVER_HTTPS = "__Host-";

    Optional<String> value(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(it -> it.getName().equals(name(request)))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /// @param maxAge negative: until the browser closes; zero: takes it away
    void write(HttpServletRequest request, HttpServletResponse response, String value, Duration maxAge) {
        var cookie = ResponseCookie.from(name(request), value)
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .maxAge(maxAge)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private String name(HttpServletRequest request) {
        return request.isSecure() ? OVER_HTTPS + name : name;
    }
}
