package io.runtruth.operations.lists;

import io.runtruth.shared.Problem;
import java.util.Set;

/// What of the list of runs somebody has before them, and how close its rows are.
///
/// @param hidden names of columns, at most 20, each of at most 40 characters; one that there is no more hides nothing
/// @param compact whether the rows are close together
public record ListLayout(Set<String> hidden, boolean compact) {

    public static final ListLayout USUAL = new ListLayout(Set.of(), false);

    private static final int MOST = 20;
    private static final int LONGEST = 40;

    /// @throws Problem.InvalidInput `list.columns`
    public ListLayout {
        hidden = Set.copyOf(hidden);
        if (hidden.size() > MOST || hidden.stream().anyMatch(it -> it.length() > LONGEST)) {
            throw new Problem.InvalidInput("list.columns");
        }
    }
}
