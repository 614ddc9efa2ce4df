package io.runtruth.access.signin;

import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/// Proves what an identity provider has signed: by whom, for whom, and until when, with a minute for clocks that
/// differ. Only signatures of key pairs count, of those that the provider says it makes.
@Component
class ProviderTokens implements JwtDecoderFactory<ClientRegistration> {

    private final Clock clock;
    private final RestTemplate http = new RestTemplate(ProviderHttp.factory());
    private final Map<String, Decoding> decoders = new ConcurrentHashMap<>();

    ProviderTokens(Clock clock) {
        this.clock = clock;
    }

    /// With the keys that were read for the same description.
    @Override
    public JwtDecoder createDecoder(ClientRegistration client) {
        return decoders.compute(
                        client.getRegistrationId(),
                        (_, known) -> known != null && known.client() == client
                                ? known
                                : new Decoding(client, decoder(client)))
                .decoder();
    }

    private NimbusJwtDecoder decoder(ClientRegistration client) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(
                        Objects.requireNonNull(client.getProviderDetails().getJwkSetUri()))
                .jwsAlgorithms(algorithms -> algorithms.addAll(signedWith(client)))
                .restOperations(http)
                .build();
        var times = new JwtTimestampValidator();
        times.setClock(clock);
        var token = new OidcIdTokenValidator(client);
        token.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, token));
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        return decoder;
    }

    private static Set<SignatureAlgorithm> signedWith(ClientRegistration client) {
        var said = client.getProviderDetails().getConfigurationMetadata().get("id_token_signing_alg_values_supported");
        var known = said instanceof Collection<?> names
                ? Arrays.stream(SignatureAlgorithm.values())
                        .filter(it -> names.contains(it.getName()))
                        .collect(Collectors.toSet())
                : Set.<SignatureAlgorithm>of();
        return known.isEmpty() ? Set.of(SignatureAlgorithm.RS256) : known;
    }

    private record Decoding(ClientRegistration client, JwtDecoder decoder) {}
}
