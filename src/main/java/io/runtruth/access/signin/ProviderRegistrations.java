package io.runtruth.access.signin;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties.Registration;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/// The identity providers of the configuration, each with what it says of itself at
/// `/.well-known/openid-configuration`.
@Component
class ProviderRegistrations implements ClientRegistrationRepository {

    private static final Set<String> USUAL_SCOPES = Set.of("openid", "profile", "email");
    private static final ParameterizedTypeReference<Map<String, Object>> DESCRIPTION =
            new ParameterizedTypeReference<>() {};

    private final Map<String, DiscoveredProvider> providers = new HashMap<>();
    private final RestClient http =
            RestClient.builder().requestFactory(ProviderHttp.factory()).build();

    ProviderRegistrations(OAuth2ClientProperties properties, Clock clock) {
        properties
                .getRegistration()
                .forEach((id, registration) ->
                        providers.put(id, new DiscoveredProvider(id, () -> ask(id, registration, properties), clock)));
    }

    /// @return null for what is none of the configuration
    /// @throws ProviderUnavailable where it does not answer, and never has
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        var provider = providers.get(id);
        return provider == null ? null : provider.get();
    }

    private ClientRegistration ask(String id, Registration registration, OAuth2ClientProperties properties) {
        var issuer = issuer(id, registration, properties);
        var described = http.get()
                .uri(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration")
                .retrieve()
                .body(DESCRIPTION);
        if (described == null || !issuer.equals(described.get("issuer"))) {
            throw new IllegalArgumentException("it calls itself another issuer than " + issuer);
        }
        return of(id, registration, described);
    }

    /// The start has seen to it that there is one.
    private static String issuer(String id, Registration registration, OAuth2ClientProperties properties) {
        var provider = properties.getProvider().get(Objects.requireNonNullElse(registration.getProvider(), id));
        return Objects.requireNonNull(Objects.requireNonNull(provider).getIssuerUri());
    }

    private static ClientRegistration of(String id, Registration registration, Map<String, Object> described) {
        var client = ClientRegistrations.fromOidcConfiguration(described)
                .registrationId(id)
                .clientId(Objects.requireNonNull(registration.getClientId()))
                .clientSecret(registration.getClientSecret())
                .scope(registration.getScope() == null ? USUAL_SCOPES : registration.getScope())
                .clientSettings(ClientSettings.builder().requireProofKey(true).build());
        if (registration.getClientAuthenticationMethod() != null) {
            client.clientAuthenticationMethod(
                    new ClientAuthenticationMethod(registration.getClientAuthenticationMethod()));
        }
        return client.build();
    }
}
