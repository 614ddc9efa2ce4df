package io.runtruth.access.signin;

import io.runtruth.access.AccountService;
import io.runtruth.access.PasswordHashing;
import io.runtruth.access.SignInDelayed;
import io.runtruth.access.SignInDelayed.DelayReason;
import io.runtruth.access.SignedIn;
import io.runtruth.access.signin.GuessThrottle.Guess;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Finds out whether a password is that of an account, at a cost that has a bound: no guess is hashed before it
/// is counted, the same password at the same moment is hashed once, and what was right a moment ago is not hashed
/// again.
@Component
class PasswordProof {

    private static final Duration LONGEST_WAIT = PasswordHashing.LONGEST_WAIT.plusSeconds(3);

    private final GuessThrottle throttle;
    private final ProvenPasswords proven;
    private final PasswordHashing hashing;
    private final Renewal renewal;

    /// Of nobody's password: a name without an account costs the same time.
    private final String nobodys;

    /// Being looked at; each has passed the throttle, and holds or awaits a turn of [PasswordHashing].
    private final Map<KeyedDigest.DigestKey, CompletableFuture<Boolean>> underWay = new HashMap<>();

    @Autowired
    PasswordProof(GuessThrottle throttle, ProvenPasswords proven, PasswordHashing hashing, AccountService accounts) {
        this(throttle, proven, hashing, accounts::rehash);
    }

    PasswordProof(GuessThrottle throttle, ProvenPasswords proven, PasswordHashing hashing, Renewal renewal) {
        this.throttle = throttle;
        this.proven = proven;
        this.hashing = hashing;
        this.renewal = renewal;
        this.nobodys = PasswordConfiguration.nobodys();
    }

    /// @throws SignInDelayed where it was guessed too often, or as many as possible are looked at already
    boolean isRight(Guess guess, Claimed asked) {
        var hash = asked.account().map(SignedIn::getPassword).orElse(nobodys);
        return switch (step(guess, proven.key(asked.name(), hash, asked.password()))) {
            case Step.Proven _ -> true;
            case Step.Await(var running) -> await(running);
            case Step.Hash(var key, var mine) -> hash(guess, asked, hash, key, mine);
        };
    }

    /// One after the other: of any number of guesses at the same moment no more than the throttle lets through
    /// are even compared with what is known to be right.
    private synchronized Step step(Guess guess, KeyedDigest.DigestKey key) {
        requireOpen(throttle.closedFor(guess));
        if (proven.has(key)) {
            return new Step.Proven();
        }
        var running = underWay.get(key);
        if (running != null) {
            return new Step.Await(running);
        }
        requireOpen(throttle.reserve(guess));
        var mine = new CompletableFuture<Boolean>();
        underWay.put(key, mine);
        return new Step.Hash(key, mine);
    }

    private static void requireOpen(Duration wait) {
        if (!wait.isZero()) {
            throw new SignInDelayed(DelayReason.THROTTLED, wait);
        }
    }

    private boolean hash(
            Guess guess, Claimed asked, String hash, KeyedDigest.DigestKey key, CompletableFuture<Boolean> mine) {
        @Nullable Boolean isRight = null;
        try {
            isRight = hashing.matches(asked.password(), hash) && asked.account().isPresent();
            if (isRight) {
                throttle.succeeded(guess);
                proven.add(proven.key(asked.name(), renewed(asked, hash), asked.password()));
            }
            return isRight;
        } finally {
            if (isRight == null) {
                throttle.takeBack(guess);
            }
            settle(key, mine, isRight);
        }
    }

    private synchronized void settle(
            KeyedDigest.DigestKey key, CompletableFuture<Boolean> mine, @Nullable Boolean isRight) {
        underWay.remove(key);
        if (isRight == null) {
            mine.completeExceptionally(new SignInDelayed(DelayReason.BUSY, PasswordHashing.LONGEST_WAIT));
        } else {
            mine.complete(isRight);
        }
    }

    private static boolean await(CompletableFuture<Boolean> running) {
        try {
            return running.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException _) {
            // whoever looked at it was told why
        }
        throw new SignInDelayed(DelayReason.BUSY, PasswordHashing.LONGEST_WAIT);
    }

    /// The hash that the account has from now on: a new one of the same password where the old one was made in a
    /// way that is no longer used.
    private String renewed(Claimed asked, String hash) {
        if (!hashing.isOutdated(hash)) {
            return hash;
        }
        try {
            var renewed = hashing.hash(asked.password());
            asked.account().ifPresent(account -> renewal.keep(account.actor().account(), hash, renewed));
            return renewed;
        } catch (SignInDelayed _) {
            return hash; // the next sign-in does it
        }
    }

    /// @param name as an account would have it
    /// @param account empty where there is none of this name
    record Claimed(String name, Optional<SignedIn> account, String password) {

        @Override
        public String toString() {
            return "Claimed[" + name + "]";
        }
    }

    /// Keeps an account's password in another form.
    interface Renewal {
        void keep(UUID account, String from, String to);
    }

    private sealed interface Step {

        record Proven() implements Step {}

        record Await(CompletableFuture<Boolean> running) implements Step {}

        record Hash(KeyedDigest.DigestKey key, CompletableFuture<Boolean> mine) implements Step {}
    }
}
