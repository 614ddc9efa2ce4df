package io.runtruth.evidence.formats;

import io.runtruth.evidence.StructuredText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How SARIF writes texts and addresses (SARIF 2.1.0, 3.10 and 3.11): placeholders, embedded links,
/// percent-encoding.
final class SarifText {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{|}}|\\{(\\d{1,4})}");
    /// The number of a location, or an address.
    private static final Pattern DESTINATION = Pattern.compile("\\(([^()\\s]{1,2000}+(?:\\([^()\\s]{0,200}+\\))?)\\)");
    private static final int LONGEST_WORDS = 1_000;
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\\[\\]])");
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
        var unlinked = new StringBuilder();
        int from = 0;
        for (var link : links(message)) {
            unlinked.append(unescaped(message.substring(from, link.start()))).append(link.words());
            if (link.destination().startsWith("http") && !link.destination().equals(link.words())) {
                unlinked.append(" (").append(link.destination()).append(')');
            }
            from = link.end();
        }
        return unlinked.append(unescaped(message.substring(from))).toString();
    }

    /// In one way through the text, however many brackets it has: a hostile one has nothing else. Escaped brackets
    /// are words; a bracket opens a link until another one opens or closes.
    private static List<EmbeddedLink> links(String message) {
        var links = new ArrayList<EmbeddedLink>();
        var destination = DESTINATION.matcher(message);
        int open = -1;
        for (int i = 0; i < message.length(); i++) {
            switch (message.charAt(i)) {
                case '\\' -> i++;
                case '[' -> open = i;
                case ']' -> {
                    var hasWords = open >= 0 && i > open + 1 && i - open <= LONGEST_WORDS;
                    if (hasWords && destination.region(i + 1, message.length()).lookingAt()) {
                        var words = ESCAPED_IN_LINK
                                .matcher(message.substring(open + 1, i))
                                .replaceAll("$1");
                        links.add(new EmbeddedLink(open, destination.end(), words, destination.group(1)));
                        i = destination.end() - 1;
                    }
                    open = -1;
                }
                default -> {}
            }
        }
        return links;
    }

    private record EmbeddedLink(int start, int end, String words, String destination) {}

    /// A plain text message with the structure that it has: lines, and links to the web.
    static @Nullable StructuredText structured(@Nullable String message, boolean hidesAddresses) {
        if (message == null) {
            return null;
        }
        var to = new StructureBuilder(hidesAddresses);
        int from = 0;
        for (var link : links(message)) {
            to.text(unescaped(message.substring(from, link.start())));
            to.link(link.destination());
            to.text(link.words());
            to.endLink();
            from = link.end();
        }
        to.text(unescaped(message.substring(from)));
        if (JsonCursor.isCut(message)) {
            to.cut();
        }
        return to.text();
    }

    private static String unescaped(String text) {
        return ESCAPED.matcher(text).replaceAll("$1");
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
