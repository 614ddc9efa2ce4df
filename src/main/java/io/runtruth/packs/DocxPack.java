package io.runtruth.packs;

import io.runtruth.packs.PackBlock.FactsBlock;
import io.runtruth.packs.PackBlock.FindingBlock;
import io.runtruth.packs.PackBlock.GridBlock;
import io.runtruth.packs.PackBlock.GridCell;
import io.runtruth.packs.PackBlock.GridColumn;
import io.runtruth.packs.PackBlock.GridRow;
import io.runtruth.packs.PackBlock.HeadingBlock;
import io.runtruth.packs.PackBlock.ItemsBlock;
import io.runtruth.packs.PackBlock.OwnWordsBlock;
import io.runtruth.packs.PackBlock.PackRun;
import io.runtruth.packs.PackBlock.ParagraphBlock;
import io.runtruth.packs.PackBlock.ParagraphKind;
import io.runtruth.packs.letterhead.Letterhead;
import io.runtruth.packs.letterhead.Logo;
import io.runtruth.texts.ForeignText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A document to be edited in a word processor (ECMA-376, WordprocessingML): its own styles, headings and tables, no
/// macros, nothing from elsewhere but links. Written by hand: that is less than a library would have to be kept for.
/// The lengths beside numbers are left out, the numbers are there.
final class DocxPack {

    private static final String W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    private static final String R = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    private static final String DRAWING =
            "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
                    + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"" + PICTURE
                    + "\"";

    /// Of a screen, in the unit of drawings.
    private static final int POINT = 9_525;
    private static final int MARGIN = 907;
    private static final int BULLETS = 1;

    private final PackDocument document;
    private final Paper paper;
    private final Letterhead letterhead;
    private final StringWriter out = new StringWriter();
    private final Map<String, String> links = new LinkedHashMap<>();
    private int numbered;
    /// The style of what has none of its own.
    private String plain = "Normal";

    private DocxPack(PackDocument document, Paper paper) {
        this.document = document;
        this.paper = paper;
        this.letterhead = document.head().letterhead();
    }

    /// @param at what the file says when it was made
    static void write(PackDocument document, Paper paper, Instant at, OutputStream out) throws IOException {
        new DocxPack(document, paper).write(at, out);
    }

    private void write(Instant at, OutputStream to) throws IOException {
        body();
        var parts = new LinkedHashMap<String, String>();
        parts.put("[Content_Types].xml", PackStyle.read("docx-types.xml"));
        parts.put("_rels/.rels", PackStyle.read("docx-rels.xml"));
        parts.put("docProps/core.xml", properties(at.truncatedTo(ChronoUnit.SECONDS)));
        parts.put("word/document.xml", out.toString());
        parts.put(
                "word/styles.xml",
                PackStyle.read("docx-styles.xml")
                        .replace("{language}", document.language().code()));
        parts.put("word/numbering.xml", numbering());
        parts.put("word/footer1.xml", footer());
        parts.put("word/_rels/document.xml.rels", relationships());
        var zip = new StoredZip(to, at);
        for (var part : parts.entrySet()) {
            zip.add(part.getKey(), part.getValue());
        }
        if (letterhead.logo() != null) {
            zip.add("word/media/logo.png", letterhead.logo().png());
        }
        zip.finish();
    }

    private int width() {
        return switch (paper) {
            case A4 -> 11_906;
            case LETTER -> 12_240;
        };
    }

    private int height() {
        return switch (paper) {
            case A4 -> 16_838;
            case LETTER -> 15_840;
        };
    }

    private void body() throws IOException {
        raw(XML + "<w:document " + W + " " + R + "><w:body>");
        head();
        blocks(document.blocks());
        raw("<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"" + width() + "\" w:h=\""
                + height() + "\"/><w:pgMar w:top=\"1021\" w:right=\"" + MARGIN + "\" w:bottom=\"1134\" w:left=\""
                + MARGIN
                + "\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>");
    }

    private void head() throws IOException {
        if (letterhead.logo() != null) {
            logo(letterhead.logo());
        }
        for (var line : letterhead.lines()) {
            paragraph("Note", List.of(new PackRun.WordsRun(ForeignText.shown(line))));
        }
    }

    private void logo(Logo logo) throws IOException {
        var measures = "cx=\"" + logo.shownWidth() * POINT + "\" cy=\"" + logo.shownHeight() * POINT + "\"";
        var name = new StringWriter();
        Markup.escape(document.head().logoName(), name);
        raw("<w:p><w:pPr><w:pStyle w:val=\"Note\"/></w:pPr><w:r><w:drawing><wp:inline " + DRAWING
                + " distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
                + "<wp:extent " + measures + "/><wp:docPr id=\"1\" name=\"logo\" descr=\"" + name + "\"/>"
                + "<a:graphic><a:graphicData uri=\"" + PICTURE + "\"><pic:pic><pic:nvPicPr>"
                + "<pic:cNvPr id=\"1\" name=\"logo\" descr=\"" + name
                + "\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
                + "<a:blip r:embed=\"logo\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
                + "<a:off x=\"0\" y=\"0\"/><a:ext " + measures + "/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>"
                + "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>");
    }

