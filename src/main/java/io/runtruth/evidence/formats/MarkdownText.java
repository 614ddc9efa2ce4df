package io.runtruth.evidence.formats;

import io.runtruth.evidence.StructuredText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/// The Markdown of the tools, with tables and with HTML in it, and of people, with tables alone. It comes from a
/// hostile place: nesting is bounded,
/// the cursor has cut it before it is parsed, and a text of hardly anything but marks is not parsed at all.
public final class MarkdownText {

    private static final int MAX_NESTING = 30;
    private static final Pattern MARKDOWN =
            Pattern.compile("[\\\\`*_\\[\\]<>&|#~!]|^\\s*(?:[-+]|\\d+[.)])\\s|\\r", Pattern.MULTILINE);
    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder()
            .extensions(TABLES)
            .maxOpenBlockParsers(MAX_NESTING)
            .maxInlineNesting(MAX_NESTING)
            .build();

    private static final Pattern REMEDY = titles(
            "remediations?(?: (?:actions?|steps?))?",
            "remediate",
            "recommendations?",
            "security recommendations?",
            "mitigation(?: steps?)?",
            "how to (?:fix|remediate|resolve)(?: (?:it|this))?");
    private static final Pattern OTHER = titles(
            "(?:related|useful) (?:links|tests|information)",
            "references?",
            "learn more",
            "test script",
            "how the test works",
            "examples?");
    private static final int BOLD = 0;

    private final StructureBuilder to;
    private final boolean isHtmlWords;

    private MarkdownText(StructureBuilder to) {
        this(to, false);
    }

    /// @param isHtmlWords whether HTML is words like others
    private MarkdownText(StructureBuilder to, boolean isHtmlWords) {
        this.to = to;
        this.isHtmlWords = isHtmlWords;
    }

    private static Pattern titles(String... words) {
        return Pattern.compile("(?:" + String.join("|", words) + ")\\s*:?", Pattern.CASE_INSENSITIVE);
    }

    /// What was found: without people's addresses. `null` where nothing is left.
    static @Nullable StructuredText found(@Nullable String markdown) {
        var to = new StructureBuilder(true);
        into(to, markdown);
        return to.text();
    }

    /// What a tool's catalogue says, unaltered. `null` where nothing is left.
    static @Nullable StructuredText written(@Nullable String... markdown) {
        var to = new StructureBuilder(false);
        for (var one : markdown) {
            into(to, one);
        }
        return to.text();
    }

    /// What a person wrote here, all of it; what is rather marks than words stands as it was written.
    public static StructuredText ofPerson(String markdown) {
        var to = new StructureBuilder(false, StructureBuilder.Room.OF_A_PERSON);
        if (Marks.areMostOf(markdown)) {
            to.text(markdown);
        } else {
            new MarkdownText(to, true).children(PARSER.parse(markdown));
        }
        return Objects.requireNonNullElse(to.text(), new StructuredText(List.of()));
    }

    static void into(StructureBuilder to, @Nullable String markdown) {
        if (markdown == null) {
            return;
        }
        to.breakLine();
        if (!MARKDOWN.matcher(markdown).find()) {
            to.text(markdown);
        } else if (Marks.areMostOf(markdown)) {
            to.text(Marks.without(markdown));
        } else {
            new MarkdownText(to).children(PARSER.parse(markdown));
        }
        to.breakLine();
        if (JsonCursor.isCut(markdown)) {
            to.cut();
        }
    }

    /// A description of a catalogue, taken apart at its headings.
    ///
    /// @param why what is looked for and why it matters
    /// @param remedy what its section says that is to be done
    record Described(@Nullable StructuredText why, @Nullable StructuredText remedy) {

        static final Described NOTHING = new Described(null, null);
    }

    /// Links to elsewhere, scripts and how a test goes about are left out. A section ends at the next heading that
    /// is not below its own; one whose title is only bold words goes on to the end.
    static Described described(@Nullable String markdown) {
        if (markdown == null || markdown.isBlank()) {
            return Described.NOTHING;
        }
        if (Marks.areMostOf(markdown)) {
            return new Described(written(markdown), null);
        }
        var why = new ArrayList<Node>();
        var remedy = new ArrayList<Node>();
        var left = new ArrayList<Node>();
        var into = why;
        int level = Integer.MAX_VALUE;
        for (var node = PARSER.parse(markdown).getFirstChild(); node != null; ) {
            var next = node.getNext();
            var title = title(node);
            if (title != null && REMEDY.matcher(title).matches()) {
                into = remedy;
                level = level(node);
                if (node instanceof Paragraph) {
                    withoutTitle(node);
                    remedy.add(node);
                }
            } else {
                if (title != null && OTHER.matcher(title).matches()) {
                    into = left;
                    level = level(node);
                } else if (node instanceof Heading heading && heading.getLevel() <= level) {
                    into = why;
                    level = Integer.MAX_VALUE;
                }
                into.add(node);
            }
            node = next;
        }
        var isCut = JsonCursor.isCut(markdown);
        return new Described(of(why, isCut && into == why), of(remedy, isCut && into == remedy));
    }

