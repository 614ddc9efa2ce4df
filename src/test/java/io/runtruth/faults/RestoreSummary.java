package io.runtruth.faults;

import io.runtruth.faults.FaultyRestores.Restored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How the restores of each fault ended.
final class RestoreSummary {

    private static final Path FILE = Path.of("target/faults/restores.txt");

    private final Map<String, List<Restored>> faults = new LinkedHashMap<>();
    private int withinWrites;
    private int kills;

    void add(String fault, List<Restored> restored) {
        faults.computeIfAbsent(fault, _ -> new ArrayList<>()).addAll(restored);
    }

    /// @param isWithinWrite a part of a document was left behind
    void killed(boolean isWithinWrite) {
        kills++;
        withinWrites += isWithinWrite ? 1 : 0;
    }

    List<Restored> all() {
        return faults.values().stream().flatMap(List::stream).toList();
    }

    /// To the standard output, and to `target/faults/restores.txt`.
    void print() {
        var text = text();
        System.out.println(text);
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        var text = new StringBuilder("%-52s %8s %14s %13s  %s%n"
                .formatted("fault", "restores", "taken up again", "wrong endings", "endings"));
        faults.forEach((fault, restored) -> text.append(line(fault, restored)));
        text.append(line("all", all()));
        text.append("workers killed: %d, of which within the write of a document: %d%n".formatted(kills, withinWrites));
        return text.toString();
    }

    private static String line(String fault, List<Restored> restored) {
        return String.format(
                Locale.ROOT,
                "%-52s %8d %14d %13d  %s%n",
                fault,
                restored.size(),
                restored.stream().filter(it -> it.attempts() > 1).count(),
                restored.stream().filter(it -> !it.wrong().isEmpty()).count(),
                restored.stream()
                        .collect(Collectors.groupingBy(Restored::ending, TreeMap::new, Collectors.counting())));
    }
}
