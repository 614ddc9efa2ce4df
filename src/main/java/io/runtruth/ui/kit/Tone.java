package io.runtruth.ui.kit;

import io.runtruth.shared.Coded;

/// How much a thing asks for attention; only ever repeats what an icon and a word say.
public enum Tone implements Coded {
    NEUTRAL,
    ACTIVE,
    GOOD,
    WARNING,
    BAD;
}
