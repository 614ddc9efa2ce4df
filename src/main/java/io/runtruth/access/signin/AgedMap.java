package io.runtruth.access.signin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a stranger may make this node remember: entries under keys of one size, bounded in number, and forgotten
/// with age. The one that was not touched for longest makes room. Not safe for several threads; who holds it
/// locks.
final class AgedMap<V> {

    /// Forgotten with each new entry, so that old ones go at least as fast as new ones come.
    private static final int FORGOTTEN_AT_ONCE = 2;

    private final int most;
    private final Map<KeyedDigest.DigestKey, Aged<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

    AgedMap(int most) {
        this.most = most;
    }

    Optional<V> find(KeyedDigest.DigestKey key, Instant now) {
        return Optional.ofNullable(entries.get(key))
                .filter(it -> now.isBefore(it.until()))
                .map(Aged::value);
    }

    /// @param until when it is forgotten
    void put(KeyedDigest.DigestKey key, V value, Instant until, Instant now) {
        entries.put(key, new Aged<>(value, until));
        var eldest = entries.values().iterator();
        for (var looked = 0; looked < FORGOTTEN_AT_ONCE && eldest.hasNext(); looked++) {
            if (!now.isBefore(eldest.next().until()) || entries.size() > most) {
                eldest.remove();
            }
        }
    }

    void remove(KeyedDigest.DigestKey key) {
        entries.remove(key);
    }

    int size() {
        return entries.size();
    }

    private record Aged<V>(V value, Instant until) {}
}
