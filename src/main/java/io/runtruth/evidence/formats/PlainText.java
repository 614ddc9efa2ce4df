package io.runtruth.evidence.formats;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentNodeRendererContext;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// Markdown and HTML of the tools become plain text: a check is shown, printed and compared, never rendered.
/// Texts come from a hostile place, so nesting is bounded, and the cursor has cut them before they are parsed.
final class PlainText {

    private static final int MAX_NESTING = 30;
    private static final Pattern MARKUP = Pattern.compile("[<&]");
    private static final Pattern MARKDOWN =
            Pattern.compile("[\\\\`*_\\[\\]<>&|#~!]|^\\s*(?:[-+]|\\d+[.)])\\s|\\r", Pattern.MULTILINE);
    private static final int MARKED_CHARS = 1_000;
    private static final int MOST_MARKED = 5;
    private static final String MARKS = "<>*_[]`";
    private static final Pattern TAG_OR_MARK = Pattern.compile("</?[A-Za-z][^<>]{0,200}>|[<>*_\\[\\]`|~\\\\#]");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]{1,300})`");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*\\n]{1,300})\\*\\*");
    private static final Pattern SPACES = Pattern.compile("[\\t\\x0B\\f\\u00A0 ]+");
    private static final Pattern LINE_ENDS = Pattern.compile(" ?(?:\\r\\n|\\r|\\n) ?");
    private static final Pattern BLANK_LINES = Pattern.compile("\\n{3,}");

    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder()
            .extensions(TABLES)
            .maxOpenBlockParsers(MAX_NESTING)
            .maxInlineNesting(MAX_NESTING)
            .build();
    private static final TextContentRenderer RENDERER = TextContentRenderer.builder()
            .nodeRendererFactory(EmbeddedHtml::new)
            .nodeRendererFactory(Links::new)
            .nodeRendererFactory(CodeWords::new)
            .extensions(TABLES)
            .lineBreakRendering(LineBreakRendering.COMPACT)
            .build();

    private PlainText() {}

    /// `null` where there is nothing.
    static @Nullable String ofMarkdown(@Nullable String markdown) {
        if (markdown == null) {
            return null;
        }
        if (!MARKDOWN.matcher(markdown).find()) {
            return tidy(markdown);
        }
        if (isMarksMostly(markdown)) {
            return bare(markdown);
        }
        return tidy(RENDERER.render(PARSER.parse(markdown)));
    }

    /// Text that was Markdown once and has lost its lines: what is left of its marks goes.
    static String withoutMarks(String text) {
        return BOLD.matcher(CODE.matcher(text).replaceAll("$1")).replaceAll("$1");
    }

    static String ofHtml(String html) {
        if (!MARKUP.matcher(html).find()) {
            return tidy(html);
        }
        if (isMarksMostly(html)) {
            return bare(html);
        }
        var body = Jsoup.parseBodyFragment(html).body();
        body.select("script, style, .policy-indicators, .badges, .indicator-badge")
                .remove();
        body.select("br, p, div, li, tr, h1, h2, h3, h4, h5, h6").forEach(block -> block.before(new TextNode("\n")));
        body.select("td, th").forEach(cell -> cell.before(new TextNode(" ")));
        return tidy(body.wholeText());
    }

    /// Whether a long text is rather marks than words. No tool writes so, and to build a tree of such a text
    /// costs many times what reading it costs.
    private static boolean isMarksMostly(String text) {
        return text.length() >= MARKED_CHARS
                && text.chars().filter(c -> MARKS.indexOf(c) >= 0).count() > text.length() / MOST_MARKED;
    }

    /// Words without tags and marks, in one pass.
    private static String bare(String text) {
        return tidy(TAG_OR_MARK.matcher(text).replaceAll(" "));
    }

    private static String tidy(String text) {
        var spaced = SPACES.matcher(text).replaceAll(" ");
        var lines = LINE_ENDS.matcher(spaced).replaceAll("\n");
        return BLANK_LINES.matcher(lines).replaceAll("\n\n").strip();
    }

    /// HTML inside of Markdown: line breaks in table cells, mostly.
    private record EmbeddedHtml(TextContentNodeRendererContext context) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(HtmlInline.class, HtmlBlock.class);
        }

        @Override
        public void render(Node node) {
            var writer = context.getWriter();
            switch (node) {
                case HtmlBlock block -> {
                    writer.write(ofHtml(block.getLiteral()));
                    writer.block();
                }
                case HtmlInline tag when tag.getLiteral().startsWith("<br") -> writer.write(' ');
                default -> {}
            }
        }
    }

    /// Names and commands, as they are.
    private record CodeWords(TextContentNodeRendererContext context) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Code.class);
        }

        @Override
        public void render(Node node) {
            context.getWriter().write(((Code) node).getLiteral());
        }
    }

    /// The words of a link, and where it leads on the web; a place within the tool's own report leads nowhere here.
    private record Links(TextContentNodeRendererContext context) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Link.class, Image.class);
        }

        @Override
        public void render(Node node) {
            for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
            if (node instanceof Link link && isWeb(link.getDestination()) && !isItsOwnText(link)) {
                context.getWriter().write(" (" + link.getDestination() + ")");
            }
        }

        private static boolean isWeb(String destination) {
            return destination.startsWith("https://") || destination.startsWith("http://");
        }

        private static boolean isItsOwnText(Link link) {
            return link.getFirstChild() instanceof Text text
                    && text.getNext() == null
                    && text.getLiteral().equals(link.getDestination());
        }
    }
}
