package io.runtruth.shared;

import java.util.Optional;

/// A text that a person wrote, as it is kept.
public final class WrittenText {

    private WrittenText() {}

    /// Without the space around it; empty where nothing is left, where it is longer than allowed, and where it holds
    /// a control other than tab and line break, or half a character: neither can be kept.
    ///
    /// @param most characters
    public static Optional<String> of(String text, int most) {
        var words = text.strip();
        return words.isEmpty() || words.length() > most || words.codePoints().anyMatch(WrittenText::isNoText)
                ? Optional.empty()
                : Optional.of(words);
    }

    private static boolean isNoText(int point) {
        return Character.getType(point) == Character.SURROGATE
                || (Character.isISOControl(point) && point != '\n' && point != '\r' && point != '\t');
    }
}
