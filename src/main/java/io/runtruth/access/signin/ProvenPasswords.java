package io.runtruth.access.signin;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Which passwords were found right a moment ago, so that a client that sends its password with each call costs one
/// hash in two minutes and not one a call.
///
/// What is remembered is a digest of name, stored hash and password under a secret of this process, 128 bits of it:
///
/// - The password cannot be read from it, and without the secret not even guessed. Who can read the secret reads
/// the
///   memory of a process through which the passwords themselves pass.
/// - The stored hash is read from the database for each call and is part of the digest: a password that was
///   changed, on whatever node, is not the one that was proven. An account that is gone is not found before it
///   comes to this.
/// - A right answer from here is no way around [GuessThrottle]: it is asked only where the throttle is open, and
///   in one step with counting the guess.
/// - Who sends many wrong passwords puts nothing in.
@Component
class ProvenPasswords {

    static final Duration REMEMBERED = Duration.ofMinutes(2);

    private static final int MOST = 1_000;

    private final Clock clock;
    private final KeyedDigest digest = new KeyedDigest();
    private final AgedMap<Boolean> proven = new AgedMap<>(MOST);

    ProvenPasswords(Clock clock) {
        this.clock = clock;
    }

    KeyedDigest.DigestKey key(String name, String hash, String password) {
        return digest.of(name, hash, password);
    }

    synchronized boolean has(KeyedDigest.DigestKey key) {
        return proven.find(key, clock.instant()).isPresent();
    }

    synchronized void add(KeyedDigest.DigestKey key) {
        var now = clock.instant();
        proven.put(key, true, now.plus(REMEMBERED), now);
    }
}
