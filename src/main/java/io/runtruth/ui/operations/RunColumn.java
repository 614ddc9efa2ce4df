package io.runtruth.ui.operations;

import io.runtruth.shared.Coded;

/// A column of the list of runs, in its place; its code is its key.
enum RunColumn implements Coded {
    STATUS(205, 0, false),
    ENVIRONMENT(160, 2, false),
    OPERATION(150, 1, true),
    INITIATOR(130, 1, true),
    STARTED(110, 0, true),
    DURATION(95, 0, true),
    PROGRESS(190, 1, true);

    private final int width;
    private final int grow;
    private final boolean canBeHidden;

    /// @param width in pixels, of its share
    RunColumn(int width, int grow, boolean canBeHidden) {
        this.width = width;
        this.grow = grow;
        this.canBeHidden = canBeHidden;
    }

    String width() {
        return width + "px";
    }

    int grow() {
        return grow;
    }

    /// Without the others a row says too little, and has no link.
    boolean canBeHidden() {
        return canBeHidden;
    }
}
