package io.runtruth.access.signin;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import io.runtruth.access.PasskeyCeremony;
import io.runtruth.access.PasskeySites;
import io.runtruth.access.SessionService;
import io.runtruth.access.SignInDelayed;
import io.runtruth.access.SignInProviders;
import io.runtruth.access.SignInSeal;
import io.runtruth.access.SignedIn;
import io.runtruth.access.TokenCaller;
import io.runtruth.access.signin.SecurityLog.Door;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/// What is open, and what asks for a sign-in (contract 8). Rights are not decided here but in the services; the
/// headers of the answers are the edge's.
@Configuration
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class SecurityConfiguration {

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
            HttpSecurity http,
            ThrottledAuthentication authentication,
            BearerAuthentication bearer,
            ObjectProvider<SecurityContextHolderStrategy> holders,
            AuthenticationEntryPoint signInNeeded) {
        return withoutSession(http.securityMatcher("/api/**"))
                .addFilterBefore(
                        new BearerFilter(bearer, signInNeeded, holder(holders)), BasicAuthenticationFilter.class)
                .authenticationManager(authentication.at(Door.API))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/v1/openapi/**", "/api/v1/openapi")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint(signInNeeded))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain health(HttpSecurity http) {
        return withoutSession(http.securityMatcher("/actuator/health/**", "/actuator/health"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .exceptionHandling(problems ->
                        problems.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .build();
    }

    /// Metrics tell of no workspace's content, and are a system operator's all the same.
    @Bean
    @Order(3)
    SecurityFilterChain metrics(
            HttpSecurity http,
            ThrottledAuthentication authentication,
            BearerAuthentication bearer,
            ObjectProvider<SecurityContextHolderStrategy> holders,
            AuthenticationEntryPoint signInNeeded) {
        return withoutSession(http.securityMatcher("/actuator/prometheus"))
                .addFilterBefore(
                        new BearerFilter(bearer, signInNeeded, holder(holders)), BasicAuthenticationFilter.class)
                .authenticationManager(authentication.at(Door.API))
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((asked, _) -> new AuthorizationDecision(
                                isSystemOperator(asked.get().getPrincipal()))))
                .httpBasic(basic -> basic.authenticationEntryPoint(signInNeeded))
                .build();
    }

    private static boolean isSystemOperator(@Nullable Object caller) {
        return switch (caller) {
            case SignedIn person -> person.actor().systemOperator();
            case TokenCaller(var actor) -> actor.systemOperator();
            case null, default -> false;
        };
    }

    /// For whoever has a share link; who may read what is decided by the link.
    @Bean
    @Order(4)
    SecurityFilterChain shared(HttpSecurity http) {
        return withoutSession(http.securityMatcher("/shared/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /// For the console's own chain.
    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    ProviderConfigurer providers(
            SignInProviders providers,
            ProviderRegistrations registrations,
            ProviderAuthentication authentication,
            SignInSeal seal) {
        return new ProviderConfigurer(providers, registrations, authentication, seal);
    }

    @Bean
    @Order(5)
    SecurityFilterChain console(
            HttpSecurity http,
            ThrottledAuthentication authentication,
            PasskeyAuthentication passkeys,
            PasskeyCeremony ceremony,
            PasskeySites sites,
            ProviderConfigurer providers,
            SessionService sessions,
            SecurityLog log) {
        var filter = new SessionFilter(sessions);
        return http.authenticationManager(authentication.at(Door.CONSOLE))
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers("/console/**", "/favicon.ico").permitAll())
                .headers(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.addSessionAuthenticationStrategy(filter::begin))
                .addFilterBefore(filter, SecurityContextHolderFilter.class)
                // an address that is no view is answered by the console's own "not found"
                .with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView("/login", "/login")
                                .addLogoutHandler(signOut(sessions, log))
                                .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                .formLogin(form -> form.failureHandler(wrongOrClosed()))
                .with(new PasskeyConfigurer(passkeys, ceremony, sites), Customizer.withDefaults())
                .with(providers, Customizer.withDefaults())
                .build();
    }

    /// As [HttpSecurity] finds it for the filters that it makes.
    private static SecurityContextHolderStrategy holder(ObjectProvider<SecurityContextHolderStrategy> holders) {
        return holders.getIfAvailable(SecurityContextHolder::getContextHolderStrategy);
    }

    /// For programs: each request stands by itself, and the edge has its headers written already.
    private static HttpSecurity withoutSession(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(AbstractHttpConfigurer::disable);
    }

    private static LogoutHandler signOut(SessionService sessions, SecurityLog log) {
        return (request, response, left) -> {
            if (left != null && left.getPrincipal() instanceof SignedIn person) {
                sessions.signOut(person.actor(), person.session().orElse(null));
                SessionCookie.remove(request, response);
                log.signedOut(person.actor(), request.getRemoteAddr());
            }
        };
    }

    /// The sign-in page says which: a wrong password, one that was guessed too often, or one that was not looked at
    /// yet. Where the accounts could not be asked, the edge says so.
    private static AuthenticationFailureHandler wrongOrClosed() {
        return (request, response, failure) -> {
            switch (failure) {
                case SignInDelayed delayed ->
                    backToTheForm(delayed.reason().code()).onAuthenticationFailure(request, response, failure);
                case InternalAuthenticationServiceException _ ->
                    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                default -> backToTheForm("error").onAuthenticationFailure(request, response, failure);
            }
        };
    }

    private static AuthenticationFailureHandler backToTheForm(String parameter) {
        return new SimpleUrlAuthenticationFailureHandler("/login?" + parameter);
    }
}
