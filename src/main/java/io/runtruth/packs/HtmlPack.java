package io.runtruth.packs;

import io.runtruth.packs.PackBlock.BarPart;
import io.runtruth.packs.PackBlock.FactsBlock;
import io.runtruth.packs.PackBlock.FindingBlock;
import io.runtruth.packs.PackBlock.GridBlock;
import io.runtruth.packs.PackBlock.GridCell;
import io.runtruth.packs.PackBlock.GridColumn;
import io.runtruth.packs.PackBlock.GridRow;
import io.runtruth.packs.PackBlock.HeadingBlock;
import io.runtruth.packs.PackBlock.ItemsBlock;
import io.runtruth.packs.PackBlock.LabelledFact;
import io.runtruth.packs.PackBlock.OwnWordsBlock;
import io.runtruth.packs.PackBlock.PackRun;
import io.runtruth.packs.PackBlock.ParagraphBlock;
import io.runtruth.packs.PackBlock.ParagraphKind;
import io.runtruth.packs.PackDocument.PackHead;
import io.runtruth.texts.ForeignText;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/// A document as one file of HTML that is well-formed XML too: no script, nothing from elsewhere. Everything that is
/// not markup of ours is escaped here and nowhere else.
final class HtmlPack {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    /// Of a bar: less than all, so that no rounding breaks its line.
    private static final int WHOLE = 9_980;

    private final Writer out;
    private final boolean isPaged;

    private HtmlPack(Writer out, boolean isPaged) {
        this.out = out;
        this.isPaged = isPaged;
    }

    static void write(PackDocument document, Writer out) throws IOException {
        new HtmlPack(out, false).document(document);
    }

    /// For pages: with a footer on each and an outline.
    ///
    /// @param style of the pages
    static void writePaged(PackDocument document, String style, Writer out) throws IOException {
        new HtmlPack(out, true).paged(document, style);
    }

    private void paged(PackDocument document, String style) throws IOException {
        var language = document.language().code();
        raw("<html lang=\"" + language + "\" xml:lang=\"" + language + "\">\n<head>\n<title>");
        text(document.title());
        raw("</title>\n<meta name=\"subject\" content=\"");
        text(document.subject());
        raw("\"/>\n<meta name=\"description\" content=\"");
        text(document.subject());
        raw("\"/>\n<meta name=\"author\" content=\"Runtruth\"/>\n<style>\n" + style + accent(document)
                + "</style>\n<bookmarks>\n");
        bookmarks(document.blocks());
        raw("</bookmarks>\n</head>\n<body>\n<div class=\"footer-left\">");
        text(document.footer());
        raw("</div>\n<div class=\"footer-right\">");
        text(document.pageOf().before());
        raw("<span class=\"page-n\"></span>");
        text(document.pageOf().between());
        raw("<span class=\"pages-n\"></span>");
        text(document.pageOf().behind());
        raw("</div>\n");
        head(document.head());
        body(document);
        raw("</body>\n</html>\n");
        out.flush();
    }

    /// Sections, and their parts below them.
    private void bookmarks(List<PackBlock> blocks) throws IOException {
        var open = false;
        for (var block : blocks) {
            if (block instanceof HeadingBlock(var level, var id, var text) && (level == 2 || level == 3 && open)) {
                raw(level == 2 && open ? "</bookmark>\n" : "");
                raw("<bookmark name=\"");
                text(text);
                raw("\" href=\"#" + id + (level == 2 ? "\">" : "\"/>"));
                open = true;
            }
        }
        raw(open ? "</bookmark>\n" : "");
    }

    private void document(PackDocument document) throws IOException {
        raw("<!DOCTYPE html>\n<html lang=\"" + document.language().code() + "\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\"/>\n");
        raw("<meta name=\"referrer\" content=\"no-referrer\"/>\n<meta name=\"robots\" content=\"noindex\"/>\n<title>");
        text(document.title());
        raw("</title>\n<style>\n" + PackStyle.SCREEN + accent(document) + "</style>\n</head>\n<body>\n<main>\n");
        head(document.head());
        body(document);
        raw("<footer>");
        text(document.footer());
        raw("</footer>\n</main>\n</body>\n</html>\n");
        out.flush();
    }

