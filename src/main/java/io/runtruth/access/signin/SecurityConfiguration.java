package io.runtruth.access.signin;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import io.runtruth.access.SignInDelayed;
import io.runtruth.access.SignedIn;
import io.runtruth.access.signin.SecurityLog.Door;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/// What is open, what asks for a sign-in, and the headers of every answer (SPEC 8). Rights are not decided here but in
/// the services.
@Configuration
class SecurityConfiguration {

    /// As strict as Vaadin's bootstrap page allows: it needs inline script and style, and nothing from elsewhere.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
                    + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
                    + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http, ThrottledAuthentication authentication, AuthenticationEntryPoint signInNeeded) {
        return http.securityMatcher("/api/**")
                .authenticationManager(authentication.at(Door.API))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/v1/openapi/**", "/api/v1/openapi")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint(signInNeeded))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain health(HttpSecurity http) {
        return http.securityMatcher("/actuator/health/**", "/actuator/health")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(problems ->
                        problems.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain console(HttpSecurity http, ThrottledAuthentication authentication, SecurityLog log) {
        return http.authenticationManager(authentication.at(Door.CONSOLE))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/console/**", "/favicon.ico", "/error")
                        .permitAll())
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(Customizer.withDefaults())
                        .permissionsPolicyHeader(
                                policy -> policy.policy("camera=(), microphone=(), geolocation=(), payment=()")))
                // an address that is no view is answered by the console's own "not found"
                .with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView("/login", "/login")
                                .addLogoutHandler(signOut(log))
                                .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                .formLogin(form -> form.failureHandler(wrongOrClosed()))
                .build();
    }

    private static LogoutHandler signOut(SecurityLog log) {
        return (request, _, left) -> {
            if (left != null && left.getPrincipal() instanceof SignedIn person) {
                log.signedOut(person.actor(), request.getRemoteAddr());
            }
        };
    }

    /// The sign-in page says which: a wrong password, one that was guessed too often, or one that was not looked at
    /// yet.
    private static AuthenticationFailureHandler wrongOrClosed() {
        var wrong = new SimpleUrlAuthenticationFailureHandler("/login?error");
        return (request, response, failure) -> (failure instanceof SignInDelayed delayed
                        ? new SimpleUrlAuthenticationFailureHandler(
                                "/login?" + delayed.reason().code())
                        : wrong)
                .onAuthenticationFailure(request, response, failure);
    }
}
