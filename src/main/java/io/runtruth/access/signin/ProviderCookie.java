package io.runtruth.access.signin;

import io.runtruth.access.SignInSeal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;

/// Where a browser keeps what an identity provider was asked. The provider's page leads back by a link, and so `Lax`
/// lets it come along; the answer takes it away.
final class ProviderCookie {

    private static final HostCookie COOKIE = new HostCookie("runtruth-provider");

    private final SignInSeal seal;

    ProviderCookie(SignInSeal seal) {
        this.seal = seal;
    }

    void set(HttpServletRequest request, HttpServletResponse response, AskedProvider asked) {
        COOKIE.write(request, response, seal.seal(asked), SignInSeal.LASTS);
    }

    /// Empty for what was asked by no browser, another one, or too long ago.
    Optional<AskedProvider> take(HttpServletRequest request, HttpServletResponse response) {
        var sent = COOKIE.value(request);
        if (sent.isPresent()) {
            COOKIE.write(request, response, "", Duration.ZERO);
        }
        return sent.flatMap(it -> seal.open(AskedProvider.class, it));
    }
}
