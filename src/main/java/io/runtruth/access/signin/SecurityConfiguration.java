package io.runtruth.access.signin;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/// What is open, and what asks for a sign-in (SPEC 8). Rights are not decided here but in the services; the headers of
/// the answers are the edge's.
@Configuration
class SecurityConfiguration {

    @Bean
    static PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    /// No text of ours holds a NUL, and the database could not keep it.
    @Bean
    static HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterNames(name -> name.indexOf('\0') < 0);
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http, ThrottledAuthentication authentication, AuthenticationEntryPoint signInNeeded) {
        return http.securityMatcher("/api/**")
                .authenticationManager(only(authentication))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/v1/openapi/**", "/api/v1/openapi")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint(signInNeeded))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain health(HttpSecurity http) {
        return http.securityMatcher("/actuator/health/**", "/actuator/health")
                .headers(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(problems ->
                        problems.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain console(HttpSecurity http, ThrottledAuthentication authentication, Clock clock) {
        var end = new SessionEnd(clock);
        return http.authenticationManager(only(authentication))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/console/**", "/favicon.ico", "/error")
                        .permitAll())
                .headers(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.addSessionAuthenticationStrategy(end::begin))
                .addFilterBefore(end, SecurityContextHolderFilter.class)
                // an address that is no view is answered by the console's own "not found"
                .with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView("/login", "/login")
                                .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                .formLogin(form -> form.failureHandler(wrongOrClosed()))
                .build();
    }

    /// Without a parent, which would ask the same provider again: every wrong password would count twice.
    private static AuthenticationManager only(ThrottledAuthentication authentication) {
        return new ProviderManager(authentication);
    }

    /// The sign-in page says which: a wrong password, or one that was guessed too often.
    private static AuthenticationFailureHandler wrongOrClosed() {
        var wrong = new SimpleUrlAuthenticationFailureHandler("/login?error");
        var closed = new SimpleUrlAuthenticationFailureHandler("/login?throttled");
        return (request, response, failure) -> (failure instanceof LockedException ? closed : wrong)
                .onAuthenticationFailure(request, response, failure);
    }
}
