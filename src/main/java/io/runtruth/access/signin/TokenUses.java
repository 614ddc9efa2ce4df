package io.runtruth.access.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Notes when a token was used last, once a minute, behind the call: no call waits for it, or fails by it. One
/// thread for all tokens, and each waits in line once.
@Component
class TokenUses implements DisposableBean {

    static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(TokenUses.class);

    private final TokenUseRepository uses;
    private final Clock clock;
    private final Set<UUID> inLine = ConcurrentHashMap.newKeySet();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("token-uses").daemon().factory());

    TokenUses(TokenUseRepository uses, Clock clock) {
        this.uses = uses;
        this.clock = clock;
    }

    /// @param before when it was noted last; null where it never was
    void used(UUID tokenId, @Nullable Instant before) {
        var now = clock.instant();
        if ((before == null || !now.isBefore(before.plus(AT_MOST_EVERY))) && inLine.add(tokenId)) {
            worker.execute(() -> note(tokenId, now));
        }
    }

    private void note(UUID tokenId, Instant at) {
        try {
            uses.note(tokenId, at, AT_MOST_EVERY);
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("a token's use was not noted; the next one will be", e);
        } finally {
            inLine.remove(tokenId);
        }
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }
}
