package io.runtruth.shared;

import org.jspecify.annotations.Nullable;

/// A part of a list that is read by key, newest first.
///
/// @param after only rows behind this key; null from the first
/// @param upTo no row newer than this key, the row itself included, so that new ones do not shift what is being
///     read; null for all
/// @param skip rows to leave out behind `after`, 0 to [#MOST_SKIPPED]: every one of them is read
/// @param limit 1 or more
public record Range(@Nullable Cursor after, @Nullable Cursor upTo, int skip, int limit) {

    /// As far as a list is counted, and as far as it can be jumped into.
    public static final int MOST_SKIPPED = 1_000;

    public Range {
        if (skip < 0 || skip > MOST_SKIPPED || limit < 1) {
            throw new IllegalArgumentException("skip " + skip + ", limit " + limit);
        }
    }

    public static Range newest(int limit) {
        return new Range(null, null, 0, limit);
    }

    /// What one more than these rows would be, for a page that says whether there is another.
    public static Range page(@Nullable Cursor after, int size) {
        return new Range(after, null, 0, size + 1);
    }
}
