package io.runtruth.operations.lists;

import io.runtruth.shared.Label;
import io.runtruth.shared.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A view that is to be kept; its parts as in [SavedView].
///
/// @param name 1 to 200 characters, one line
/// @param filter at most 2,000 characters
public record NewSavedView(
        String name, String filter, @Nullable UUID environmentId, boolean shared) {

    private static final int LONGEST = 2_000;

    /// @throws Problem.InvalidInput `label.form`
    public NewSavedView {
        name = Label.require(name);
        if (filter.length() > LONGEST || filter.chars().anyMatch(Character::isISOControl)) {
            throw new Problem.InvalidInput("saved_view.filter");
        }
    }
}
