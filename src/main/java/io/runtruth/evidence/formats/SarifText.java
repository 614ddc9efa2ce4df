package io.runtruth.evidence.formats;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How SARIF writes texts and addresses (SARIF 2.1.0, 3.10 and 3.11): placeholders, embedded links,
/// percent-encoding.
final class SarifText {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{|}}|\\{(\\d{1,4})}");
    /// An escape, which begins no link, or a link: the destination is the number of a location, or an address; brackets
    /// in the words are escaped. No two attempts look at the same words, whatever marks a text is made of.
    private static final Pattern LINK = Pattern.compile("\\\\([\\\\\\[\\]])"
            + "|\\[((?:[^\\[\\]\\\\]|\\\\.){1,1000}+)]\\(([^()\\s]{1,2000}(?:\\([^()\\s]{0,200}\\))?)\\)");
    private static final Pattern ESCAPED_IN_LINK = Pattern.compile("\\\\([\\[\\]\\\\])");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

    private SarifText() {}

    /// A message with its arguments put in; without arguments it is taken as it is.
    static String filled(String message, List<String> arguments) {
        if (arguments.isEmpty()) {
            return message;
        }
        return PLACEHOLDER.matcher(message).replaceAll(found -> {
            if (found.group(1) == null) {
                return found.group().substring(1);
            }
            int index = Integer.parseInt(found.group(1));
            return Matcher.quoteReplacement(index < arguments.size() ? arguments.get(index) : found.group());
        });
    }

    /// A plain text message without the marks of its links: their words, and where they lead on the web.
    static @Nullable String unlinked(@Nullable String message) {
        if (message == null || message.indexOf('[') < 0) {
            return message;
        }
        return LINK.matcher(message)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) == null ? link(found) : unescaped(found)));
    }

    private static String link(MatchResult link) {
        var words = ESCAPED_IN_LINK.matcher(link.group(2)).replaceAll("$1");
        var destination = link.group(3);
        var isShown = destination.startsWith("http") && !destination.equals(words);
        return isShown ? words + " (" + destination + ")" : words;
    }

    /// Outside of links a backslash stands for itself, unless a bracket follows it.
    private static String unescaped(MatchResult escape) {
        return escape.group(1).equals("\\") ? escape.group() : escape.group(1);
    }

    /// A path as people write it. Other addresses than those of files stay as they are: `pkg:npm/%40scope/name`
    /// is the name of the package.
    static String path(String uri) {
        var isFile = uri.startsWith("file:") || !SCHEME.matcher(uri).lookingAt();
        return isFile && uri.indexOf('%') >= 0 ? decoded(uri) : uri;
    }

    /// Unchanged where it is not UTF-8, percent-encoded.
    private static String decoded(String uri) {
        var encoded = uri.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                bytes.put(encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(encoded[i + 2], 16);
            if (low < 0) {
                return uri;
            }
            bytes.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return uri;
        }
    }
}
