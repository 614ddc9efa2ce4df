package io.runtruth.access.signin;

import io.runtruth.access.ProviderRefusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;

/// A sign-in through an identity provider that leads to no session, and what the person is told of it.
final class ProviderRefused extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final ProviderRefusal why;
    private final String registration;
    private final String about;
    private final String reference;
    private final @Nullable UUID linking;

    private ProviderRefused(
            ProviderRefusal why, String registration, String about, String reference, @Nullable UUID linking) {
        super(why.code());
        this.why = why;
        this.registration = registration;
        this.about = about;
        this.reference = reference;
        this.linking = linking;
    }

    static ProviderRefused of(ProviderRefusal why, String registration) {
        return new ProviderRefused(why, registration, "", "", null);
    }

    /// @param person the address or name that the provider has told
    ProviderRefused about(String person) {
        return new ProviderRefused(why, registration, person, reference, linking);
    }

    /// @param kept under which the log has the rest
    ProviderRefused under(String kept) {
        return new ProviderRefused(why, registration, about, kept, linking);
    }

    /// Somebody who is signed in wanted to link theirs.
    ProviderRefused linkingTo(UUID account) {
        return new ProviderRefused(why, registration, about, reference, account);
    }

    ProviderRefusal why() {
        return why;
    }

    String registration() {
        return registration;
    }

    String about() {
        return about;
    }

    String reference() {
        return reference;
    }

    @Nullable
    UUID linking() {
        return linking;
    }
}
