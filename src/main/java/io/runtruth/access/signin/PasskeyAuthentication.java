package io.runtruth.access.signin;

import io.micrometer.core.instrument.MeterRegistry;
import io.runtruth.access.AddressBlock;
import io.runtruth.access.PasskeyCeremony;
import io.runtruth.access.PasskeySites;
import io.runtruth.access.RequestOrigin;
import io.runtruth.access.SignInBy;
import io.runtruth.access.SignInDelayed;
import io.runtruth.access.SignInDelayed.DelayReason;
import io.runtruth.access.SignedIn;
import io.runtruth.access.signin.SecurityLog.Door;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationRequestToken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Looks at the answer of a device. Nobody guesses a signature, but each answer costs a read and a computation: who
/// sends wrong ones waits like who guesses passwords, each address by itself and apart from those.
@Component
class PasskeyAuthentication implements AuthenticationManager {

    private final PasskeyCeremony ceremony;
    private final PasskeySites sites;
    private final AccountDetailsQueries accounts;
    private final GuessThrottle throttle;
    private final SecurityLog log;
    private final MeterRegistry meters;

    PasskeyAuthentication(
            PasskeyCeremony ceremony,
            PasskeySites sites,
            AccountDetailsQueries accounts,
            GuessThrottle throttle,
            SecurityLog log,
            MeterRegistry meters) {
        this.ceremony = ceremony;
        this.sites = sites;
        this.accounts = accounts;
        this.throttle = throttle;
        this.log = log;
        this.meters = meters;
    }

    /// Where the database can't be asked, that is no refusal: its fault is the cause of an
    /// [InternalAuthenticationServiceException].
    @Override
    public Authentication authenticate(Authentication asked) {
        var address = RequestOrigin.current().orElse(null);
        var guess = throttle.guess("a passkey from " + AddressBlock.of(address), address);
        var wait = throttle.reserve(guess);
        if (!wait.isZero()) {
            refused("throttled");
            log.delayed(DelayReason.THROTTLED, Optional.empty(), Door.PASSKEY, address);
            throw new SignInDelayed(DelayReason.THROTTLED, wait);
        }
        try {
            var person = prove((WebAuthnAuthenticationRequestToken) asked);
            if (person.isPresent()) {
                throttle.succeeded(guess);
                return signedIn(person.get(), address);
            }
        } catch (DataAccessException | TransactionException e) {
            throttle.takeBack(guess);
            throw new InternalAuthenticationServiceException("the accounts can't be asked now", e);
        }
        refused("wrong");
        log.failed(Optional.empty(), Door.PASSKEY, address);
        throw new BadCredentialsException("no passkey of an account");
    }

    private Optional<SignedIn> prove(WebAuthnAuthenticationRequestToken asked) {
        return sites.current()
                .flatMap(site -> ceremony.prove(site, asked.getWebAuthnRequest()))
                .flatMap(accounts::find);
    }

    private Authentication signedIn(SignedIn person, @Nullable String address) {
        log.signedIn(person.actor(), Door.PASSKEY, address);
        person.eraseCredentials();
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities());
        signedIn.setDetails(SignInBy.PASSKEY);
        return signedIn;
    }

    private void refused(String reason) {
        meters.counter("runtruth.sign.in.refused", "reason", reason).increment();
    }
}
