package io.runtruth.ui.kit;

import io.runtruth.shared.Cursor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A list as a [KeyGrid] reads it: one filter, newest first by key (time and id, both descending), as one actor.
public interface KeyRows<T> {

    List<T> page(Range range);

    /// How many rows there are, up to the limit; `after` and `skip` are not set.
    int count(Range range);

    /// These rows as they are now, in any order, also those that no longer pass the filter; without those that are
    /// gone or that the actor may no longer see.
    List<T> byIds(List<UUID> ids);

    Cursor key(T row);

    /// A part of the list.
    ///
    /// @param after only rows behind this key; null from the first
    /// @param upTo no row newer than this key, the row itself included; null for all
    /// @param skip rows to leave out behind `after`, 0 to [KeyGrid#MOST_ROWS]
    /// @param limit 1 to [KeyGrid#MOST_ROWS] + 1
    record Range(@Nullable Cursor after, @Nullable Cursor upTo, int skip, int limit) {

        static Range newest(int limit) {
            return new Range(null, null, 0, limit);
        }
    }
}
