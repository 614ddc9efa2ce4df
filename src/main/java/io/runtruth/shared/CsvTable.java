package io.runtruth.shared;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A list as CSV (RFC 4180), for the console and the API: written page by page, so that nothing is held for a slow
/// reader. A spreadsheet takes no cell for a formula.
///
/// @param file the name that it is kept under
/// @param columns their names, in order
/// @param cells as many as there are columns; null and an empty one are the same
public record CsvTable<R>(String file, List<String> columns, Function<R, List<@Nullable String>> cells) {

    public static final String MEDIA_TYPE = "text/csv";
    public static final String CONTENT_TYPE = MEDIA_TYPE + ";charset=UTF-8;header=present";

    /// What a spreadsheet takes for a formula, at the beginning of a cell.
    private static final String FORMULA = "=+-@\t\r\n|%";

    /// Where a spreadsheet takes a semicolon or a tab for the end of a cell, whatever stands around it.
    private static final Pattern SECOND_CELL = Pattern.compile("([;\\t]\\s*)(?=[=+\\-@|%])");

    private static final Pattern GUARDED_CELL = Pattern.compile("([;\\t]\\s*)'(?=[=+\\-@|%])");

    public CsvTable {
        columns = List.copyOf(columns);
    }

    /// @param pages the page behind a cursor; the first one for null
    /// @param open is asked for the place to write to once the first page was read: who may not is told so instead
    public void write(Function<@Nullable Cursor, KeyPage<R>> pages, Destination open) throws IOException {
        var page = pages.apply(null);
        var out = open.stream();
        write(out, line(columns));
        while (true) {
            for (var row : page.items()) {
                write(out, line(cells.apply(row)));
            }
            var next = page.next();
            if (next.isEmpty()) {
                return;
            }
            page = pages.apply(next.get());
        }
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(List<? extends @Nullable String> cells) {
        return cells.stream().map(CsvTable::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        var inside = SECOND_CELL.matcher(text).replaceAll("$1'");
        var harmless = isFormula(inside) || isFormula(inside.stripLeading()) ? "'" + inside : inside;
        return harmless.chars().anyMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r')
                ? "\"" + harmless.replace("\"", "\"\"") + "\""
                : harmless;
    }

    /// A cell as it was before it was written here.
    static String unguarded(String cell) {
        var first = cell.startsWith("'") && isFormula(cell.substring(1).stripLeading()) ? cell.substring(1) : cell;
        return GUARDED_CELL.matcher(first).replaceAll("$1");
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }

    /// Where the table goes.
    public interface Destination {

        OutputStream stream() throws IOException;
    }
}
