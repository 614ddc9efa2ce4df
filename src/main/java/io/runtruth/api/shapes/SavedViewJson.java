package io.runtruth.api.shapes;

import io.runtruth.operations.lists.SavedViewQueries.ListedView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A filter of the list of runs that was given a name.
///
/// @param filter as the address of the console's page has it behind its question mark, without the
///     environment
/// @param environment slug of the one that it is of; null for all
/// @param shared with all who may see it; else it is the caller's own
@SnakeCase
public record SavedViewJson(
        UUID id, String name, String filter, @Nullable String environment, boolean shared) {

    public static SavedViewJson of(ListedView listed) {
        var view = listed.view();
        return new SavedViewJson(view.id(), view.name(), view.filter(), listed.environment(), view.shared());
    }
}
