package io.runtruth.packs;

import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.WebAddress;
import io.runtruth.packs.PackBlock.GridBlock;
import io.runtruth.packs.PackBlock.GridCell;
import io.runtruth.packs.PackBlock.GridColumn;
import io.runtruth.packs.PackBlock.GridRow;
import io.runtruth.packs.PackBlock.ItemsBlock;
import io.runtruth.packs.PackBlock.PackRun;
import io.runtruth.packs.PackBlock.ParagraphBlock;
import io.runtruth.packs.PackBlock.ParagraphKind;
import io.runtruth.packs.words.DocumentWords;
import io.runtruth.texts.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A tool's text, or a reviewer's, as paragraphs, lists, tables and links of our own: whatever it holds, it is words.
final class PackTexts {

    static final int ROWS = 50;

    private static final int WHOLE = 100;

    private final DocumentWords words;
    private final int mostRows;

    PackTexts(DocumentWords words) {
        this(words, ROWS);
    }

    /// @param mostRows of a table, before the rest is counted
    PackTexts(DocumentWords words, int mostRows) {
        this.words = words;
        this.mostRows = mostRows;
    }

    void addTo(List<PackBlock> blocks, StructuredText text) {
        for (var block : text.blocks()) {
            switch (block) {
                case StructuredText.Heading(var line) ->
                    blocks.add(new ParagraphBlock(ParagraphKind.FOREIGN_HEADING, runs(line)));
                case StructuredText.Paragraph(var line) ->
                    blocks.add(new ParagraphBlock(ParagraphKind.PLAIN, runs(line)));
                case StructuredText.Items(var ordered, var items) ->
                    blocks.add(new ItemsBlock(
                            ordered, items.stream().map(PackTexts::runs).toList()));
                case StructuredText.Table table -> table(blocks, table);
            }
        }
    }

    private void table(List<PackBlock> blocks, StructuredText.Table table) {
        var width = Math.max(
                table.header().size(),
                table.rows().stream().mapToInt(List::size).max().orElse(0));
        if (width == 0) {
            return;
        }
        var columns = new ArrayList<GridColumn>();
        for (var at = 0; at < width; at++) {
            columns.add(new GridColumn(
                    at < table.header().size()
                            ? ForeignText.shown(table.header().get(at).plain())
                            : "",
                    false,
                    Math.max(1, WHOLE / width)));
        }
        var rows = table.rows().stream()
                .limit(mostRows)
                .map(row -> new GridRow(cells(row, width), false, false))
                .toList();
        blocks.add(new GridBlock(words.text("document.text.table", table.rows().size()), columns, rows));
        var rest = table.rows().size() - rows.size();
        if (rest > 0) {
            blocks.add(ParagraphBlock.of(ParagraphKind.NOTE, words.text("pack.more_rows", rest)));
        }
    }

    private static List<GridCell> cells(List<Line> row, int width) {
        var cells = row.stream().map(line -> new GridCell(runs(line), null));
        return Stream.concat(cells, Stream.generate(() -> GridCell.of("")))
                .limit(width)
                .toList();
    }

    static List<PackRun> runs(Line line) {
        return line.spans().stream()
                .<PackRun>map(span -> WebAddress.parse(span.url())
                        .<PackRun>map(address -> new PackRun.LinkRun(ForeignText.shown(span.text()), address.url()))
                        .orElseGet(() -> new PackRun.WordsRun(ForeignText.shown(span.text()))))
                .toList();
    }
}
