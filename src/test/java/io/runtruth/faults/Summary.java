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
import java.util.Objects;
import java.util.Optional;

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
        var text = new StringBuilder("%-52s %6s %14s %16s %8s %16s %8s%n"
                .formatted("fault", "runs", "wrong endings", "right after p50", "p99", "taken up p50", "p99"));
        faults.forEach((fault, ended) -> text.append(String.format(
                Locale.ROOT,
                "%-52s %6d %14d %14.1f s %6.1f s %14s %8s%n",
                fault,
                ended.size(),
                ended.stream().filter(each -> !each.wrong().isEmpty()).count(),
                seconds(percentile(tookOf(ended), 50)),
                seconds(percentile(tookOf(ended), 99)),
                takenUp(fault, 50).map(Summary::told).orElse("-"),
                takenUp(fault, 99).map(Summary::told).orElse("-"))));
        return text.toString();
    }

    /// How long it was from the fault until a worker took the run up again; empty where none was.
    Optional<Duration> takenUp(String fault, int percent) {
        var all = faults.getOrDefault(fault, List.of()).stream()
                .map(Ended::takenUp)
                .filter(Objects::nonNull)
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(percentile(all, percent));
    }

    private static List<Duration> tookOf(List<Ended> ended) {
        return ended.stream().map(Ended::took).toList();
    }

    /// By the nearest rank.
    private static Duration percentile(List<Duration> all, int percent) {
        var sorted = all.stream().sorted().toList();
        return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }

    private static String told(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", seconds(time));
    }
}
