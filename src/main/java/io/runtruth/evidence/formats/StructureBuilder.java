package io.runtruth.evidence.formats;

import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Block;
import io.runtruth.evidence.StructuredText.Heading;
import io.runtruth.evidence.StructuredText.Items;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Paragraph;
import io.runtruth.evidence.StructuredText.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes paragraphs, lists and tables of what a parser of markup comes upon, in the order of reading. Whatever the
/// text is, little comes out: a cut is visible as `…`. The lines of the tool's own text stay lines, except in an
/// item or a cell, which are one. What is in a list within a list stays with its item.
final class StructureBuilder {

    static final int MAX_BLOCKS = 200;
    static final int MAX_ROWS = 100;
    static final int MAX_COLUMNS = 12;
    static final int MAX_CHARS = 16_000;
    /// Cells that nothing stands in count, too.
    static final int MAX_LINES = 4_000;
    static final String CUT = "…";

    private static final int MAX_INDENTS = 3;

    private final LineBuilder line;
    private final Room room;
    private final List<Block> blocks = new ArrayList<>();
    private final Deque<Level> lists = new ArrayDeque<>();
    private final List<Line> items = new ArrayList<>();
    private @Nullable Grid table;
    private int innerTables;
    private boolean isHeading;
    private boolean isJoined;
    private boolean isFull;
    private int lines;

    /// @param hidesAddresses whether people's addresses go: from what was found, not from a tool's catalogue
    StructureBuilder(boolean hidesAddresses) {
        this(hidesAddresses, Room.OF_A_FILE);
    }

    StructureBuilder(boolean hidesAddresses, Room room) {
        line = new LineBuilder(hidesAddresses, room.chars());
        this.room = room;
    }

    /// How much comes out.
    ///
    /// @param rows of one table
    record Room(int chars, int blocks, int rows) {

        static final Room OF_A_FILE = new Room(MAX_CHARS, MAX_BLOCKS, MAX_ROWS);

        /// What a person may write is shorter.
        static final Room OF_A_PERSON = new Room(4 * MAX_CHARS, MAX_LINES, MAX_LINES);
    }

    private static final class Level {
        private final boolean isOrdered;
        private int number;

        Level(boolean isOrdered, int first) {
            this.isOrdered = isOrdered;
            this.number = first - 1;
        }

        String mark() {
            return isOrdered ? number + ". " : "– ";
        }
    }

    private static final class Grid {
        private final List<Line> header = new ArrayList<>();
        private final List<List<Line>> rows = new ArrayList<>();
        private final List<Line> row = new ArrayList<>();
        private int rowCount;
        private int columns;
        private int width;
        private boolean isHeader;
    }

