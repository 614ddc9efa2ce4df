package io.runtruth.operations.lists;

import io.runtruth.shared.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// What of the list of runs somebody has before them, in which order, and how close its rows are. A column
/// that there is no more hides nothing and stands nowhere.
///
/// @param hidden names of columns, at most 20, each of at most 40 characters
/// @param order names of columns, as many; what is not among them stands where it usually does
/// @param compact whether the rows are close together
public record ListLayout(Set<String> hidden, List<String> order, boolean compact) {

    public static final ListLayout USUAL = new ListLayout(Set.of(), List.of(), false);

    private static final int MOST = 20;
    private static final int LONGEST = 40;

    /// @throws Problem.InvalidInput `list.columns`
    public ListLayout {
        hidden = Set.copyOf(hidden);
        order = List.copyOf(order);
        if (!fits(hidden) || !fits(order)) {
            throw new Problem.InvalidInput("list.columns");
        }
    }

    private static boolean fits(Collection<String> names) {
        return names.size() <= MOST && names.stream().allMatch(it -> it.length() <= LONGEST);
    }
}
