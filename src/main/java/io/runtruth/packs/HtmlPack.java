package io.runtruth.packs;

import io.runtruth.packs.PackBlock.Cell;
import io.runtruth.packs.PackBlock.Column;
import io.runtruth.packs.PackBlock.Entry;
import io.runtruth.packs.PackBlock.Fact;
import io.runtruth.packs.PackBlock.Facts;
import io.runtruth.packs.PackBlock.Grid;
import io.runtruth.packs.PackBlock.Heading;
import io.runtruth.packs.PackBlock.Items;
import io.runtruth.packs.PackBlock.Kind;
import io.runtruth.packs.PackBlock.Paragraph;
import io.runtruth.packs.PackBlock.Part;
import io.runtruth.packs.PackBlock.Row;
import io.runtruth.packs.PackBlock.Run;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/// A document as one file of HTML that is well-formed XML too: no script, nothing from elsewhere. Everything that is
/// not markup of ours is escaped here and nowhere else.
final class HtmlPack {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private final Writer out;

    private HtmlPack(Writer out) {
        this.out = out;
    }

    static void write(PackDocument document, Writer out) throws IOException {
        new HtmlPack(out).document(document);
    }

    private void document(PackDocument document) throws IOException {
        raw("<!DOCTYPE html>\n<html lang=\"" + document.language().code() + "\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\"/>\n");
        raw("<meta name=\"referrer\" content=\"no-referrer\"/>\n<meta name=\"robots\" content=\"noindex\"/>\n<title>");
        text(document.title());
        raw("</title>\n<style>\n" + PackStyle.SCREEN + "</style>\n</head>\n<body>\n<main>\n");
        blocks(document.blocks());
        raw("<footer>");
        text(document.footer());
        raw("</footer>\n</main>\n</body>\n</html>\n");
        out.flush();
    }

    private void blocks(List<PackBlock> blocks) throws IOException {
        for (var block : blocks) {
            switch (block) {
                case Heading heading -> heading(heading);
                case Paragraph paragraph -> paragraph(paragraph);
                case Items items -> items(items);
                case Facts facts -> facts(facts);
                case Grid grid -> grid(grid);
                case Entry entry -> entry(entry);
            }
        }
    }

    private void heading(Heading heading) throws IOException {
        raw("<h" + heading.level() + " id=\"");
        text(heading.id());
        raw("\">");
        text(heading.text());
        raw("</h" + heading.level() + ">\n");
    }

    private void paragraph(Paragraph paragraph) throws IOException {
        raw(paragraph.kind() == Kind.PLAIN ? "<p>" : "<p class=\"" + kind(paragraph.kind()) + "\">");
        runs(paragraph.runs());
        raw("</p>\n");
    }

    private static String kind(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void items(Items items) throws IOException {
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

    private void facts(Facts facts) throws IOException {
        if (facts.facts().isEmpty()) {
            return;
        }
        raw("<dl>\n");
        for (var fact : facts.facts()) {
            fact(fact);
        }
        raw("</dl>\n");
    }

    private void fact(Fact fact) throws IOException {
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

    private void grid(Grid grid) throws IOException {
        raw("<div class=\"scrolls\" tabindex=\"0\" role=\"region\" aria-label=\"");
        text(grid.caption());
        raw("\"><table>\n<caption>");
        text(grid.caption());
        raw("</caption>\n");
        if (grid.columns().stream().anyMatch(it -> !it.name().isEmpty())) {
            raw("<thead><tr>");
            for (var column : grid.columns()) {
                raw("<th scope=\"col\"" + number(column) + ">");
                text(column.name());
                raw("</th>");
            }
            raw("</tr></thead>\n");
        }
        raw("<tbody>\n");
        for (var row : grid.rows()) {
            row(grid, row);
        }
        raw("</tbody>\n</table></div>\n");
    }

    private void row(Grid grid, Row row) throws IOException {
        raw(row.isSum() ? "<tr class=\"sum\">" : "<tr>");
        for (var at = 0; at < row.cells().size(); at++) {
            var tag = at == 0 && row.isHeaded() ? "th scope=\"row\"" : "td";
            raw("<" + tag + number(grid.columns().get(at)) + ">");
            cell(row.cells().get(at));
            raw(at == 0 && row.isHeaded() ? "</th>" : "</td>");
        }
        raw("</tr>\n");
    }

    private static String number(Column column) {
        return column.isNumber() ? " class=\"n\"" : "";
    }

    private void cell(Cell cell) throws IOException {
        runs(cell.runs());
        if (cell.bar() != null) {
            bar(cell.bar());
        }
    }

    private void bar(List<Part> parts) throws IOException {
        raw("<span class=\"bar\" aria-hidden=\"true\">");
        for (var part : parts) {
            raw("<i class=\"r-" + part.kind() + "\" style=\"flex:" + part.count() + "\"></i>");
        }
        raw("</span>");
    }

    private void entry(Entry entry) throws IOException {
        raw("<div class=\"entry s-" + entry.severity().code() + "\">\n<h4><span class=\"mark s-"
                + entry.severity().code() + "\">");
        text(entry.severityWord());
        raw("</span> ");
        text(entry.title());
        raw("</h4>\n<p class=\"facts-line\">");
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

    private void runs(List<Run> runs) throws IOException {
        for (var run : runs) {
            switch (run) {
                case Run.Words(var words) -> text(words);
                case Run.Code(var code) -> {
                    raw("<code>");
                    text(code);
                    raw("</code>");
                }
                case Run.Link(var words, var url) -> {
                    raw("<a rel=\"noopener noreferrer nofollow\" href=\"");
                    text(url);
                    raw("\">");
                    text(words);
                    raw("</a>");
                }
                case Run.Mark(var severity, var word) -> {
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
