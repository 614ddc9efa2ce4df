package io.runtruth.ui.kit;

import java.util.Locale;

/// How much a thing asks for attention; only ever repeats what an icon and a word say.
public enum Tone {
    NEUTRAL,
    ACTIVE,
    GOOD,
    WARNING,
    BAD;

    /// The value of `data-tone`.
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
