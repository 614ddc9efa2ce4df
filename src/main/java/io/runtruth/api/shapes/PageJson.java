package io.runtruth.api.shapes;

import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A list, or a part of it.
///
/// @param nextCursor to be sent back as `cursor` for what follows; null where nothing does
@SnakeCase
public record PageJson<T>(List<T> items, @Nullable String nextCursor) {

    public static <R, T> PageJson<T> of(KeyPage<R> rows, Function<R, T> shape) {
        return new PageJson<>(
                rows.items().stream().map(shape).toList(),
                rows.next().map(Cursor::token).orElse(null));
    }

    /// A list that is short enough to be given whole.
    public static <R, T> PageJson<T> whole(List<R> rows, Function<R, T> shape) {
        return new PageJson<>(rows.stream().map(shape).toList(), null);
    }
}
