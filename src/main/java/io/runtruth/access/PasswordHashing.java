package io.runtruth.access;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Computes as many hashes of passwords at the same time as the machine has processors, and at most four: each
/// takes 19 MiB and a processor for a while. Some wait a little for their turn; who would have to wait longer is
/// told so. Nobody waits here with a transaction open.
@Component
public class PasswordHashing {

    static final int MOST_WAITING = 40;
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final int MOST_AT_ONCE = 4;

    private final PasswordEncoder encoder;
    private final Semaphore turns;
    private final AtomicInteger waiting = new AtomicInteger();

    @Autowired
    PasswordHashing(PasswordEncoder encoder) {
        this(encoder, Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_AT_ONCE));
    }

    /// @param atOnce how many at the same time, 1 or more
    public PasswordHashing(PasswordEncoder encoder, int atOnce) {
        this.encoder = encoder;
        this.turns = new Semaphore(atOnce, true);
    }

    /// @throws SignInDelayed where the turn does not come soon
    public boolean matches(String password, String hash) {
        return inTurn(() -> encoder.matches(password, hash));
    }

    /// @throws SignInDelayed where the turn does not come soon
    public String hash(String password) {
        return inTurn(() -> encoder.encode(password));
    }

    /// Whether it was made in a way that is no longer used.
    public boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T> T inTurn(Supplier<T> work) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            throw busy();
        }
        try {
            if (!turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            waiting.decrementAndGet();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static SignInDelayed busy() {
        return new SignInDelayed(SignInDelayed.DelayReason.BUSY, LONGEST_WAIT);
    }
}
