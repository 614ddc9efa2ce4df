package io.runtruth.evidence.formats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// How often each (control, resource) has occurred: an open hash table of 64-bit digests, 12 bytes a slot, because
/// a map of a million texts would not fit the memory that an import may take (contract 6). Two pairs with one
/// digest would share their counting; among a million pairs that happens once in some 40 million files.
final class Occurrences {

    private static final double MAX_LOAD = 0.8;

    private final MessageDigest digest = Digests.sha256();
    private long[] keys = new long[1 << 10];
    private int[] counts = new int[keys.length];
    private int size;

    /// Counts one more, and says the how manieth it is, from 1.
    int next(String control, @Nullable String resource) {
        if (size > keys.length * MAX_LOAD) {
            grow();
        }
        return count(key(control, resource), 1);
    }

    private long key(String control, @Nullable String resource) {
        digest.update(control.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        if (resource != null) {
            digest.update(resource.getBytes(StandardCharsets.UTF_8));
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private int count(long key, int times) {
        int slot = (int) key & keys.length - 1;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        if (counts[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        return counts[slot] += times;
    }

    private void grow() {
        var fullKeys = keys;
        var fullCounts = counts;
        keys = new long[fullKeys.length * 2];
        counts = new int[keys.length];
        size = 0;
        for (int slot = 0; slot < fullKeys.length; slot++) {
            if (fullCounts[slot] != 0) {
                count(fullKeys[slot], fullCounts[slot]);
            }
        }
    }
}