    private void blocks(List<PackBlock> blocks) throws IOException {
        for (var block : blocks) {
            switch (block) {
                case HeadingBlock(var level, var _, var text) ->
                    paragraph("Heading" + level, List.of(new PackRun.WordsRun(text)));
                case ParagraphBlock(var kind, var runs) -> paragraph(style(kind), runs);
                case ItemsBlock items -> items(items);
                case FactsBlock facts -> facts(facts);
                case GridBlock grid -> grid(grid);
                case FindingBlock finding -> finding(finding);
                case OwnWordsBlock own -> ownWords(own);
            }
        }
    }

    private void ownWords(OwnWordsBlock own) throws IOException {
        plain = "OwnWords";
        paragraph("OwnLabel", List.of(new PackRun.WordsRun(own.label())));
        blocks(own.body());
        paragraph("OwnBy", List.of(new PackRun.WordsRun(own.byline())));
        plain = "Normal";
    }

    private String style(ParagraphKind kind) {
        return switch (kind) {
            case PLAIN -> plain;
            case LEAD -> "Lead";
            case NOTE -> "Note";
            case FOREIGN_HEADING, LABEL -> plain.equals("OwnWords") ? "OwnLabel" : "Label";
        };
    }

    private void paragraph(String style, List<PackRun> runs) throws IOException {
        raw("<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>");
        runs(runs);
        raw("</w:p>");
    }

    private void items(ItemsBlock items) throws IOException {
        var list = items.ordered() ? BULLETS + ++numbered : BULLETS;
        for (var item : items.items()) {
            raw("<w:p><w:pPr><w:pStyle w:val=\"" + plain + "\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"" + list
                    + "\"/></w:numPr></w:pPr>");
            runs(item);
            raw("</w:p>");
        }
    }

    private void facts(FactsBlock facts) throws IOException {
        for (var fact : facts.facts()) {
            for (var line = 0; line < fact.lines().size(); line++) {
                raw("<w:p><w:pPr><w:pStyle w:val=\"Fact\"/></w:pPr>");
                if (line == 0) {
                    words(fact.label(), "<w:b/>");
                }
                raw("<w:r><w:tab/></w:r>");
                runs(fact.lines().get(line));
                raw("</w:p>");
            }
        }
    }

    private void finding(FindingBlock finding) throws IOException {
        raw("<w:p><w:pPr><w:pStyle w:val=\"Heading" + finding.level() + "\"/></w:pPr>");
        runs(List.of(new PackRun.MarkRun(finding.severity(), finding.severityWord())));
        words(" " + finding.title(), "");
        raw("</w:p>");
        var facts = new ArrayList<PackRun>();
        for (var fact : finding.facts()) {
            if (!facts.isEmpty()) {
                facts.add(new PackRun.WordsRun(" · "));
            }
            facts.add(fact);
        }
        paragraph("Note", facts);
        blocks(finding.body());
    }

    private void grid(GridBlock grid) throws IOException {
        var columns = grid.columns();
        var shown = IntStream.range(0, columns.size())
                .filter(at -> grid.rows().stream()
                        .noneMatch(row -> row.cells().get(at).bar() != null))
                .boxed()
                .toList();
        var sum = shown.stream().mapToInt(at -> columns.get(at).share()).sum();
        paragraph("Note", List.of(new PackRun.WordsRun(grid.caption())));
        raw("<w:tbl><w:tblPr><w:tblStyle w:val=\"Review\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>");
        for (var at : shown) {
            raw("<w:gridCol w:w=\"" + (width() - 2 * MARGIN) * columns.get(at).share() / sum + "\"/>");
        }
        raw("</w:tblGrid>");
        if (columns.stream().anyMatch(it -> !it.name().isEmpty())) {
            raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            for (var at : shown) {
                cell(columns.get(at), GridCell.of(columns.get(at).name()), "TableHead");
            }
            raw("</w:tr>");
        }
        for (var row : grid.rows()) {
            row(columns, shown, row);
        }
        if (grid.rows().isEmpty()) {
            row(
                    columns,
                    shown,
                    new GridRow(columns.stream().map(_ -> GridCell.of("")).toList(), false));
        }
        raw("</w:tbl>");
        paragraph("Normal", List.of());
    }

    private void row(List<GridColumn> columns, List<Integer> shown, GridRow row) throws IOException {
        raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (var at : shown) {
            cell(columns.get(at), row.cells().get(at), row.isSum() ? "TableHead" : "TableCell");
        }
        raw("</w:tr>");
    }