    private static @Nullable StructuredText of(List<Node> nodes, boolean isCut) {
        var to = new StructureBuilder(false);
        var text = new MarkdownText(to);
        nodes.forEach(text::block);
        if (isCut) {
            to.cut();
        }
        return to.text();
    }

    /// The words of a heading, or those in bold that a paragraph begins with as its first line.
    private static @Nullable String title(Node node) {
        if (node instanceof Heading) {
            return words(node);
        }
        var first = node instanceof Paragraph ? node.getFirstChild() : null;
        var isLine = first instanceof StrongEmphasis && (first.getNext() == null || isBreak(first.getNext()));
        return first != null && isLine ? words(first) : null;
    }

    private static boolean isBreak(Node node) {
        return node instanceof SoftLineBreak || node instanceof HardLineBreak;
    }

    private static String words(Node node) {
        var to = new StructureBuilder(false);
        new MarkdownText(to).inlines(node);
        var words = to.text();
        return words == null ? "" : words.words();
    }

    private static int level(Node node) {
        return node instanceof Heading heading ? heading.getLevel() : BOLD;
    }

    private static void withoutTitle(Node paragraph) {
        var title = paragraph.getFirstChild();
        var end = title.getNext();
        title.unlink();
        if (end != null) {
            end.unlink();
        }
    }

    private void children(Node parent) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            block(node);
        }
    }

    private void block(Node node) {
        switch (node) {
            case Heading heading -> {
                to.beginHeading();
                inlines(heading);
                to.endHeading();
            }
            case Paragraph paragraph -> {
                to.breakLine();
                inlines(paragraph);
                to.breakLine();
            }
            case BulletList list -> list(list, false, 1);
            case OrderedList list -> ordered(list);
            case FencedCodeBlock code -> lines(code.getLiteral());
            case IndentedCodeBlock code -> lines(code.getLiteral());
            case HtmlBlock html when isHtmlWords -> lines(html.getLiteral());
            case HtmlBlock html -> HtmlText.into(to, html.getLiteral());
            case TableBlock table -> table(table);
            default -> children(node);
        }
    }

    private void list(Node list, boolean isOrdered, int first) {
        to.beginList(isOrdered, first);
        for (var node = list.getFirstChild(); node != null; node = node.getNext()) {
            to.beginItem();
            children(node);
            to.endItem();
        }
        to.endList();
    }

    /// One that goes on from before keeps its numbers, as lines.
    private void ordered(OrderedList list) {
        var first = list.getMarkerStartNumber();
        int number = first == null ? 1 : first;
        if (number == 1 || to.listDepth() > 0) {
            list(list, true, number);
            return;
        }
        for (var node = list.getFirstChild(); node != null; node = node.getNext()) {
            to.breakLine();
            to.text(number++ + ".");
            to.joinNext();
            children(node);
            to.breakLine();
        }
    }

    private void lines(String literal) {
        to.breakLine();
        to.text(literal);
        to.breakLine();
    }

    private void table(Node parent) {
        to.beginTable();
        rows(parent);
        to.endTable();
    }

    private void rows(Node parent) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof TableRow row) {
                to.beginRow();
                cells(row);
                to.endRow();
            } else {
                rows(node);
            }
        }
    }

    private void cells(Node row) {
        for (var node = row.getFirstChild(); node != null; node = node.getNext()) {
            to.beginCell(node instanceof TableCell cell && cell.isHeader());
            inlines(node);
            to.endCell();
        }
    }

    /// What HTML begins among the words ends with them.
    private void inlines(Node parent) {
        int depth = to.listDepth();
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            inline(node, depth);
        }
        to.endLists(depth);
    }

    private void inline(Node node, int depth) {
        switch (node) {
            case Text text -> to.text(text.getLiteral());
            case Code code -> to.text(code.getLiteral());
            case SoftLineBreak _, HardLineBreak _ -> to.breakLine();
            case HtmlInline html when isHtmlWords -> to.text(html.getLiteral());
            case HtmlInline html -> HtmlText.tag(to, html.getLiteral(), depth);
            case Link link -> {
                to.link(link.getDestination().strip().replace(" ", "%20"));
                within(link, depth);
                to.endLink();
            }
            default -> within(node, depth);
        }
    }

    private void within(Node parent, int depth) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            inline(node, depth);
        }
    }
}
