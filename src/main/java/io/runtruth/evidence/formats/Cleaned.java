package io.runtruth.evidence.formats;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What every text passes through before it becomes part of a check: characters that a database or a page can't hold
/// go, people's addresses become a short pseudonym (the same address the same one, so that resources stay apart), and
/// the length is bounded.
final class Cleaned {

    private static final Pattern ADDRESS =
            Pattern.compile("[\\p{L}\\p{N}._%+'#-]{1,64}@(?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,24}");
    private static final int PSEUDONYM_BYTES = 4;

    private Cleaned() {}

    /// One line of at most this many characters; `null` where nothing is left.
    static @Nullable String line(@Nullable String text, int maxChars) {
        return text == null
                ? null
                : orNull(bounded(hidden(readable(text, false)).strip(), maxChars));
    }

    /// Text with its line breaks, of at most this many characters; `null` where nothing is left.
    static @Nullable String lines(@Nullable String text, int maxChars) {
        return text == null ? null : orNull(bounded(hidden(readable(text, true)).strip(), maxChars));
    }

    /// An http or https address; `null` for anything else.
    static @Nullable String url(@Nullable String text, int maxChars) {
        var url = line(text, maxChars + 1);
        if (url == null || url.length() > maxChars || url.indexOf(' ') >= 0) {
            return null;
        }
        return url.startsWith("https://") || url.startsWith("http://") ? url : null;
    }

    private static String readable(String text, boolean keepLines) {
        if (text.codePoints().noneMatch(c -> isUnfit(c) || isSpace(c) || c == '\n')) {
            return text;
        }
        var readable = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isUnfit(c)).forEach(c -> {
            var kept = keepLines && c == '\n' || !isSpace(c) && c != '\n';
            readable.appendCodePoint(kept ? c : ' ');
        });
        return readable.toString();
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

    private static String hidden(String text) {
        if (text.indexOf('@') < 0) {
            return text;
        }
        return ADDRESS.matcher(text).replaceAll(address -> "[address " + pseudonym(address.group()) + "]");
    }

    private static String pseudonym(String address) {
        var digest = Digests.sha256().digest(address.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, PSEUDONYM_BYTES);
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
