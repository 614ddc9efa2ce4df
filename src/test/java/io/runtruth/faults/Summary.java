package io.runtruth.faults;

import io.runtruth.faults.FaultyRuns.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How the runs of each fault ended, and how long after the fault.
final class Summary {

    private static final Path FILE = Path.of("target/faults/summary.txt");

    private final Map<String, List<Ended>> faults = new LinkedHashMap<>();

    void add(String fault, List<Ended> ended) {
        faults.computeIfAbsent(fault, _ -> new ArrayList<>()).addAll(ended);
    }

    /// To the standard output, and to `target/faults/summary.txt`.
    void print() {
        var text = text();
        System.out.println(text);
        try {
            Files.writeString(FILE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        var text = new StringBuilder(
                "%-52s %6s %14s %16s %8s%n".formatted("fault", "runs", "wrong endings", "right after p50", "p99"));
        faults.forEach((fault, ended) -> text.append(String.format(
                Locale.ROOT,
                "%-52s %6d %14d %14.1f s %6.1f s%n",
                fault,
                ended.size(),
                ended.stream().filter(each -> !each.wrong().isEmpty()).count(),
                percentile(ended, 50),
                percentile(ended, 99))));
        return text.toString();
    }

    /// In seconds, by the nearest rank.
    private static double percentile(List<Ended> ended, int percent) {
        var sorted = ended.stream().map(Ended::took).sorted().toList();
        Duration at = sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
        return at.toMillis() / 1_000.0;
    }
}
