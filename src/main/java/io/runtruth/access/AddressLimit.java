package io.runtruth.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How often strangers may try something from one address, or one network of the newer kind, on this node: so many
/// at once, then one as often as they leak away. Remembers a bounded number of them; the one that was not seen for
/// longest makes room.
final class AddressLimit {

    private static final int MOST_ADDRESSES = 1_000;

    private final Clock clock;
    private final int most;
    private final Duration leak;
    private final Map<String, Instant> emptyAt = new LinkedHashMap<>(16, 0.75f, true);

    AddressLimit(Clock clock, int most, Duration leak) {
        this.clock = clock;
        this.most = most;
        this.leak = leak;
    }

    /// Counts a try, unless it is one too many.
    synchronized boolean take(@Nullable String address) {
        var now = clock.instant();
        var key = AddressBlock.of(address);
        var known = emptyAt.getOrDefault(key, now);
        var next = (known.isBefore(now) ? now : known).plus(leak);
        if (next.isAfter(now.plus(leak.multipliedBy(most)))) {
            return false;
        }
        emptyAt.put(key, next);
        if (emptyAt.size() > MOST_ADDRESSES) {
            emptyAt.remove(emptyAt.keySet().iterator().next());
        }
        return true;
    }
}
