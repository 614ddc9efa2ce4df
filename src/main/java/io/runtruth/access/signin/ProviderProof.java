package io.runtruth.access.signin;

import io.runtruth.access.ProvidedIdentity;
import io.runtruth.access.ProviderRefusal;
import io.runtruth.access.ProviderRules;
import io.runtruth.shared.MailAddress;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/// Asks an identity provider whose answer it was, and proves what it says: by Spring Security's own code for it, with
/// calls that have an end.
@Component
class ProviderProof {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderProof.class);
    private static final int LONGEST_SUBJECT = 255;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_HANDLE = 60;

    private final ProviderRules rules;
    private final OidcAuthorizationCodeAuthenticationProvider provider;

    ProviderProof(ProviderRules rules, ProviderTokens tokens) {
        this.rules = rules;
        provider = new OidcAuthorizationCodeAuthenticationProvider(codes(), users());
        provider.setJwtDecoderFactory(tokens);
    }

    private static OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes() {
        var codes = new RestClientAuthorizationCodeTokenResponseClient();
        codes.setRestClient(RestClient.builder()
                .requestFactory(ProviderHttp.factory())
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return codes;
    }

    /// The provider's further address is asked only for what the token does not say.
    private OidcUserService users() {
        var http = new RestTemplate(ProviderHttp.factory());
        http.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        var further = new DefaultOAuth2UserService();
        further.setRestOperations(http);
        var users = new OidcUserService();
        users.setOauth2UserService(further);
        users.setRetrieveUserInfo(this::lacks);
        return users;
    }

    private boolean lacks(OidcUserRequest request) {
        var client = request.getClientRegistration();
        var token = request.getIdToken();
        return client.getProviderDetails().getUserInfoEndpoint().getUri() != null
                && (token.getEmail() == null
                        || token.getEmailVerified() == null
                        || GroupClaims.lacks(token.getClaims(), rules.of(client.getRegistrationId())));
    }

    /// @throws ProviderRefused where it is not proven, and why
    ProvidedIdentity prove(ClientRegistration client, AskedProvider asked, String code) {
        var answered = OAuth2AuthorizationResponse.success(code)
                .redirectUri(asked.back())
                .state(asked.state())
                .build();
        var exchange = new OAuth2AuthorizationExchange(asked.request(client), answered);
        try {
            var proven = provider.authenticate(new OAuth2LoginAuthenticationToken(client, exchange));
            if (proven == null || !(proven.getPrincipal() instanceof OidcUser user)) {
                throw new OAuth2AuthenticationException("no_identity");
            }
            return identity(client.getRegistrationId(), user);
        } catch (OAuth2AuthenticationException | OAuth2AuthorizationException e) {
            throw refused(asked.registration(), e);
        }
    }

    private static ProviderRefused refused(String registration, RuntimeException e) {
        if (isAway(e)) {
            LOG.warn("the identity provider {} does not answer: {}", registration, e.toString());
            return ProviderRefused.of(ProviderRefusal.UNAVAILABLE, registration);
        }
        if (isSpent(e)) {
            return ProviderRefused.of(ProviderRefusal.STALE, registration);
        }
        return unproven(registration, e.toString());
    }

    static ProviderRefused unproven(String registration, String why) {
        var reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.warn("the answer of the identity provider {} is not proven ({}): {}", registration, reference, why);
        return ProviderRefused.of(ProviderRefusal.UNPROVEN, registration).under(reference);
    }

    private static boolean isAway(Throwable e) {
        return causes(e)
                .anyMatch(
                        cause -> cause instanceof ResourceAccessException || cause instanceof HttpServerErrorException);
    }

    /// The code that came along has been used or is too old.
    private static boolean isSpent(Throwable e) {
        return causes(e).anyMatch(cause -> switch (cause) {
            case OAuth2AuthenticationException known ->
                OAuth2ErrorCodes.INVALID_GRANT.equals(known.getError().getErrorCode());
            case OAuth2AuthorizationException known ->
                OAuth2ErrorCodes.INVALID_GRANT.equals(known.getError().getErrorCode());
            default -> false;
        });
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
    }

    private ProvidedIdentity identity(String registration, OidcUser user) {
        var token = user.getIdToken();
        var subject = token.getSubject();
        var issuer = token.getIssuer();
        if (subject == null || subject.length() > LONGEST_SUBJECT || issuer == null) {
            throw new OAuth2AuthenticationException("no_subject");
        }
        return new ProvidedIdentity(
                registration,
                issuer.toString(),
                subject,
                verified(user),
                name(user),
                handle(user),
                GroupClaims.grants(user.getClaims(), rules.of(registration)).orElse(null));
    }

    /// As accounts keep what people sign in with.
    private static @Nullable String verified(OidcUser user) {
        var address = user.getEmail();
        return address != null
                        && Boolean.TRUE.equals(user.getEmailVerified())
                        && address.length() <= LONGEST_NAME
                        // of other letters than these, folding could make somebody else's address
                        && MailAddress.in(address).isPresent()
                ? address.toLowerCase(Locale.ROOT)
                : null;
    }

    private static String name(OidcUser user) {
        return Stream.of(user.getFullName(), user.getPreferredUsername(), user.getEmail(), user.getSubject())
                .flatMap(Stream::ofNullable)
                .map(it -> it.codePoints()
                        .filter(point -> !Character.isISOControl(point))
                        .limit(LONGEST_NAME / 2)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                        .strip())
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse("?");
    }

    /// Without what would make it an address: by an address somebody could be found who is another person.
    private static String handle(OidcUser user) {
        return Stream.of(user.getPreferredUsername(), user.getEmail())
                .flatMap(Stream::ofNullable)
                .map(it -> it.replaceFirst("@.*", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", ""))
                .filter(it -> !it.isEmpty())
                .map(it -> it.substring(0, Math.min(it.length(), LONGEST_HANDLE)))
                .findFirst()
                .orElse("person");
    }
}
