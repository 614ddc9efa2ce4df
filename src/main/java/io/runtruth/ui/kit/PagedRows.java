package io.runtruth.ui.kit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list as a [PagedGrid] reads it: one order, one search, as one actor.
///
/// @param <T> a row
/// @param <K> what a row is found by in this order
public interface PagedRows<T, K> {

    /// @param after the key behind which the part begins; null from the first
    /// @param limit 1 or more
    List<T> page(@Nullable K after, int limit);

    K key(T row);

    /// What stays the same while a row changes.
    Object id(T row);
}
