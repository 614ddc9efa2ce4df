package io.runtruth.access.signin;

import io.runtruth.access.SignInProviders;
import io.runtruth.access.SignInProviders.LinkOffer;
import io.runtruth.access.SignInSeal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/// Leads whoever wants to sign in to their identity provider: `GET /oauth2/authorization/{registration}`. What was
/// asked goes along with the browser; nothing of it stays here.
final class ProviderStartFilter extends OncePerRequestFilter {

    private static final RequestMatcher STARTS =
            PathPatternRequestMatcher.pathPattern(HttpMethod.GET, SignInProviders.BEGIN + "*");

    private static final Set<String> OUR_PAGES = Set.of("same-origin", "none");
    private static final int LONGEST_PLACE = 1_000;
    private static final int LONGEST_SECRET = 100;

    private final SignInProviders providers;
    private final ProviderAuthentication authentication;
    private final DefaultOAuth2AuthorizationRequestResolver requests;
    private final SignInSeal seal;
    private final ProviderCookie cookie;
    private final ProviderNotices notices;
    private final HttpSessionRequestCache saved = new HttpSessionRequestCache();

    ProviderStartFilter(
            SignInProviders providers,
            ProviderRegistrations registrations,
            ProviderAuthentication authentication,
            SignInSeal seal) {
        this.providers = providers;
        this.authentication = authentication;
        this.seal = seal;
        cookie = new ProviderCookie(seal);
        notices = new ProviderNotices(providers, seal);
        requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, SignInProviders.BEGIN);
        requests.setAuthorizationRequestCustomizer(
                OAuth2AuthorizationRequestCustomizers.withPkce().andThen(this::leadBack));
    }

    /// To the address that was configured, never to one that a request names.
    private void leadBack(OAuth2AuthorizationRequest.Builder request) {
        request.attributes(attributes -> providers
                .back(String.valueOf(attributes.get("registration_id")))
                .ifPresent(request::redirectUri));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!STARTS.matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        var id = request.getRequestURI().substring(request.getContextPath().length() + SignInProviders.BEGIN.length());
        if (providers.offered().stream().noneMatch(it -> it.id().equals(id))) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            begin(id, request, response);
        } catch (ProviderUnavailable _) {
            response.sendRedirect(notices.signInPage(authentication.unavailable(id)));
        }
    }

    private void begin(String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var link = seal.open(LinkOffer.class, request.getParameter("link")).orElse(null);
        var asked = Objects.requireNonNull(requests.resolve(request, id));
        cookie.set(request, response, AskedProvider.of(asked, id, place(request, response), invitation(request), link));
        response.sendRedirect(asked.getAuthorizationRequestUri());
    }

    /// Only where a page of ours has led here: no other site makes somebody accept an invitation.
    private static @Nullable String invitation(HttpServletRequest request) {
        var secret = request.getParameter("invitation");
        var from = request.getHeader("Sec-Fetch-Site");
        return secret != null && secret.length() <= LONGEST_SECRET && (from == null || OUR_PAGES.contains(from))
                ? secret
                : null;
    }

    /// The page that the person had asked for before they were led to the sign-in, or the start.
    private String place(HttpServletRequest request, HttpServletResponse response) {
        var before = saved.getRequest(request, response);
        var place = before == null ? "/" : within(URI.create(before.getRedirectUrl()));
        return place.length() <= LONGEST_PLACE && place.startsWith("/") && !place.startsWith("//") ? place : "/";
    }

    private static String within(URI address) {
        return address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + "?" + address.getRawQuery();
    }
}
