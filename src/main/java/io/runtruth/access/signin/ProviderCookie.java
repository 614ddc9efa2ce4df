package io.runtruth.access.signin;

import io.runtruth.access.SignInSeal;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/// Where a browser keeps what an identity provider was asked. The provider's page leads back by a link, and so `Lax`
/// lets it come along; the answer takes it away.
final class ProviderCookie {

    private static final String NAME = "runtruth-provider";

    /// A browser takes this name only from the host itself, over HTTPS.
    private static final String NAME_OF_HTTPS = "__Host-" + NAME;

    private final SignInSeal seal;

    ProviderCookie(SignInSeal seal) {
        this.seal = seal;
    }

    void set(HttpServletRequest request, HttpServletResponse response, AskedProvider asked) {
        write(request, response, seal.seal(asked), SignInSeal.LASTS);
    }

    /// Empty for what was asked by no browser, another one, or too long ago.
    Optional<AskedProvider> take(HttpServletRequest request, HttpServletResponse response) {
        var sent = values(request).findFirst();
        if (sent.isPresent()) {
            write(request, response, "", Duration.ZERO);
        }
        return sent.flatMap(it -> seal.open(AskedProvider.class, it));
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
