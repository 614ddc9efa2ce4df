package io.runtruth.evidence.formats;

import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One line after the other of a [StructureBuilder], with the budget of them all.
final class LineBuilder {

    private static final int MAX_URL = 2_000;
    /// A short reference may repeat a long address.
    private static final int MAX_URL_CHARS = 2 * StructureBuilder.MAX_CHARS;

    private final int mostChars;
    private final boolean hidesAddresses;
    private final List<Span> spans = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private @Nullable String url;
    private boolean isSpaceDue;
    private boolean isLinkEmpty;
    private int chars;
    private int urlChars;

    LineBuilder(boolean hidesAddresses, int mostChars) {
        this.mostChars = mostChars;
        this.hidesAddresses = hidesAddresses;
    }

    boolean isEmpty() {
        return spans.isEmpty() && words.isEmpty();
    }

    /// Whether all of it has found place.
    boolean add(String text, int from, int to) {
        int at = from;
        while (at < to) {
            if (isSpace(text.charAt(at))) {
                isSpaceDue = true;
                at++;
                continue;
            }
            if (chars >= mostChars) {
                return false;
            }
            spaceBefore();
            int end = wordEnd(text, at, Math.min(to, at + Math.max(1, mostChars - chars)));
            words.append(text, at, end);
            isLinkEmpty = false;
            chars += end - at;
            at = end;
        }
        return true;
    }

    private static int wordEnd(String text, int from, int to) {
        int end = from;
        while (end < to && !isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isSpace(char character) {
        return switch (character) {
            case ' ', '\t', '\r', '\n', '\u000B', '\f', '\u00A0' -> true;
            default -> false;
        };
    }

    private void spaceBefore() {
        if (isSpaceDue && !isEmpty()) {
            words.append(' ');
            chars++;
        }
        isSpaceDue = false;
    }

    void space() {
        isSpaceDue = true;
    }

    /// Behind what is there, whatever there is no room for.
    void mark(String mark) {
        endSpan();
        words.append(mark);
    }

    void link(@Nullable String destination) {
        spaceBefore();
        endSpan();
        url = affordable(Cleaned.url(destination, MAX_URL));
        isLinkEmpty = url != null;
    }

    private @Nullable String affordable(@Nullable String destination) {
        if (destination == null || hidesAddresses && isPersonal(destination)) {
            return null;
        }
        urlChars += destination.length();
        return urlChars <= MAX_URL_CHARS ? destination : null;
    }

    private static boolean isPersonal(String destination) {
        var decoded = destination.replace("%40", "@");
        return !PersonalAddresses.hiddenIn(decoded).equals(decoded);
    }

    /// A link without words shows where it leads.
    void endLink() {
        if (isLinkEmpty && url != null) {
            add(url, 0, url.length());
        }
        isLinkEmpty = false;
        endSpan();
        url = null;
    }

    private void endSpan() {
        if (!words.isEmpty()) {
            var text = Cleaned.fit(words.toString());
            words.setLength(0);
            var last = spans.isEmpty() ? null : spans.getLast();
            if (last != null && Objects.equals(last.url(), url)) {
                spans.set(spans.size() - 1, new Span(last.text() + text, url));
            } else if (!text.isEmpty()) {
                spans.add(new Span(text, url));
            }
        }
    }

    /// The line as it stands; the next one is empty. A link goes on in it.
    Line take() {
        endSpan();
        isSpaceDue = false;
        if (spans.isEmpty()) {
            return Line.of("");
        }
        var line = new Line(spans);
        spans.clear();
        return hidesAddresses ? hidden(line) : line;
    }

    /// An address that two spans share is hidden as well; then none of them is a link.
    private static Line hidden(Line line) {
        var words = line.plain();
        var hidden = PersonalAddresses.hiddenIn(words);
        if (hidden.equals(words)) {
            return line;
        }
        var spans = line.spans().stream()
                .map(span -> new Span(PersonalAddresses.hiddenIn(span.text()), span.url()))
                .toList();
        var joined = spans.stream().map(Span::text).collect(Collectors.joining());
        return joined.equals(hidden) ? new Line(spans) : Line.of(hidden);
    }
}
