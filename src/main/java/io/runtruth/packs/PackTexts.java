package io.runtruth.packs;

import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.packs.PackBlock.Cell;
import io.runtruth.packs.PackBlock.Column;
import io.runtruth.packs.PackBlock.Grid;
import io.runtruth.packs.PackBlock.Items;
import io.runtruth.packs.PackBlock.Kind;
import io.runtruth.packs.PackBlock.Paragraph;
import io.runtruth.packs.PackBlock.Row;
import io.runtruth.packs.PackBlock.Run;
import io.runtruth.packs.words.WebAddress;
import io.runtruth.packs.words.Words;
import io.runtruth.texts.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A tool's text as paragraphs, lists, tables and links of our own: whatever it holds, it is words.
final class PackTexts {

    static final int ROWS = 50;

    private static final int WHOLE = 100;

    private final Words words;

    PackTexts(Words words) {
        this.words = words;
    }

    void addTo(List<PackBlock> blocks, StructuredText text) {
        for (var block : text.blocks()) {
            switch (block) {
                case StructuredText.Heading(var line) -> blocks.add(new Paragraph(Kind.FOREIGN_HEADING, runs(line)));
                case StructuredText.Paragraph(var line) -> blocks.add(new Paragraph(Kind.PLAIN, runs(line)));
                case StructuredText.Items(var ordered, var items) ->
                    blocks.add(new Items(
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
        var columns = new ArrayList<Column>();
        for (var at = 0; at < width; at++) {
            columns.add(new Column(
                    at < table.header().size()
                            ? ForeignText.shown(table.header().get(at).plain())
                            : "",
                    false,
                    Math.max(1, WHOLE / width)));
        }
        var rows = table.rows().stream()
                .limit(ROWS)
                .map(row -> new Row(cells(row, width), false, false))
                .toList();
        blocks.add(new Grid(words.text("document.text.table", table.rows().size()), columns, rows));
        var rest = table.rows().size() - rows.size();
        if (rest > 0) {
            blocks.add(Paragraph.of(Kind.NOTE, words.text("pack.more_rows", rest)));
        }
    }

    private static List<Cell> cells(List<Line> row, int width) {
        var cells = row.stream().map(line -> new Cell(runs(line), null));
        return Stream.concat(cells, Stream.generate(() -> Cell.of("")))
                .limit(width)
                .toList();
    }

    static List<Run> runs(Line line) {
        return line.spans().stream()
                .<Run>map(span -> WebAddress.parse(span.url())
                        .<Run>map(address -> new Run.Link(ForeignText.shown(span.text()), address.url()))
                        .orElseGet(() -> new Run.Words(ForeignText.shown(span.text()))))
                .toList();
    }
}
