package io.runtruth.evidence.formats;

import org.jspecify.annotations.Nullable;

/// How much of a file's definitions (rules, messages, files that results name by number or id) is kept while its
/// results are read: memory must not grow with the file.
final class DefinitionBudget {

    private static final int MAX_CHARS = 12 << 20;
    private static final int OVERHEAD_CHARS = 64;

    /// For what rules say at length: where it is spent, that is left out, rather than the file refused.
    private static final int MAX_PROSE_CHARS = 6 << 20;

    private long left = MAX_CHARS;
    private long proseLeft = MAX_PROSE_CHARS;

    /// @throws io.runtruth.shared.Problem.InvalidInput `evidence.too_many_definitions`
    void spend(FileCursor in, @Nullable String... texts) {
        left -= OVERHEAD_CHARS;
        for (var text : texts) {
            left -= text == null ? 0 : text.length();
        }
        if (left < 0) {
            throw in.refusal("evidence.too_many_definitions");
        }
    }

    /// The text, if there is room for it.
    @Nullable
    String prose(@Nullable String text) {
        int chars = text == null ? 0 : text.length();
        if (chars > proseLeft) {
            return null;
        }
        proseLeft -= chars;
        return text;
    }
}