    /// The first page stands by itself, closer where it has more to hold.
    private void body(PackDocument document) throws IOException {
        var blocks = document.blocks();
        var end = 0;
        while (end < blocks.size() && document.isFront(blocks.get(end))) {
            end++;
        }
        raw(document.isDense() ? "<div class=\"front dense\">\n" : "<div class=\"front\">\n");
        blocks(blocks.subList(0, end));
        raw("</div>\n");
        blocks(blocks.subList(end, blocks.size()));
    }

    /// Of lines only, never of text: it need not be readable.
    private static String accent(PackDocument document) {
        var accent = document.head().letterhead().accent();
        return accent == null ? "" : "h2, .letterhead { border-color: " + accent + " !important; }\n";
    }

    private void head(PackHead head) throws IOException {
        var letterhead = head.letterhead();
        var logo = letterhead.logo();
        if (letterhead.isEmpty()) {
            return;
        }
        raw("<div class=\"letterhead\">\n");
        if (logo != null) {
            raw("<p><img src=\"" + logo.address() + "\" width=\"" + logo.shownWidth() + "\" height=\""
                    + logo.shownHeight() + "\" alt=\"");
            text(head.logoName());
            raw("\"/></p>\n");
        }
        if (!letterhead.lines().isEmpty()) {
            raw("<p class=\"address\">");
            var between = "";
            for (var line : letterhead.lines()) {
                raw(between);
                text(ForeignText.shown(line));
                between = "<br/>";
            }
            raw("</p>\n");
        }
        raw("</div>\n");
    }

    private void blocks(List<PackBlock> blocks) throws IOException {
        for (var block : blocks) {
            switch (block) {
                case HeadingBlock heading -> heading(heading);
                case ParagraphBlock paragraph -> paragraph(paragraph);
                case ItemsBlock items -> items(items);
                case FactsBlock facts -> facts(facts);
                case GridBlock grid -> grid(grid);
                case FindingBlock entry -> entry(entry);
                case OwnWordsBlock own -> ownWords(own);
            }
        }
    }

    private void heading(HeadingBlock heading) throws IOException {
        raw("<h" + heading.level() + " id=\"");
        text(heading.id());
        raw("\">");
        text(heading.text());
        raw("</h" + heading.level() + ">\n");
    }

    private void paragraph(ParagraphBlock paragraph) throws IOException {
        raw(paragraph.kind() == ParagraphKind.PLAIN ? "<p>" : "<p class=\"" + kind(paragraph.kind()) + "\">");
        runs(paragraph.runs());
        raw("</p>\n");
    }

