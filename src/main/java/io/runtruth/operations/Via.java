package io.runtruth.operations;

import java.util.Locale;

/// The way by which something was asked for.
public enum Via {
    CONSOLE,
    API;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
