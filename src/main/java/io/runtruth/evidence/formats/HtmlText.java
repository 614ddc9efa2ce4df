package io.runtruth.evidence.formats;

import io.runtruth.evidence.StructuredText;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/// The HTML of the tools. Scripts and what a tool shows as badges are no text.
final class HtmlText {

    private static final int MAX_DEPTH = 100;
    private static final Pattern MARKUP = Pattern.compile("[<&]");
    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9]{0,20})");
    private static final Pattern HREF =
            Pattern.compile("\\shref\\s{0,9}=\\s{0,9}[\"']?([^\"'\\s>]{1,2000})", Pattern.CASE_INSENSITIVE);
    private static final Set<String> NO_TEXT =
            Set.of("script", "style", "template", "head", "title", "textarea", "select", "svg", "math", "iframe");
    private static final Set<String> BADGES = Set.of("policy-indicators", "badges", "indicator-badge");

    private HtmlText() {}

    /// What was found: without people's addresses. `null` where nothing is left.
    static @Nullable StructuredText found(@Nullable String... html) {
        return of(true, html);
    }

    /// What a tool's catalogue says, unaltered. `null` where nothing is left.
    static @Nullable StructuredText written(@Nullable String html) {
        return of(false, html);
    }

    private static @Nullable StructuredText of(boolean hidesAddresses, @Nullable String... html) {
        var to = new StructureBuilder(hidesAddresses);
        for (var one : html) {
            if (one != null) {
                into(to, one);
            }
        }
        return to.text();
    }

    static void into(StructureBuilder to, String html) {
        to.breakLine();
        if (!MARKUP.matcher(html).find()) {
            to.text(html);
        } else if (Marks.areMostOf(html)) {
            to.text(Marks.without(html));
        } else {
            int depth = to.listDepth();
            var body = Parser.htmlParser()
                    .setMaxDepth(MAX_DEPTH)
                    .parseInput(html, "")
                    .body();
            NodeTraversor.filter(new Reading(to, depth), body);
            to.endLists(depth);
        }
        to.breakLine();
        if (JsonCursor.isCut(html)) {
            to.cut();
        }
    }

    /// One tag among other words.
    ///
    /// @param depth how many lists there were before the words
    static void tag(StructureBuilder to, String literal, int depth) {
        var tag = TAG.matcher(literal);
        if (!tag.lookingAt()) {
            return;
        }
        var name = tag.group(2).toLowerCase(Locale.ROOT);
        if (!tag.group(1).isEmpty()) {
            close(to, name, depth);
            return;
        }
        var href = name.equals("a") ? HREF.matcher(literal) : null;
        open(to, name, href != null && href.find() ? Parser.unescapeEntities(href.group(1), true) : "");
    }

    private static void open(StructureBuilder to, String name, String href) {
        switch (name) {
            case "a" -> to.link(href.strip().replace(" ", "%20"));
            case "ul" -> to.beginList(false, 1);
            case "ol" -> to.beginList(true, 1);
            case "li" -> to.beginItem();
            case "table" -> to.beginTable();
            case "tr" -> to.beginRow();
            case "td" -> to.beginCell(false);
            case "th" -> to.beginCell(true);
            case "h1", "h2", "h3", "h4", "h5", "h6" -> to.beginHeading();
            case "br", "p", "div", "pre", "blockquote", "dt", "dd", "hr" -> to.breakLine();
            default -> {}
        }
    }

    private static void close(StructureBuilder to, String name, int depth) {
        switch (name) {
            case "a" -> to.endLink();
            case "ul", "ol" -> {
                if (to.listDepth() > depth) {
                    to.endList();
                }
            }
            case "li" -> to.endItem();
            case "table" -> to.endTable();
            case "tr" -> to.endRow();
            case "td", "th" -> to.endCell();
            case "h1", "h2", "h3", "h4", "h5", "h6" -> to.endHeading();
            case "p", "div", "pre", "blockquote", "dt", "dd" -> to.breakLine();
            default -> {}
        }
    }

    private record Reading(StructureBuilder to, int depth) implements NodeFilter {

        @Override
        public FilterResult head(Node node, int level) {
            if (node instanceof TextNode text) {
                to.text(text.getWholeText());
            } else if (node instanceof Element element) {
                if (isNoText(element)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                open(to, element.normalName(), element.attr("href"));
            }
            return FilterResult.CONTINUE;
        }

        private static boolean isNoText(Element element) {
            return NO_TEXT.contains(element.normalName())
                    || element.hasAttr("class") && element.classNames().stream().anyMatch(BADGES::contains);
        }

        @Override
        public FilterResult tail(Node node, int level) {
            if (node instanceof Element element) {
                close(to, element.normalName(), depth);
            }
            return FilterResult.CONTINUE;
        }
    }
}
