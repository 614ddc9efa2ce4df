package io.runtruth.shared;

import java.util.List;
import java.util.Optional;

/// One page of a list that is read by key.
///
/// @param items in the list's order
/// @param next where the following page begins; empty when this was the last one
public record KeyPage<T>(List<T> items, Optional<Cursor> next) {

    public KeyPage {
        items = List.copyOf(items);
    }
}
