package io.runtruth.restore;

import io.runtruth.shared.Problem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where a target lies within its workspace's own folder: one to eight names with `/` between them.
record TargetPlace(String text) {

    private static final int LONGEST = 400;
    private static final int MOST_NAMES = 8;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._ -]{0,98}[A-Za-z0-9_-]|[A-Za-z0-9_]");

    /// @throws Problem.InvalidInput `target.place_form`
    TargetPlace {
        text = text.strip();
        var names = text.split("/", -1);
        var fits = text.length() <= LONGEST && names.length <= MOST_NAMES;
        if (!fits
                || !List.of(names).stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw new Problem.InvalidInput("target.place_form");
        }
    }

    /// Whether both lie in one another, or are one, in any case of letters.
    boolean overlaps(TargetPlace other) {
        var one = text.toLowerCase(Locale.ROOT) + "/";
        var two = other.text.toLowerCase(Locale.ROOT) + "/";
        return one.startsWith(two) || two.startsWith(one);
    }

    List<String> names() {
        return List.of(text.split("/"));
    }
}
