package io.runtruth.access.signin;

import io.runtruth.access.SignInProviders.LinkOffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/// What an identity provider was asked, as the browser that asks it carries it there and back, sealed: its answer
/// counts in this browser only, once, and on any node.
///
/// @param back where the provider leads back to
/// @param place where the person wanted to go: a path of ours
/// @param invitation secret of the link that it was begun from; null where it was not
/// @param link for whom the identity is to be linked; null for a sign-in
record AskedProvider(
        String registration,
        String state,
        String nonce,
        String verifier,
        String back,
        String place,
        @Nullable String invitation,
        @Nullable LinkOffer link) {

    static AskedProvider of(
            OAuth2AuthorizationRequest request,
            String registration,
            String place,
            @Nullable String invitation,
            @Nullable LinkOffer link) {
        return new AskedProvider(
                registration,
                Objects.requireNonNull(request.getState()),
                Objects.requireNonNull(request.<String>getAttribute(OidcParameterNames.NONCE)),
                Objects.requireNonNull(request.<String>getAttribute(PkceParameterNames.CODE_VERIFIER)),
                Objects.requireNonNull(request.getRedirectUri()),
                place,
                invitation,
                link);
    }

    OAuth2AuthorizationRequest request(ClientRegistration client) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        Objects.requireNonNull(client.getProviderDetails().getAuthorizationUri()))
                .clientId(client.getClientId())
                .redirectUri(back)
                .scopes(client.getScopes())
                .state(state)
                .attributes(attributes -> {
                    attributes.put(OAuth2ParameterNames.REGISTRATION_ID, registration);
                    attributes.put(OidcParameterNames.NONCE, nonce);
                    attributes.put(PkceParameterNames.CODE_VERIFIER, verifier);
                })
                .build();
    }

    /// Without its secrets.
    @Override
    public String toString() {
        return "AskedProvider[" + registration + "]";
    }
}
