package io.runtruth.ui.kit;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The id of a run as it stands in links, messages and the log.
public final class RunId {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private RunId() {}

    /// Of a text the last that is one.
    public static Optional<UUID> in(String text) {
        return FORM.matcher(text)
                .results()
                .map(match -> UUID.fromString(match.group()))
                .reduce((_, last) -> last);
    }
}
