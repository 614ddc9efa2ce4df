package io.runtruth.abuse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What each attack came to, for people and for the test.
final class AbuseTable {

    private static final Path FILE = Path.of("target/abuse/table.txt");

    private final List<Row> rows = new ArrayList<>();

    void add(Row row) {
        rows.add(row);
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /// To the standard output, and to `target/abuse/table.txt`.
    void print() {
        var text = new StringBuilder(String.format(
                "%-48s %22s %22s %16s %10s %10s %8s%n",
                "attack",
                "call p99 before/during",
                "page p99 before/during",
                "heap before/after",
                "disk",
                "log",
                "refused"));
        rows.forEach(row -> text.append(String.format(
                Locale.ROOT,
                "%-48s %9d / %7d ms %9d / %7d ms %5d / %5d MB %8d B %8d B %8d%n",
                row.attack(),
                row.call().before(),
                row.call().during(),
                row.page().before(),
                row.page().during(),
                row.heapBeforeMb(),
                row.heapAfterMb(),
                row.diskBytes(),
                row.logBytes(),
                row.refusals().size())));
        System.out.println(text);
        try {
            Files.writeString(FILE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param diskBytes more than before, after the attack
    /// @param logBytes written during it
    /// @param refusals of honest people during it
    record Row(
            String attack,
            Times call,
            Times page,
            int heapBeforeMb,
            int heapAfterMb,
            long diskBytes,
            long logBytes,
            List<String> refusals) {}

    /// 99 of 100 took no longer, in milliseconds; during the attack also the one that had not ended with it.
    record Times(long before, long during) {}
}