    void text(String text) {
        if (isFull) {
            return;
        }
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            line(text, from, end);
            breakLine();
            from = end + 1;
        }
        line(text, from, text.length());
    }

    private void line(String text, int from, int to) {
        if (!isFull && !line.add(text, from, to)) {
            full();
        }
    }

    private void full() {
        if (!isFull) {
            isFull = true;
            line.mark(CUT);
        }
    }

    /// What follows leads there, until [#endLink].
    void link(@Nullable String url) {
        line.link(url);
    }

    void endLink() {
        line.endLink();
    }

    /// Where the tool's own line, or a paragraph, ends.
    void breakLine() {
        if (isJoined) {
            isJoined = false;
            line.space();
        } else if (isHeading || table != null || !lists.isEmpty()) {
            line.space();
        } else {
            endParagraph();
        }
    }

    /// What follows goes on in this line, be it a paragraph of its own.
    void joinNext() {
        isJoined = true;
    }

    private void endParagraph() {
        var ended = line.take();
        if (!ended.spans().isEmpty()) {
            add(isHeading ? new Heading(ended) : new Paragraph(ended), 1);
        }
    }

    private void add(Block block, int itsLines) {
        if (blocks.size() == room.blocks()) {
            isFull = true;
            blocks.set(room.blocks() - 1, new Paragraph(Line.of(CUT)));
        } else {
            blocks.add(block);
            spend(itsLines);
        }
    }

    private void spend(int someLines) {
        lines += someLines;
        if (lines >= MAX_LINES) {
            full();
        }
    }

    void beginHeading() {
        breakLine();
        isHeading = table == null && lists.isEmpty();
    }

    void endHeading() {
        if (isHeading) {
            endParagraph();
            isHeading = false;
        } else {
            breakLine();
        }
    }

    int listDepth() {
        return lists.size();
    }

    /// @param first the number of its first item
    void beginList(boolean isOrdered, int first) {
        breakLine();
        lists.addLast(new Level(isOrdered, first));
    }

    /// Below a numbered item the items of an inner list are part of it, or the numbers would not go on.
    void beginItem() {
        if (lists.isEmpty()) {
            breakLine();
            return;
        }
        var level = lists.getLast();
        level.number++;
        var isInner = lists.size() > 1;
        if (table == null && !(isInner && lists.getFirst().isOrdered)) {
            endLineOfList();
        }
        if (isInner || table != null) {
            line.space();
            text("– ".repeat(Math.min(lists.size() - 2, MAX_INDENTS) * (isInner ? 1 : 0)) + level.mark());
            line.space();
        }
    }

    private void endLineOfList() {
        var ended = line.take();
        if (!ended.spans().isEmpty()) {
            items.add(ended);
            spend(1);
        }
    }

    void endItem() {
        breakLine();
    }

    void endList() {
        if (lists.isEmpty()) {
            return;
        }
        var ended = lists.getLast();
        if (table == null && (lists.size() == 1 || !lists.getFirst().isOrdered)) {
            endLineOfList();
        }
        lists.removeLast();
        if (lists.isEmpty() && table == null && !items.isEmpty()) {
            add(new Items(ended.isOrdered, items), 0);
            items.clear();
        }
    }

    /// Within an item or a cell a table is words in a row.
    void beginTable() {
        breakLine();
        if (table != null || !lists.isEmpty()) {
            innerTables++;
        } else {
            table = new Grid();
        }
    }

    void beginRow() {
        if (table != null && innerTables == 0) {
            endRow();
        } else {
            breakLine();
        }
    }

    void beginCell(boolean isHeader) {
        if (table == null || innerTables > 0) {
            if (!line.isEmpty()) {
                text(" | ");
            }
            return;
        }
        endCell();
        table.columns++;
        table.isHeader |= isHeader;
    }

    void endCell() {
        if (table == null || innerTables > 0) {
            return;
        }
        var cell = line.take();
        if (table.columns > table.row.size() && table.row.size() < MAX_COLUMNS) {
            table.row.add(cell);
        } else if (table.columns > MAX_COLUMNS) {
            table.row.set(MAX_COLUMNS - 1, Line.of(CUT));
        }
    }

    void endRow() {
        if (table == null || innerTables > 0) {
            return;
        }
        endCell();
        if (!table.row.isEmpty()) {
            take(table);
        }
        table.row.clear();
        table.columns = 0;
        table.isHeader = false;
    }

    private void take(Grid grid) {
        var isFirst = grid.header.isEmpty() && grid.rows.isEmpty();
        grid.width = Math.max(grid.width, grid.row.size());
        if (grid.isHeader && isFirst) {
            grid.header.addAll(grid.row);
            spend(grid.width);
            return;
        }
        if (isBlank(grid.row)) {
            return;
        }
        grid.rowCount++;
        if (grid.rows.size() < room.rows()) {
            grid.rows.add(List.copyOf(grid.row));
            spend(grid.width);
        }
    }

    private static boolean isBlank(List<Line> row) {
        return row.stream().allMatch(cell -> cell.spans().isEmpty());
    }

    /// Rows that there was no room for before they came here.
    void unseenRows(int count) {
        if (table != null) {
            endRow();
            table.rowCount += count;
        }
    }

    void endTable() {
        if (innerTables > 0) {
            innerTables--;
            breakLine();
            return;
        }
        var ended = table;
        if (ended == null) {
            return;
        }
        endRow();
        table = null;
        int shown = ended.rows.size() - 1;
        if (ended.rowCount > ended.rows.size() && shown >= 0 && !isFull) {
            ended.rows.set(shown, List.of(Line.of(CUT + " (" + shown + "/" + ended.rowCount + ")")));
        }
        if (!ended.rows.isEmpty() || !ended.header.isEmpty()) {
            var rows = ended.rows.stream().map(row -> padded(row, ended.width)).toList();
            add(new Table(ended.header.isEmpty() ? List.of() : padded(ended.header, ended.width), rows), 0);
        }
    }

    private static List<Line> padded(List<Line> row, int width) {
        var padded = new ArrayList<>(row);
        padded.addAll(Collections.nCopies(width - row.size(), Line.of("")));
        return padded;
    }

    /// Ends what is still open, of all that was begun since the lists were this many.
    void endLists(int depth) {
        while (lists.size() > depth) {
            endList();
        }
    }

    /// Where a text went on that has been cut before.
    void cut() {
        if (!isFull) {
            breakLine();
            line.mark(CUT);
            breakLine();
        }
    }

    /// How many blocks there are so far.
    int size() {
        return blocks.size();
    }

    /// `null` where nothing has been said.
    @Nullable
    StructuredText text() {
        endTable();
        endLists(0);
        endParagraph();
        return blocks.isEmpty() ? null : new StructuredText(blocks);
    }
}
