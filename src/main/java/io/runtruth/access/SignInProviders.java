package io.runtruth.access;

import io.runtruth.shared.StartRefused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties.Registration;
import org.springframework.stereotype.Component;

/// The identity providers that people may sign in through (contract 8): the registrations of Spring's own settings,
/// by name. None, where nothing is configured.
@Component
public class SignInProviders {

    /// Where a sign-in begins, and where the provider leads back to; behind each the name of the registration.
    public static final String BEGIN = "/oauth2/authorization/";

    public static final String BACK = "/login/oauth2/code/";

    private static final String OPENID = "openid";

    private final Map<String, SignInProvider> providers = new TreeMap<>();
    private final PasskeySites sites;
    private final SignInSeal seal;

    SignInProviders(
            OAuth2ClientProperties properties,
            ProviderRules rules,
            PasskeySites sites,
            SignInSeal seal,
            SignInKey key) {
        this.sites = sites;
        this.seal = seal;
        properties.getRegistration().forEach((id, registration) -> providers.put(id, of(id, registration, properties)));
        if (!providers.isEmpty() && key.key().isEmpty()) {
            throw new StartRefused("Sign-in through an identity provider needs RUNTRUTH_SEALING_KEY.");
        }
        if (!providers.isEmpty() && !sites.isUsable()) {
            throw new StartRefused("Sign-in through an identity provider needs RUNTRUTH_ADDRESS to begin with https.");
        }
        rules.groups().forEach(rule -> {
            if (!providers.containsKey(rule.registration())) {
                throw new StartRefused(
                        "runtruth.sign-in.groups names the registration %s, which is not configured.",
                        rule.registration());
            }
        });
    }

    private static SignInProvider of(String id, Registration registration, OAuth2ClientProperties properties) {
        var provider =
                properties.getProvider().get(registration.getProvider() == null ? id : registration.getProvider());
        if (provider == null
                || provider.getIssuerUri() == null
                || provider.getIssuerUri().isBlank()) {
            throw new StartRefused(
                    "The identity provider %s needs spring.security.oauth2.client.provider.%s.issuer-uri.", id, id);
        }
        if (registration.getScope() != null && !registration.getScope().contains(OPENID)) {
            throw new StartRefused("The scopes of the identity provider %s must contain openid, or be left out.", id);
        }
        var name = registration.getClientName();
        return new SignInProvider(id, name == null || name.isBlank() ? id : name, provider.getIssuerUri());
    }

    public boolean isConfigured() {
        return !providers.isEmpty();
    }

    /// By the id of their registration.
    public List<SignInProvider> all() {
        return List.copyOf(providers.values());
    }

    /// Those that can be used where the request of this thread came to, by the rule of passkeys: the address that a
    /// system operator has set, or `localhost`.
    public List<SignInProvider> offered() {
        return sites.current().isPresent() ? all() : List.of();
    }

    public Optional<SignInProvider> find(String id) {
        return Optional.ofNullable(providers.get(id));
    }

    /// Also of one that is no longer configured.
    public String name(String id) {
        return find(id).map(SignInProvider::name).orElse(id);
    }

    /// Where a sign-in leads back to; empty where none can be used.
    public Optional<String> back(String id) {
        return sites.current().map(site -> site.origin() + BACK + id);
    }

    /// The address of a link that begins a sign-in.
    public static String begin(SignInProvider provider) {
        return BEGIN + provider.id();
    }

    /// As [#begin], by whoever has the link of an invitation.
    public static String begin(SignInProvider provider, String invitation) {
        return begin(provider) + "?invitation=" + invitation;
    }

    /// Where a signed-in person begins to link theirs. Nobody else can make such an address.
    public String link(SignInProvider provider, Actor.Person actor, UUID sessionId) {
        return begin(provider) + "?link="
                + seal.seal(new LinkOffer(actor.themselves().account(), sessionId));
    }

    /// @param told what the sign-in page is to tell; null: nothing
    public Optional<SignInNotice> notice(@Nullable String told) {
        return seal.open(SignInNotice.class, told);
    }

    /// @param id of the registration
    /// @param name as it is called on the sign-in page
    public record SignInProvider(String id, String name, String issuer) {}

    /// What is said after a sign-in that led to no session.
    ///
    /// @param provider its name
    /// @param about the address or name that the provider has told; empty where it has told none
    /// @param reference under which the log has the rest; empty where it has nothing
    public record SignInNotice(ProviderRefusal why, String provider, String about, String reference) {}

    /// A person's own wish to link an identity, from this session.
    public record LinkOffer(UUID account, UUID session) {}
}
