package io.runtruth.access.signin;

import io.micrometer.core.instrument.MeterRegistry;
import io.runtruth.access.AddressBlock;
import io.runtruth.access.IdentityService;
import io.runtruth.access.IdentityService.ProviderSignIn;
import io.runtruth.access.ProvidedIdentity;
import io.runtruth.access.ProviderRefusal;
import io.runtruth.access.RequestOrigin;
import io.runtruth.access.SignInBy;
import io.runtruth.access.SignInDelayed;
import io.runtruth.access.SignInDelayed.DelayReason;
import io.runtruth.access.SignInProviders;
import io.runtruth.access.SignInProviders.LinkOffer;
import io.runtruth.access.SignInSeal;
import io.runtruth.access.SignedIn;
import io.runtruth.access.signin.GuessThrottle.Guess;
import io.runtruth.access.signin.SecurityLog.Door;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Looks at what an identity provider has led back with, once. Each answer costs a call of the provider: who sends
/// wrong ones waits like who guesses passwords, each address by itself and apart from those.
@Component
class ProviderAuthentication {

    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_ERROR = 60;

    private final ProviderRegistrations registrations;
    private final ProviderProof proof;
    private final IdentityService identities;
    private final AccountDetailsQueries accounts;
    private final SignInProviders providers;
    private final GuessThrottle throttle;
    private final SecurityLog log;
    private final MeterRegistry meters;
    private final Clock clock;
    private final KeyedDigest digest = new KeyedDigest();
    private final AgedMap<Boolean> used = new AgedMap<>(MOST_REMEMBERED);

    ProviderAuthentication(
            ProviderRegistrations registrations,
            ProviderProof proof,
            IdentityService identities,
            AccountDetailsQueries accounts,
            SignInProviders providers,
            GuessThrottle throttle,
            SecurityLog log,
            MeterRegistry meters,
            Clock clock) {
        this.registrations = registrations;
        this.proof = proof;
        this.identities = identities;
        this.accounts = accounts;
        this.providers = providers;
        this.throttle = throttle;
        this.log = log;
        this.meters = meters;
        this.clock = clock;
    }

    /// Where the database can't be asked, that is no refusal: its fault is the cause of an
    /// [InternalAuthenticationServiceException].
    ///
    /// @throws ProviderRefused says why there is no session
    Authentication signIn(AskedProvider asked, ProviderAnswer answer) {
        return told(asked.registration(), null, () -> {
            var identity = identity(asked, answer);
            return signedIn(account(identity, asked.invitation()), asked.registration());
        });
    }

    /// @throws ProviderRefused says why it is not linked
    void link(AskedProvider asked, LinkOffer offer, SignedIn person, ProviderAnswer answer) {
        told(asked.registration(), offer, () -> {
            var identity = identity(asked, answer);
            identities
                    .link(person.actor(), person.session().orElse(null), identity)
                    .ifPresent(why -> {
                        throw ProviderRefused.of(why, asked.registration()).about(shown(identity));
                    });
            return true;
        });
    }

    /// An answer to nothing that this browser has asked, or asked lately.
    ProviderRefused stale(String registration) {
        return refused(ProviderRefused.of(ProviderRefusal.STALE, registration));
    }

    /// It can't even be asked.
    ProviderRefused unavailable(String registration) {
        return refused(ProviderRefused.of(ProviderRefusal.UNAVAILABLE, registration));
    }

    private <T> T told(String registration, @Nullable LinkOffer offer, Supplier<T> act) {
        try {
            return act.get();
        } catch (ProviderUnavailable _) {
            throw refused(linking(ProviderRefused.of(ProviderRefusal.UNAVAILABLE, registration), offer));
        } catch (ProviderRefused e) {
            throw refused(linking(e, offer));
        } catch (DataAccessException | TransactionException e) {
            throw new InternalAuthenticationServiceException("the accounts can't be asked now", e);
        }
    }

    private static ProviderRefused linking(ProviderRefused refused, @Nullable LinkOffer offer) {
        return offer == null ? refused : refused.linkingTo(offer.account());
    }

    private ProviderRefused refused(ProviderRefused refused) {
        meters.counter("runtruth.sign.in.refused", "reason", "provider").increment();
        log.failed(Optional.empty(), Door.PROVIDER, address());
        return refused;
    }

    private ProvidedIdentity identity(AskedProvider asked, ProviderAnswer answer) {
        requireFirst(asked);
        var client = registrations.findByRegistrationId(asked.registration());
        if (client == null) {
            throw ProviderRefused.of(ProviderRefusal.STALE, asked.registration());
        }
        return inTurn(() -> proof.prove(client, asked, code(client, answer)));
    }

