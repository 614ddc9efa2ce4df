package io.runtruth.api;

import io.runtruth.api.shapes.PageJson;
import io.runtruth.shared.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which part of a list by name is asked for.
record NamedPage(
        @Parameter(description = "a part of the name; left out for all") @Nullable
        String search,

        @Parameter(description = "`next_cursor` of the part before; left out for the beginning") @Nullable
        String cursor,

        @Parameter(description = "how many, 1 to 200; 50 where it is left out") @Nullable
        Integer limit) {

    private static final int LONGEST = 1_000;

    String wanted() {
        return search == null ? "" : search;
    }

    /// @throws Problem.InvalidInput `cursor.invalid`
    @Nullable
    String after() {
        if (cursor == null) {
            return null;
        }
        try {
            var name = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (!name.isEmpty() && name.length() <= LONGEST && name.indexOf('\0') < 0) {
                return name;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new Problem.InvalidInput("cursor.invalid");
    }

    /// One more than the part may hold, so that it shows whether there is more.
    int limitAndOne() {
        return new Paging(null, limit).size() + 1;
    }

    /// @param read as many as [#limitAndOne] at most
    <R, T> PageJson<T> of(List<R> read, Function<R, String> name, Function<R, T> shape) {
        var size = limitAndOne() - 1;
        var shown = read.size() > size ? read.subList(0, size) : read;
        var next = read.size() > size
                ? Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(name.apply(shown.getLast()).getBytes(StandardCharsets.UTF_8))
                : null;
        return new PageJson<>(shown.stream().map(shape).toList(), next);
    }
}
