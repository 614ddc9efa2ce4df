package io.runtruth.ui.kit;

import io.runtruth.operations.reads.RunIdStart;
import java.util.Optional;
import java.util.regex.Pattern;

/// The id of a run as it stands in links, messages and the log, or its first digits as the console shows them.
public final class RunId {

    private static final Pattern WHOLE =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    /// Eight digits or more, with dashes or without, that are no part of a longer word.
    private static final Pattern START =
            Pattern.compile("(?<![\\w-])[0-9a-f]{8}(?:-?[0-9a-f]){0,24}-?(?![\\w-])", Pattern.CASE_INSENSITIVE);

    private RunId() {}

    /// Of a text the last that is one; where none is whole, the last that can be the first digits of one.
    public static Optional<RunIdStart> in(String text) {
        return last(WHOLE, text).or(() -> last(START, text));
    }

    private static Optional<RunIdStart> last(Pattern form, String text) {
        return form.matcher(text)
                .results()
                .map(match -> RunIdStart.of(match.group().replace("-", "")))
                .reduce((_, last) -> last);
    }
}
