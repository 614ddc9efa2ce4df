package io.runtruth.access.signin;

import io.runtruth.access.PasskeyCeremony;
import io.runtruth.access.PasskeySites;
import io.runtruth.access.SignInDelayed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;

/// The way in by a passkey, beside the form. Not Spring Security's own configurer: that one asks for a
/// `UserDetailsService`, of which it makes further ways in that know no throttle, and knows one host only.
final class PasskeyConfigurer extends AbstractHttpConfigurer<PasskeyConfigurer, HttpSecurity> {

    static final String ADDRESS = "/login/passkey";

    private final PasskeyAuthentication authentication;
    private final PasskeyCeremony ceremony;
    private final PasskeySites sites;
    private final HttpSessionRequestCache asked = new HttpSessionRequestCache();

    PasskeyConfigurer(PasskeyAuthentication authentication, PasskeyCeremony ceremony, PasskeySites sites) {
        this.authentication = authentication;
        this.ceremony = ceremony;
        this.sites = sites;
    }

    /// A browser's own page sends both (the edge sees to that), as it sends the form of the sign-in.
    @Override
    public void init(HttpSecurity http) {
        http.csrf(csrf -> csrf.ignoringRequestMatchers(
                PathPatternRequestMatcher.pathPattern(ADDRESS),
                PathPatternRequestMatcher.pathPattern(PasskeyQuestionFilter.ADDRESS)));
    }

    @Override
    public void configure(HttpSecurity http) {
        var answers = new WebAuthnAuthenticationFilter();
        answers.setRequiresAuthenticationRequestMatcher(
                PathPatternRequestMatcher.pathPattern(HttpMethod.POST, ADDRESS));
        answers.setAuthenticationManager(authentication);
        answers.setSessionAuthenticationStrategy(http.getSharedObject(SessionAuthenticationStrategy.class));
        answers.setAuthenticationSuccessHandler((request, response, _) -> wayOn(request, response));
        answers.setAuthenticationFailureHandler(
                (_, response, failure) -> response.setStatus(status(failure).value()));
        http.addFilterAfter(answers, UsernamePasswordAuthenticationFilter.class);
        http.addFilterBefore(new PasskeyQuestionFilter(ceremony, sites), UsernamePasswordAuthenticationFilter.class);
    }

    /// The page that the person had asked for, or the start; relative, as no answer repeats a host.
    private void wayOn(HttpServletRequest request, HttpServletResponse response) {
        var saved = asked.getRequest(request, response);
        response.setStatus(HttpStatus.NO_CONTENT.value());
        response.setHeader(
                HttpHeaders.LOCATION, saved == null ? request.getContextPath() + "/" : within(saved.getRedirectUrl()));
    }

    private static String within(String address) {
        var uri = URI.create(address);
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static HttpStatus status(AuthenticationException failure) {
        return switch (failure) {
            case SignInDelayed _ -> HttpStatus.TOO_MANY_REQUESTS;
            case InternalAuthenticationServiceException _ -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.UNAUTHORIZED;
        };
    }
}