    private void cell(GridColumn column, GridCell cell, String style) throws IOException {
        raw("<w:tc><w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/>"
                + (column.isNumber() ? "<w:jc w:val=\"right\"/>" : "") + "</w:pPr>");
        runs(cell.runs());
        raw("</w:p></w:tc>");
    }

    private void runs(List<PackRun> runs) throws IOException {
        for (var run : runs) {
            switch (run) {
                case PackRun.WordsRun(var text) -> words(text, "");
                case PackRun.CodeRun(var text) -> words(text, "<w:rStyle w:val=\"Code\"/>");
                case PackRun.MarkRun(var severity, var text) ->
                    words(text, "<w:b/><w:color w:val=\"" + colour(severity.code()) + "\"/>");
                case PackRun.LinkRun(var text, var url) -> {
                    raw("<w:hyperlink r:id=\"" + links.computeIfAbsent(url, _ -> "link" + (links.size() + 1)) + "\">");
                    words(text, "<w:rStyle w:val=\"Hyperlink\"/>");
                    raw("</w:hyperlink>");
                }
            }
        }
    }

    private static String colour(String severity) {
        return switch (severity) {
            case "critical" -> "8F1239";
            case "high" -> "A81E12";
            case "medium" -> "7A4800";
            case "low" -> "3F4F0F";
            default -> "4A4A4A";
        };
    }

    private void words(String text, String properties) throws IOException {
        raw("<w:r>" + (properties.isEmpty() ? "" : "<w:rPr>" + properties + "</w:rPr>")
                + "<w:t xml:space=\"preserve\">");
        text(text);
        raw("</w:t></w:r>");
    }

    private String footer() throws IOException {
        var footer = new StringWriter();
        footer.write(XML + "<w:ftr " + W + "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
        run(footer, document.footer());
        footer.write("<w:r><w:tab/></w:r>");
        run(footer, document.pageOf().before());
        footer.write("<w:fldSimple w:instr=\"PAGE\"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
        run(footer, document.pageOf().between());
        footer.write("<w:fldSimple w:instr=\"NUMPAGES\"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
        run(footer, document.pageOf().behind());
        footer.write("</w:p></w:ftr>");
        return footer.toString();
    }

    private static void run(StringWriter to, String text) throws IOException {
        to.write("<w:r><w:t xml:space=\"preserve\">");
        Markup.escape(text, to);
        to.write("</w:t></w:r>");
    }

    /// One list with bullets, and one of its own for each that counts from 1.
    private String numbering() {
        var lists = new StringBuilder(XML + "<w:numbering " + W + ">");
        lists.append(level(0, "bullet", "•")).append(level(1, "decimal", "%1."));
        lists.append("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
        for (var list = 1; list <= numbered; list++) {
            lists.append("<w:num w:numId=\"" + (BULLETS + list) + "\"><w:abstractNumId w:val=\"1\"/>"
                    + "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>");
        }
        return lists.append("</w:numbering>").toString();
    }

    private static String level(int id, String format, String text) {
        return "<w:abstractNum w:abstractNumId=\"" + id
                + "\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\">"
                + "<w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/><w:lvlText w:val=\"" + text
                + "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"397\" w:hanging=\"284\"/></w:pPr></w:lvl>"
                + "</w:abstractNum>";
    }

    private String relationships() throws IOException {
        var all = new StringWriter();
        all.write(XML + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        for (var part : List.of("styles", "numbering")) {
            all.write("<Relationship Id=\"" + part + "\" Type=\"" + RELATIONSHIP + part + "\" Target=\"" + part
                    + ".xml\"/>");
        }
        all.write("<Relationship Id=\"footer\" Type=\"" + RELATIONSHIP + "footer\" Target=\"footer1.xml\"/>");
        if (letterhead.logo() != null) {
            all.write("<Relationship Id=\"logo\" Type=\"" + RELATIONSHIP + "image\" Target=\"media/logo.png\"/>");
        }
        for (var link : links.entrySet()) {
            all.write("<Relationship Id=\"" + link.getValue() + "\" Type=\"" + RELATIONSHIP
                    + "hyperlink\" TargetMode=\"External\" Target=\"");
            Markup.escape(link.getKey(), all);
            all.write("\"/>");
        }
        all.write("</Relationships>");
        return all.toString();
    }

    private String properties(Instant at) throws IOException {
        var core = new StringWriter();
        core.write(XML + "<cp:coreProperties"
                + " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
                + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
        Markup.escape(document.title(), core);
        core.write("</dc:title><dc:subject>");
        Markup.escape(document.subject(), core);
        core.write("</dc:subject><dc:creator>Runtruth</dc:creator><dc:language>"
                + document.language().code() + "</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">" + at
                + "</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">" + at
                + "</dcterms:modified></cp:coreProperties>");
        return core.toString();
    }

    private void raw(String markup) {
        out.write(markup);
    }

    private void text(String text) throws IOException {
        Markup.escape(text, out);
    }
}
