package io.runtruth.access.signin;

import io.runtruth.access.Actor;
import io.runtruth.access.AddressBlock;
import io.runtruth.access.SignInDelayed;
import io.runtruth.access.SignedIn;
import io.runtruth.shared.Coded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Keeps who signed in, out, and who failed to, in the log and in the audit trail (contract 8).
///
/// What fails is kept once a minute for each account and address, and [#MOST_FAILURES] times a minute for all of
/// them: a stranger cannot fill the disk. What was left out is counted, and told with the next. The name that was
/// typed is not kept: it may be a password by mistake, and where it is an account's, the account is named.
@Component
class SecurityLog {

    static final int MOST_FAILURES = 60;

    private static final Logger LOG = LoggerFactory.getLogger(SecurityLog.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration CALLS_OF_A_CLIENT = Duration.ofHours(1);
    private static final int MOST_ENTRIES = 10_000;

    private final SignInAuditService audit;
    private final Clock clock;
    private final KeyedDigest digest = new KeyedDigest();
    private final AgedMap<Boolean> told = new AgedMap<>(MOST_ENTRIES);
    private Instant minute = Instant.EPOCH;
    private int failuresInMinute;
    private long leftOut;

    SecurityLog(SignInAuditService audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /// A person at the console each time; a client of the API, which sends its token or password with each call,
    /// once an hour for each address.
    void signedIn(Actor.Person person, Door door, @Nullable String address) {
        if (door == Door.CONSOLE
                || door == Door.PASSKEY
                || door == Door.PROVIDER
                || isNew(CALLS_OF_A_CLIENT, "in " + person.name(), person.account(), address)) {
            audit.signedIn(person, door.code());
            LOG.info("sign-in of account {} from {} ({})", person.account(), shown(address), door.code());
        }
    }

    void signedOut(Actor.Person person, @Nullable String address) {
        LOG.info("sign-out of account {} from {}", person.account(), shown(address));
    }

    void failed(Optional<UUID> account, Door door, @Nullable String address) {
        refused("failed", account, door, address);
    }

    void delayed(SignInDelayed.DelayReason reason, Optional<UUID> account, Door door, @Nullable String address) {
        refused(reason.code(), account, door, address);
    }

    private void refused(String how, Optional<UUID> account, Door door, @Nullable String address) {
        var before = failure(how, account.orElse(null), address);
        if (before >= 0) {
            audit.refused(how, account.orElse(null), door.code(), before);
            LOG.warn(
                    "sign-in {} for {} from {} ({}), {} more before it",
                    how,
                    account.map(it -> "account " + it).orElse("an unknown name"),
                    shown(address),
                    door.code(),
                    before);
        }
    }

    /// @return how many were left out before this one; negative where this one is left out too
    private synchronized long failure(String how, @Nullable UUID account, @Nullable String address) {
        var now = clock.instant();
        if (!now.isBefore(minute.plus(MINUTE))) {
            minute = now;
            failuresInMinute = 0;
        }
        if (failuresInMinute >= MOST_FAILURES || !isNew(MINUTE, how, account, address)) {
            leftOut++;
            return -1;
        }
        failuresInMinute++;
        var before = leftOut;
        leftOut = 0;
        return before;
    }

    private synchronized boolean isNew(Duration quiet, String what, @Nullable UUID account, @Nullable String address) {
        var now = clock.instant();
        var key = digest.of(what, String.valueOf(account), AddressBlock.of(address));
        if (told.find(key, now).isPresent()) {
            return false;
        }
        told.put(key, true, now.plus(quiet), now);
        return true;
    }

    private static String shown(@Nullable String address) {
        return address == null ? "an unknown address" : address.replaceAll("[^0-9A-Za-z.:%_-]", "?");
    }

    /// Where somebody has proven, or tried to prove, who they are.
    enum Door implements Coded {
        CONSOLE,
        /// Basic authentication: for accounts of the demo, whose password is no secret. No other password is even
        /// looked at, whether there is such a name or not.
        API,
        TOKEN,
        PASSKEY,
        /// An identity provider has answered.
        PROVIDER;

        boolean isOpenTo(Optional<SignedIn> account) {
            return this != API || account.filter(SignedIn::demo).isPresent();
        }
    }
}
