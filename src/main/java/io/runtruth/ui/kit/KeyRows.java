package io.runtruth.ui.kit;

import io.runtruth.shared.Cursor;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A list as a [KeyGrid] reads it: one filter, newest first by key (time and id, both descending), as one actor.
public interface KeyRows<T> {

    /// The rows after the key, or from the top; never by a large offset.
    ///
    /// @param skip how many of them to leave out, less than [KeyGrid#MOST_ROWS]
    /// @param limit how many to read at most
    List<T> page(Optional<Cursor> after, int skip, int limit);

    /// How many rows come after the key, or in all; counting stops at the limit.
    int count(Optional<Cursor> after, int limit);

    /// These rows as they are now, in any order, also those that no longer pass the filter; without those that are
    /// gone or that the actor may no longer see.
    List<T> byIds(Collection<UUID> ids);

    Cursor key(T row);
}
