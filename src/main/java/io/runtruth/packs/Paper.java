package io.runtruth.packs;

import io.runtruth.shared.Coded;

/// What pages are printed on.
public enum Paper implements Coded {
    A4,
    LETTER
}
