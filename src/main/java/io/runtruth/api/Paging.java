package io.runtruth.api;

import io.runtruth.shared.Cursor;
import io.runtruth.shared.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for.
record Paging(
        @Parameter(description = "`next_cursor` of the part before; left out for the beginning") @Nullable
        String cursor,

        @Parameter(description = "how many, 1 to 200; 50 where it is left out") @Nullable
        Integer limit) {

    private static final int USUAL = 50;
    private static final int MOST = 200;

    /// @throws Problem.InvalidInput `cursor.invalid`
    @Nullable
    Cursor after() {
        return cursor == null ? null : Cursor.parse(cursor);
    }

    /// @throws Problem.InvalidInput `request.range`
    int size() {
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw new Problem.InvalidInput("request.range", "limit", 1, MOST);
        }
        return limit == null ? USUAL : limit;
    }
}
