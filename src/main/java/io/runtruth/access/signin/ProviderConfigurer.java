package io.runtruth.access.signin;

import io.runtruth.access.SignInDelayed;
import io.runtruth.access.SignInProviders;
import io.runtruth.access.SignInSeal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;

/// The way in through an identity provider, beside the form; nothing where none is configured. The proof is Spring
/// Security's; not its own configurer, which keeps a session for each stranger who begins, and the provider's tokens
/// for each person (decision record 0017).
final class ProviderConfigurer extends AbstractHttpConfigurer<ProviderConfigurer, HttpSecurity> {

    private final SignInProviders providers;
    private final ProviderRegistrations registrations;
    private final ProviderAuthentication authentication;
    private final SignInSeal seal;

    ProviderConfigurer(
            SignInProviders providers,
            ProviderRegistrations registrations,
            ProviderAuthentication authentication,
            SignInSeal seal) {
        this.providers = providers;
        this.registrations = registrations;
        this.authentication = authentication;
        this.seal = seal;
    }

    @Override
    public void configure(HttpSecurity http) {
        if (!providers.isConfigured()) {
            return;
        }
        var answers = new ProviderAnswerFilter(providers, authentication, seal);
        answers.setSessionAuthenticationStrategy(http.getSharedObject(SessionAuthenticationStrategy.class));
        answers.setAuthenticationFailureHandler(this::refuse);
        http.addFilterBefore(answers, UsernamePasswordAuthenticationFilter.class);
        http.addFilterBefore(
                new ProviderStartFilter(providers, registrations, authentication, seal), ProviderAnswerFilter.class);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        switch (failure) {
            case ProviderRefused refused -> response.sendRedirect(new ProviderNotices(providers, seal).page(refused));
            case SignInDelayed delayed ->
                response.sendRedirect("/login?" + delayed.reason().code());
            default -> response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
