package io.runtruth.ui.operations;

import io.runtruth.shared.Coded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A column of the list of runs, in its usual place; its code is its key.
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

    /// The first and the last stay where they are, also while the list is moved sideways.
    boolean canBeMoved() {
        return !isFirst() && !isLast();
    }

    boolean isFirst() {
        return ordinal() == 0;
    }

    boolean isLast() {
        return ordinal() == values().length - 1;
    }

    /// All of them as a person has ordered them.
    ///
    /// @param names what there is no more, or cannot be moved, is not heeded; what is missing stands behind
    ///     the one that is usually before it
    static List<RunColumn> inOrder(List<String> names) {
        var order = new ArrayList<RunColumn>();
        names.stream()
                .distinct()
                .flatMap(name -> Coded.of(RunColumn.class, name).stream())
                .filter(RunColumn::canBeMoved)
                .forEach(order::add);
        order.addFirst(values()[0]);
        Arrays.stream(values())
                .filter(column -> !order.contains(column))
                .forEach(column ->
                        order.add(column.isLast() ? order.size() : order.indexOf(column.usuallyBefore()) + 1, column));
        return order;
    }

    private RunColumn usuallyBefore() {
        return values()[ordinal() - 1];
    }
}
