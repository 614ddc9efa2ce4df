package io.runtruth.access.signin;

import io.micrometer.core.instrument.MeterRegistry;
import io.runtruth.access.SignInDelayed;
import io.runtruth.access.SignedIn;
import io.runtruth.access.signin.SecurityLog.Door;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Looks at a password, for the sign-in page and for basic authentication alike, with guesses slowed down.
@Component
class ThrottledAuthentication {

    /// In UTF-16 units: no account has a longer name or password (contract 8), and nothing longer is hashed.
    private static final int LONGEST = 400;

    private final AccountDetailsQueries accounts;
    private final GuessThrottle throttle;
    private final PasswordProof proof;
    private final SecurityLog log;
    private final MeterRegistry meters;

    ThrottledAuthentication(
            AccountDetailsQueries accounts,
            GuessThrottle throttle,
            PasswordProof proof,
            SecurityLog log,
            MeterRegistry meters) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.proof = proof;
        this.log = log;
        this.meters = meters;
    }

    /// By one of the two ways in. Where the database can't be asked, that is no refusal: its fault is the cause of
    /// an [InternalAuthenticationServiceException].
    AuthenticationManager at(Door door) {
        return asked -> {
            try {
                return authenticate(asked, door);
            } catch (DataAccessException | TransactionException e) {
                throw new InternalAuthenticationServiceException("the accounts can't be asked now", e);
            }
        };
    }

    private Authentication authenticate(Authentication asked, Door door) {
        var address = address(asked);
        var name = unlessTooLong(asked.getName()).strip().toLowerCase(Locale.ROOT);
        var password = asked.getCredentials() instanceof String given ? unlessTooLong(given) : "";
        var account = accounts.find(name);
        if (!door.isOpenTo(account)) {
            refused("wrong");
            log.failed(account.map(ThrottledAuthentication::id), door, address);
            throw new BadCredentialsException("basic authentication serves demo accounts only");
        }
        try {
            var guess = throttle.guess(name, address);
            if (!proof.isRight(guess, new PasswordProof.Claimed(name, account, password))) {
                refused("wrong");
                log.failed(account.map(ThrottledAuthentication::id), door, address);
                throw new BadCredentialsException("no account of this name and password");
            }
        } catch (SignInDelayed delayed) {
            refused(delayed.reason().code());
            log.delayed(delayed.reason(), account.map(ThrottledAuthentication::id), door, address);
            throw delayed;
        }
        return signedIn(account.orElseThrow(), asked, door, address);
    }

    private void refused(String reason) {
        meters.counter("runtruth.sign.in.refused", "reason", reason).increment();
    }

    private Authentication signedIn(SignedIn account, Authentication asked, Door door, @Nullable String address) {
        log.signedIn(account.actor(), door, address);
        account.eraseCredentials();
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(account, null, account.getAuthorities());
        signedIn.setDetails(asked.getDetails());
        return signedIn;
    }

    private static UUID id(SignedIn account) {
        return account.actor().account();
    }

    private static @Nullable String address(Authentication asked) {
        return asked.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : null;
    }

    /// What is too long to be anybody's becomes nobody's: it is counted, and costs no more than any other.
    private static String unlessTooLong(String given) {
        return given.length() > LONGEST ? "" : given;
    }
}
