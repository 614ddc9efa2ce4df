package io.runtruth.evidence.formats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// A number for each of many keys: an open hash table of 64-bit digests, 16 bytes a slot, because a map of a
/// million texts would not fit the memory that an import may take (contract 6).
final class DigestTable {

    private static final double MAX_LOAD = 0.8;

    private final MessageDigest digest = Digests.sha256();
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    private long[] keys = new long[1 << 10];
    private long[] values = new long[keys.length];
    private int size;

    /// The key of these texts in this order; never 0.
    long key(@Nullable String... parts) {
        for (var part : parts) {
            var bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
            digest.update((byte) (part == null ? 0 : 1));
            digest.update(length.clear().putInt(0, bytes.length));
            digest.update(bytes);
        }
        long key = ByteBuffer.wrap(digest.digest()).getLong();
        return key == 0 ? 1 : key;
    }

    boolean has(long key) {
        return keys[slot(key)] == key;
    }

    /// @param absent what is returned for a key that is not there
    long get(long key, long absent) {
        int slot = slot(key);
        return keys[slot] == key ? values[slot] : absent;
    }

    void put(long key, long value) {
        if (size > keys.length * MAX_LOAD) {
            grow();
        }
        int slot = slot(key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        values[slot] = value;
    }

    int size() {
        return size;
    }

    private int slot(long key) {
        int slot = (int) key & keys.length - 1;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        var fullKeys = keys;
        var fullValues = values;
        keys = new long[fullKeys.length * 2];
        values = new long[keys.length];
        for (int i = 0; i < fullKeys.length; i++) {
            if (fullKeys[i] != 0) {
                int slot = slot(fullKeys[i]);
                keys[slot] = fullKeys[i];
                values[slot] = fullValues[i];
            }
        }
    }
}
