package io.runtruth.shared;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a table as spreadsheets and [CsvTable] write it (RFC 4180), with commas, or with semicolons as those
/// of some countries do. What guards a cell from being taken for a formula is taken away again.
public final class CsvLines {

    private final String text;
    private final char between;
    private final List<CsvLine> lines = new ArrayList<>();
    private List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private int line = 1;
    private int begun = 1;

    private CsvLines(String text) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var first = this.text.lines().findFirst().orElse("");
        this.between = first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',';
    }

    /// Lines that are empty are left out.
    ///
    /// @param content UTF-8
    /// @throws Problem.InvalidInput `csv.form` with the line from which on it is no table; `csv.encoding`
    public static List<CsvLine> of(byte[] content) {
        return new CsvLines(text(content)).read();
    }

    private static String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new Problem.InvalidInput("csv.encoding");
        }
    }

    private List<CsvLine> read() {
        var place = 0;
        while (place < text.length()) {
            var character = text.charAt(place);
            if (character == '"' && cell.isEmpty()) {
                place = quoted(place + 1);
            } else {
                place++;
                if (character == between) {
                    endCell();
                } else if (character == '\n') {
                    endLine();
                } else if (character != '\r') {
                    cell.append(character);
                }
            }
        }
        endLine();
        return lines;
    }

    /// @return the place behind the quotation mark that ends it
    private int quoted(int from) {
        for (var place = from; place < text.length(); place++) {
            var character = text.charAt(place);
            if (character != '"') {
                cell.append(character);
                line += character == '\n' ? 1 : 0;
            } else if (place + 1 < text.length() && text.charAt(place + 1) == '"') {
                cell.append(character);
                place++;
            } else {
                return endOfQuoted(place + 1);
            }
        }
        throw new Problem.InvalidInput("csv.form", begun);
    }

    private int endOfQuoted(int place) {
        if (place < text.length() && text.charAt(place) != between && "\r\n".indexOf(text.charAt(place)) < 0) {
            throw new Problem.InvalidInput("csv.form", begun);
        }
        return place;
    }

    private void endCell() {
        cells.add(CsvTable.unguarded(cell.toString().strip()));
        cell.setLength(0);
    }

    private void endLine() {
        endCell();
        if (cells.stream().anyMatch(it -> !it.isEmpty())) {
            lines.add(new CsvLine(begun, List.copyOf(cells)));
        }
        cells = new ArrayList<>();
        line++;
        begun = line;
    }

    /// @param number of its first line in the file, from 1
    /// @param cells without the spaces around them
    public record CsvLine(int number, List<String> cells) {

        public CsvLine {
            cells = List.copyOf(cells);
        }
    }
}