    /// A browser that has kept what it was to give up does not come a second time; and the provider takes each code
    /// once anyway.
    private void requireFirst(AskedProvider asked) {
        var now = clock.instant();
        var key = digest.of(asked.registration(), asked.state());
        synchronized (used) {
            if (used.find(key, now).isPresent()) {
                throw ProviderRefused.of(ProviderRefusal.STALE, asked.registration());
            }
            used.put(key, true, now.plus(SignInSeal.LASTS), now);
        }
    }

    private static String code(ClientRegistration client, ProviderAnswer answer) {
        var registration = client.getRegistrationId();
        var issuer = client.getProviderDetails().getIssuerUri();
        if (answer.issuer() != null && !answer.issuer().equals(issuer)) {
            throw ProviderProof.unproven(registration, "it comes from another issuer");
        }
        var code = answer.code();
        if (answer.error() == null && code != null) {
            return code;
        }
        throw switch (answer.error()) {
            case "access_denied", "login_required", "interaction_required", "consent_required" ->
                ProviderRefused.of(ProviderRefusal.DENIED, registration);
            case "server_error", "temporarily_unavailable" ->
                ProviderRefused.of(ProviderRefusal.UNAVAILABLE, registration);
            case null, default -> ProviderProof.unproven(registration, "it says " + cut(answer.error()));
        };
    }

    private static String cut(@Nullable String foreign) {
        return foreign == null ? "nothing" : foreign.substring(0, Math.min(foreign.length(), LONGEST_ERROR));
    }

    private ProvidedIdentity inTurn(Supplier<ProvidedIdentity> prove) {
        var address = address();
        var guess = throttle.guess("a provider from " + AddressBlock.of(address), address);
        var wait = throttle.reserve(guess);
        if (!wait.isZero()) {
            meters.counter("runtruth.sign.in.refused", "reason", "throttled").increment();
            log.delayed(DelayReason.THROTTLED, Optional.empty(), Door.PROVIDER, address);
            throw new SignInDelayed(DelayReason.THROTTLED, wait);
        }
        return counted(guess, prove);
    }

    /// A provider that is away is nobody's wrong answer, and neither is whoever has changed their mind.
    private ProvidedIdentity counted(Guess guess, Supplier<ProvidedIdentity> prove) {
        try {
            var proven = prove.get();
            throttle.succeeded(guess);
            return proven;
        } catch (ProviderRefused e) {
            if (e.why() == ProviderRefusal.UNAVAILABLE || e.why() == ProviderRefusal.DENIED) {
                throttle.takeBack(guess);
            }
            throw e;
        }
    }

    private SignedIn account(ProvidedIdentity identity, @Nullable String invitation) {
        var account = switch (decided(identity, invitation)) {
            case ProviderSignIn.In(var id) -> accounts.find(id);
            case ProviderSignIn.NotIn(var why) ->
                throw ProviderRefused.of(why, identity.registration()).about(shown(identity));
        };
        return account.orElseThrow(() -> ProviderRefused.of(ProviderRefusal.UNKNOWN, identity.registration())
                .about(shown(identity)));
    }

    private ProviderSignIn decided(ProvidedIdentity identity, @Nullable String invitation) {
        try {
            return identities.signIn(identity, invitation);
        } catch (Problem problem) {
            throw ProviderRefused.of(why(problem), identity.registration()).about(shown(identity));
        }
    }

    private static ProviderRefusal why(Problem problem) {
        if (problem.code().startsWith("invitation.")) {
            return ProviderRefusal.INVITATION;
        }
        return problem.code().equals("workspace.suspended") ? ProviderRefusal.SUSPENDED : ProviderRefusal.STALE;
    }

    private static String shown(ProvidedIdentity identity) {
        return identity.address() == null ? identity.name() : identity.address();
    }

    private Authentication signedIn(SignedIn person, String registration) {
        log.signedIn(person.actor(), Door.PROVIDER, address());
        person.eraseCredentials();
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities());
        signedIn.setDetails(SignInBy.provider(providers.name(registration)));
        return signedIn;
    }

    private static @Nullable String address() {
        return RequestOrigin.current().orElse(null);
    }

    /// What came with the way back; each null where it did not.
    ///
    /// @param issuer who says that it has answered
    record ProviderAnswer(
            @Nullable String code,
            @Nullable String error,
            @Nullable String issuer) {}
}