    private static String kind(ParagraphKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void items(ItemsBlock items) throws IOException {
        if (items.items().isEmpty()) {
            return;
        }
        var list = items.ordered() ? "ol" : "ul";
        raw("<" + list + ">\n");
        for (var item : items.items()) {
            raw("<li>");
            runs(item);
            raw("</li>\n");
        }
        raw("</" + list + ">\n");
    }

    private void facts(FactsBlock facts) throws IOException {
        if (facts.facts().isEmpty()) {
            return;
        }
        raw("<dl>\n");
        for (var fact : facts.facts()) {
            fact(fact);
        }
        raw("</dl>\n");
    }

    private void fact(LabelledFact fact) throws IOException {
        raw("<dt>");
        text(fact.label());
        raw("</dt><dd>");
        var between = "";
        for (var line : fact.lines()) {
            raw(between);
            runs(line);
            between = "<br/>";
        }
        raw("</dd>\n");
    }

    private void grid(GridBlock grid) throws IOException {
        if (isPaged) {
            raw("<table>\n");
            columns(grid);
        } else {
            raw("<div class=\"scrolls\" tabindex=\"0\" role=\"group\" aria-label=\"");
            text(grid.caption());
            raw("\"><table>\n");
        }
        raw("<caption>");
        text(grid.caption());
        raw("</caption>\n");
        if (grid.columns().stream().anyMatch(it -> !it.name().isEmpty())) {
            raw("<thead><tr>");
            for (var column : grid.columns()) {
                var tag = column.name().isEmpty() ? "td" : "th";
                raw("<" + tag + (column.name().isEmpty() ? "" : " scope=\"col\"") + number(column) + ">");
                text(column.name());
                raw("</" + tag + ">");
            }
            raw("</tr></thead>\n");
        }
        raw("<tbody>\n");
        for (var row : grid.rows()) {
            row(grid, row);
        }
        raw(isPaged ? "</tbody>\n</table>\n" : "</tbody>\n</table></div>\n");
    }

    private void columns(GridBlock grid) throws IOException {
        var sum = grid.columns().stream().mapToInt(GridColumn::share).sum();
        for (var column : grid.columns()) {
            raw("<col style=\"width:" + column.share() * 100 / sum + "%\"/>");
        }
        raw("\n");
    }

    private void row(GridBlock grid, GridRow row) throws IOException {
        raw(row.isSum() ? "<tr class=\"sum\">" : "<tr>");
        for (var at = 0; at < row.cells().size(); at++) {
            var tag = at == 0 && row.isHeaded() ? "th scope=\"row\"" : "td";
            raw("<" + tag + number(grid.columns().get(at)) + ">");
            cell(row.cells().get(at));
            raw(at == 0 && row.isHeaded() ? "</th>" : "</td>");
        }
        raw("</tr>\n");
    }

    private static String number(GridColumn column) {
        return column.isNumber() ? " class=\"n\"" : "";
    }

    private void cell(GridCell cell) throws IOException {
        runs(cell.runs());
        if (cell.bar() != null) {
            bar(cell.bar());
        }
    }

    /// In hundredths of a percent.
    private void bar(List<BarPart> parts) throws IOException {
        var sum = parts.stream().mapToLong(BarPart::count).sum();
        raw("<span class=\"bar\" aria-hidden=\"true\">");
        for (var part : parts) {
            var share = part.count() * WHOLE / sum;
            raw("<i class=\"r-%s\" style=\"width:%d.%02d%%\"></i>".formatted(part.kind(), share / 100, share % 100));
        }
        raw("</span>");
    }

    private void entry(FindingBlock entry) throws IOException {
        raw("<div class=\"entry s-" + entry.severity().code() + "\">\n<h" + entry.level() + "><span class=\"mark s-"
                + entry.severity().code() + "\">");
        text(entry.severityWord());
        raw("</span> ");
        text(entry.title());
        raw("</h" + entry.level() + ">\n<p class=\"facts-line\">");
        var between = "";
        for (var fact : entry.facts()) {
            raw(between);
            runs(List.of(fact));
            between = " · ";
        }
        raw("</p>\n");
        blocks(entry.body());
        raw("</div>\n");
    }

    private void ownWords(OwnWordsBlock own) throws IOException {
        raw("<div class=\"own-words\"");
        if (!isPaged) {
            raw(" role=\"note\" aria-label=\"");
            text(own.label());
            raw("\"");
        }
        raw(">\n<p class=\"own-label\">");
        text(own.label());
        raw("</p>\n");
        blocks(own.body());
        raw("<p class=\"note\">");
        text(own.byline());
        raw("</p>\n</div>\n");
    }

    private void runs(List<PackRun> runs) throws IOException {
        for (var run : runs) {
            switch (run) {
                case PackRun.WordsRun(var words) -> text(words);
                case PackRun.CodeRun(var code) -> {
                    raw("<code>");
                    text(code);
                    raw("</code>");
                }
                case PackRun.LinkRun(var words, var url) -> {
                    raw("<a rel=\"noopener noreferrer nofollow\" href=\"");
                    text(url);
                    if (isPaged) {
                        raw("\" title=\"");
                        text(words);
                    }
                    raw("\">");
                    text(words);
                    raw("</a>");
                }
                case PackRun.MarkRun(var severity, var word) -> {
                    raw("<span class=\"mark s-" + severity.code() + "\">");
                    text(word);
                    raw("</span>");
                }
            }
        }
    }

    private void raw(String markup) throws IOException {
        out.write(markup);
    }

    private void text(String text) throws IOException {
        Markup.escape(text, out);
    }
}
