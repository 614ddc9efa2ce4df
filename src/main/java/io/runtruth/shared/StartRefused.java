package io.runtruth.shared;

import org.jspecify.annotations.Nullable;

/// The node must not or cannot start, and a system operator can do something about it. The message is the one plain
/// sentence that is printed before the process ends with exit code 1; a stack trace would add nothing, so there is
/// none.
public final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param sentence says what is wrong and what to do, as a format of the arguments
    public StartRefused(String sentence, @Nullable Object... arguments) {
        super(sentence.formatted(arguments), null, false, false);
    }
}
