package io.runtruth.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One page of a list that is read by key.
///
/// @param items in the list's order
/// @param next where the following page begins; empty when this was the last one
public record KeyPage<T>(List<T> items, Optional<Cursor> next) {

    public KeyPage {
        items = List.copyOf(items);
    }

    /// @param read one row more than the page may hold, where there is one
    /// @param size 1 or more
    public static <T> KeyPage<T> cut(List<T> read, int size, Function<T, Cursor> key) {
        if (read.size() <= size) {
            return new KeyPage<>(read, Optional.empty());
        }
        var shown = read.subList(0, size);
        return new KeyPage<>(shown, Optional.of(key.apply(shown.getLast())));
    }
}
