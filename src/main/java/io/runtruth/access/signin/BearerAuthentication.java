package io.runtruth.access.signin;

import io.micrometer.core.instrument.MeterRegistry;
import io.runtruth.access.SentSecret;
import io.runtruth.access.TokenCaller;
import io.runtruth.access.TokenRefused;
import io.runtruth.access.signin.BearerQueries.SentToken;
import io.runtruth.access.signin.SecurityLog.Door;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Looks at a token (contract 8): its check sum, one read, a comparison in constant time; no slow hash, which
/// random 256 bits don't need. It says who is calling, and what the token leaves of their rights; what they may is
/// decided afresh by the services.
@Component
class BearerAuthentication {

    private final BearerQueries tokens;
    private final TokenUses uses;
    private final SecurityLog log;
    private final MeterRegistry meters;
    private final Clock clock;

    BearerAuthentication(BearerQueries tokens, TokenUses uses, SecurityLog log, MeterRegistry meters, Clock clock) {
        this.tokens = tokens;
        this.uses = uses;
        this.log = log;
        this.meters = meters;
        this.clock = clock;
    }

    /// Where the database can't be asked, that is no refusal: its fault is the cause of an
    /// [InternalAuthenticationServiceException].
    ///
    /// @throws TokenRefused for what is no usable token
    TokenCaller authenticate(String sent, String address) {
        try {
            return look(sent, address);
        } catch (DataAccessException | TransactionException e) {
            throw new InternalAuthenticationServiceException("the tokens can't be asked now", e);
        }
    }

    private TokenCaller look(String sent, String address) {
        var hash = SentSecret.hash(sent);
        var token = hash.flatMap(tokens::find).filter(it -> MessageDigest.isEqual(it.hash(), hash.get()));
        if (token.isEmpty()) {
            throw refused(Optional.empty(), address);
        }
        return taken(token.get(), address);
    }

    private TokenCaller taken(SentToken token, String address) {
        var person = token.person();
        if (!token.isUsable(clock.instant())) {
            throw refused(Optional.of(person.account()), address);
        }
        uses.used(Objects.requireNonNull(person.token()).tokenId(), token.lastUsedAt());
        log.signedIn(person, Door.TOKEN, address);
        return new TokenCaller(person);
    }

    /// @param account whose token it was; empty for what never was one
    private TokenRefused refused(Optional<UUID> account, String address) {
        meters.counter("runtruth.sign.in.refused", "reason", "token").increment();
        log.failed(account, Door.TOKEN, address);
        return new TokenRefused(account.isPresent());
    }
}
