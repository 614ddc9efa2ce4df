package io.runtruth.ui.kit;

import io.runtruth.shared.Cursor;
import io.runtruth.shared.Range;
import java.util.List;
import java.util.UUID;

/// A list as a [KeyGrid] reads it: one filter, newest first by key (time and id, both descending), as one actor.
public interface KeyRows<T> {

    List<T> page(Range range);

    /// The keys of the rows of a part of the list, which is all that news need.
    List<Cursor> keys(Range range);

    /// How many rows there are, up to the limit; `after` and `skip` are not set.
    int count(Range range);

    /// These rows as they are now, in any order, also those that no longer pass the filter; without those that are
    /// gone or that the actor may no longer see.
    List<T> byIds(List<UUID> ids);

    Cursor key(T row);
}
