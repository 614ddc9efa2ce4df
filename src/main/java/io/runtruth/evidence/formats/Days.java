package io.runtruth.evidence.formats;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Days as the tools write them.
final class Days {

    private Days() {}

    /// `yyyy-mm-dd`, with or without a time behind it; `null` for anything else.
    static @Nullable LocalDate of(@Nullable String text) {
        try {
            return text == null || text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
