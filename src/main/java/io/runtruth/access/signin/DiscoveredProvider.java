package io.runtruth.access.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/// One identity provider, as it describes itself. It is asked when somebody signs in, not at the start of the node,
/// and by one at a time; what it has said counts for an hour, and longer where it does not answer then. One that
/// does not answer is left alone for some seconds, so that nobody waits for it one after the other.
final class DiscoveredProvider {

    static final Duration FRESH = Duration.ofHours(1);
    static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(DiscoveredProvider.class);

    private final String name;
    private final Supplier<ClientRegistration> ask;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Described described;
    private volatile Instant notBefore = Instant.MIN;

    /// @param ask throws whatever it wants
    DiscoveredProvider(String name, Supplier<ClientRegistration> ask, Clock clock) {
        this.name = name;
        this.ask = ask;
        this.clock = clock;
    }

    /// @throws ProviderUnavailable where it has never answered
    ClientRegistration get() {
        var known = described;
        if (known != null && known.isFresh(clock.instant())) {
            return known.registration();
        }
        return lock() ? askInTurn() : known(known);
    }

    private boolean lock() {
        try {
            return asking.tryLock(ProviderHttp.CONNECT.plus(ProviderHttp.ANSWER).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ClientRegistration askInTurn() {
        try {
            var known = described;
            var now = clock.instant();
            if (known != null && known.isFresh(now) || now.isBefore(notBefore)) {
                return known(known);
            }
            var registration = ask.get();
            described = new Described(registration, clock.instant());
            return registration;
        } catch (ProviderUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            notBefore = clock.instant().plus(LEFT_ALONE);
            LOG.warn("the identity provider {} does not say what it is: {}", name, e.toString());
            return known(described);
        } finally {
            asking.unlock();
        }
    }

    private ClientRegistration known(@Nullable Described known) {
        if (known == null) {
            throw new ProviderUnavailable(name);
        }
        return known.registration();
    }

    private record Described(ClientRegistration registration, Instant at) {

        boolean isFresh(Instant now) {
            return now.isBefore(at.plus(FRESH));
        }
    }
}
