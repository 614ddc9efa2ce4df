package io.runtruth.api;

import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A list, or a part of it.
///
/// @param nextCursor to be sent back as `cursor` for what follows; null where nothing does
@SnakeCase
record Page<T>(List<T> items, @Nullable String nextCursor) {

    static <R, T> Page<T> of(KeyPage<R> rows, Function<R, T> shape) {
        return new Page<>(
                rows.items().stream().map(shape).toList(),
                rows.next().map(Cursor::token).orElse(null));
    }

    /// A list that is short enough to be given whole.
    static <R, T> Page<T> whole(List<R> rows, Function<R, T> shape) {
        return new Page<>(rows.stream().map(shape).toList(), null);
    }
}
