package io.runtruth.evidence.formats;

import org.jspecify.annotations.Nullable;

/// How often each (control, resource) has occurred. Two pairs with one digest would share their counting; among a
/// million pairs that happens once in some 40 million files.
final class Occurrences {

    private final DigestTable counts = new DigestTable();

    /// Counts one more, and says the how manieth it is, from 1.
    int next(String control, @Nullable String resource) {
        long key = counts.key(control, resource);
        long count = counts.get(key, 0) + 1;
        counts.put(key, count);
        return (int) count;
    }
}
