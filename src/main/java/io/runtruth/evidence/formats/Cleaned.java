package io.runtruth.evidence.formats;

import org.jspecify.annotations.Nullable;

/// What every text passes through before it becomes part of a check: characters that a database or a page can't
/// hold go, and the length is bounded.
final class Cleaned {

    private static final int DELETE = 0x7F;

    private Cleaned() {}

    /// One line of at most this many characters; `null` where nothing is left.
    static @Nullable String line(@Nullable String text, int maxChars) {
        return text == null ? null : orNull(bounded(readable(text, false).strip(), maxChars));
    }

    /// The same, without people's addresses: for what was found, not for what the tool's catalogue says.
    static @Nullable String foundLine(@Nullable String text, int maxChars) {
        return text == null ? null : line(PersonalAddresses.hiddenIn(text), maxChars);
    }

    /// As [#lines], without people's addresses.
    static @Nullable String foundLines(@Nullable String text, int maxChars) {
        return text == null ? null : lines(PersonalAddresses.hiddenIn(text), maxChars);
    }

    /// Text with its line breaks, of at most this many characters; `null` where nothing is left.
    static @Nullable String lines(@Nullable String text, int maxChars) {
        return text == null ? null : orNull(bounded(readable(text, true).strip(), maxChars));
    }

    /// An http or https address; `null` for anything else.
    static @Nullable String url(@Nullable String text, int maxChars) {
        var url = line(text, maxChars + 1);
        if (url == null || url.length() > maxChars || url.indexOf(' ') >= 0) {
            return null;
        }
        return url.startsWith("https://") || url.startsWith("http://") ? url : null;
    }

    /// Without what can't be stored, as one line of any length; nothing else changes.
    static String fit(String text) {
        return readable(text, false);
    }

    private static String readable(String text, boolean keepLines) {
        var readable = new StringBuilder();
        int copied = 0;
        int width;
        for (int at = 0; at < text.length(); at += width) {
            int character = text.codePointAt(at);
            width = Character.charCount(character);
            if (isKept(character, keepLines)) {
                continue;
            }
            readable.append(text, copied, at);
            if (!isUnfit(character)) {
                readable.append(' ');
            }
            copied = at + width;
        }
        return copied == 0 ? text : readable.append(text, copied, text.length()).toString();
    }

    private static boolean isKept(int character, boolean keepLines) {
        if (character >= ' ' && character < DELETE) {
            return true; // as nearly all are
        }
        return character == '\n' ? keepLines : !isSpace(character) && !isUnfit(character);
    }

    private static boolean isSpace(int character) {
        return character == '\t' || character == '\r';
    }

    /// NUL and other controls, and halves of a surrogate pair: PostgreSQL refuses the former, UTF-8 the latter.
    private static boolean isUnfit(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\n' && !isSpace(character);
            case Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static String bounded(String text, int maxChars) {
        if (text.length() <= maxChars) {
            return text;
        }
        var end = maxChars - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
