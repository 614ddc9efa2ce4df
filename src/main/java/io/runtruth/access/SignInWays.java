package io.runtruth.access;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The ways to sign in that this node is configured for, as a system operator is told of them.
@Component
public class SignInWays {

    private final PasskeySites sites;
    private final SignInProviders providers;

    SignInWays(PasskeySites sites, SignInProviders providers) {
        this.sites = sites;
        this.providers = providers;
    }

    /// Passwords, passkeys, and providers by their ids.
    public List<SignInWay> all() {
        return Stream.concat(
                        Stream.of(
                                new SignInWay(SignInMethod.PASSWORD, ""),
                                new SignInWay(SignInMethod.PASSKEY, sites.host().orElse(PasskeySites.HERE))),
                        providers.all().stream().map(it -> new SignInWay(SignInMethod.PROVIDER, it.name())))
                .toList();
    }

    /// @param named the site that passkeys hold for, the name of a provider; empty where there is only one. Never a
    ///     secret
    public record SignInWay(SignInMethod method, String named) {}
}
