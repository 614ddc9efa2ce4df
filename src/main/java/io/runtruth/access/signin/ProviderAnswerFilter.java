package io.runtruth.access.signin;

import io.runtruth.access.SignInProviders;
import io.runtruth.access.SignInProviders.LinkOffer;
import io.runtruth.access.SignInSeal;
import io.runtruth.access.SignedIn;
import io.runtruth.access.signin.ProviderAuthentication.ProviderAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// Where an identity provider leads back to: `GET /login/oauth2/code/{registration}`. Whoever signs in so has the same
/// kind of session as by a password.
final class ProviderAnswerFilter extends AbstractAuthenticationProcessingFilter {

    private static final String PLACE = ProviderAnswerFilter.class.getName() + ".place";
    private static final String LINKED = "/me/providers";
    private static final int LONGEST = 4_000;

    private final ProviderAuthentication authentication;
    private final ProviderCookie cookie;

    ProviderAnswerFilter(SignInProviders providers, ProviderAuthentication authentication, SignInSeal seal) {
        super(ways(providers), asked -> asked);
        this.authentication = authentication;
        cookie = new ProviderCookie(seal);
        setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        setAuthenticationSuccessHandler(
                (request, response, _) -> response.sendRedirect((String) request.getAttribute(PLACE)));
    }

    private static RequestMatcher ways(SignInProviders providers) {
        return new OrRequestMatcher(providers.all().stream()
                .<RequestMatcher>map(
                        it -> PathPatternRequestMatcher.pathPattern(HttpMethod.GET, SignInProviders.BACK + it.id()))
                .toList());
    }

    /// @return null where an identity was linked, and the answer is complete
    @Override
    public @Nullable Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var registration =
                request.getRequestURI().substring(request.getContextPath().length() + SignInProviders.BACK.length());
        var asked = cookie.take(request, response)
                .filter(it -> it.registration().equals(registration) && isOf(it, request.getParameter("state")))
                .orElseThrow(() -> authentication.stale(registration));
        var answer = new ProviderAnswer(sent(request, "code"), sent(request, "error"), sent(request, "iss"));
        var link = asked.link();
        if (link != null) {
            var person = current(link).orElseThrow(() -> authentication.stale(registration));
            authentication.link(asked, link, person, answer);
            response.sendRedirect(LINKED);
            return null;
        }
        request.setAttribute(PLACE, asked.place());
        return authentication.signIn(asked, answer);
    }

    private static boolean isOf(AskedProvider asked, @Nullable String state) {
        return state != null && MessageDigest.isEqual(bytes(asked.state()), bytes(state));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String sent(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null || value.length() > LONGEST ? null : value;
    }

    /// Who has made the wish, in the same session.
    private static Optional<SignedIn> current(LinkOffer offer) {
        var who = SecurityContextHolder.getContext().getAuthentication();
        return who != null
                        && who.getPrincipal() instanceof SignedIn person
                        && person.actor().account().equals(offer.account())
                        && person.session().filter(offer.session()::equals).isPresent()
                ? Optional.of(person)
                : Optional.empty();
    }
}
