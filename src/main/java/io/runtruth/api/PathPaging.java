package io.runtruth.api;

import io.runtruth.api.shapes.PageJson;
import io.runtruth.shared.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which part of a list by path is asked for.
record PathPaging(
        @Parameter(description = "`next_cursor` of the part before; left out for the beginning") @Nullable
        String cursor,

        @Parameter(description = "how many, 1 to 1,000; 200 where it is left out") @Nullable
        Integer limit) {

    private static final int USUAL = 200;
    private static final int MOST = 1_000;
    private static final int LONGEST = 2_000;

    /// @throws Problem.InvalidInput `cursor.invalid`
    @Nullable
    String after() {
        if (cursor == null) {
            return null;
        }
        try {
            var path = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (path.isEmpty() || path.length() > LONGEST || path.indexOf('\0') >= 0) {
                throw new Problem.InvalidInput("cursor.invalid");
            }
            return path;
        } catch (IllegalArgumentException _) {
            throw new Problem.InvalidInput("cursor.invalid");
        }
    }

    /// @throws Problem.InvalidInput `request.range`
    int size() {
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw new Problem.InvalidInput("request.range", "limit", 1, MOST);
        }
        return limit == null ? USUAL : limit;
    }

    /// @param read one more than asked for, where there is one
    <T> List<T> cut(List<T> read) {
        return read.size() > size() ? read.subList(0, size()) : read;
    }

    <T> @Nullable String next(List<T> read, Function<T, String> path) {
        return read.size() > size()
                ? Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(path.apply(read.get(size() - 1)).getBytes(StandardCharsets.UTF_8))
                : null;
    }

    <R, T> PageJson<T> page(List<R> read, Function<R, String> path, Function<R, T> shape) {
        return new PageJson<>(cut(read).stream().map(shape).toList(), next(read, path));
    }
}
