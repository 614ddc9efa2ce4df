package io.runtruth.operations.lists;

import io.runtruth.shared.Label;
import io.runtruth.shared.Problem;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A view that is to be kept; its parts as in [SavedView].
///
/// @param name 1 to 200 characters, one line
/// @param filter of an address: at most 2,000 characters, names and values that can be decoded, but for the environment
///     and what is open in the list; empty for all runs
public record NewSavedView(
        String name, String filter, @Nullable UUID environmentId, boolean shared) {

    private static final int LONGEST = 2_000;

    /// The environment of a view is its own, so that nobody is told of one by the address; so what is open in it.
    private static final Pattern FORM = Pattern.compile("(?!(?:.*&)?(?:environment|case)=)(?:PAIR(?:&PAIR)*)?"
            .replace("PAIR", "[a-z_]+=(?:[^%&=]|%[0-9A-Fa-f]{2})*"));

    /// @throws Problem.InvalidInput `label.form`, `saved_view.filter`
    public NewSavedView {
        name = Label.require(name);
        if (filter.length() > LONGEST
                || filter.chars().anyMatch(Character::isISOControl)
                || !FORM.matcher(filter).matches()) {
            throw new Problem.InvalidInput("saved_view.filter");
        }
    }
}
