package io.runtruth.packs.words;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent.Counts;
import io.runtruth.reviews.ReviewContent.SnapshotPosture;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Checks as a row of a posture table counts them: each check once.
///
/// @param results checks that are not suppressed
/// @param failed the failed ones among them, by severity
public record PostureRow(Map<CheckResult, Long> results, long suppressed, Map<Severity, Long> failed) {

    /// All checks of one area, or of several.
    public static PostureRow of(Map<Severity, Counts> severities) {
        var results = new EnumMap<CheckResult, Long>(CheckResult.class);
        var failed = new EnumMap<Severity, Long>(Severity.class);
        severities.forEach((severity, counts) -> {
            counts.results().forEach((result, count) -> results.merge(result, count, Long::sum));
            if (counts.of(CheckResult.FAIL) > 0) {
                failed.put(severity, counts.of(CheckResult.FAIL));
            }
        });
        var suppressed =
                severities.values().stream().mapToLong(Counts::totalSuppressed).sum();
        return new PostureRow(results, suppressed, failed);
    }

    /// The same checks by severity, over all areas, those that are folded included.
    public static Map<Severity, PostureRow> bySeverity(SnapshotPosture posture) {
        var rows = new EnumMap<Severity, PostureRow>(Severity.class);
        Stream.concat(posture.areas().stream().map(area -> area.severities()), Stream.ofNullable(posture.folded()))
                .flatMap(severities -> severities.entrySet().stream())
                .forEach(entry ->
                        rows.merge(entry.getKey(), of(Map.of(entry.getKey(), entry.getValue())), PostureRow::plus));
        return rows;
    }

    public static PostureRow sum(Stream<PostureRow> rows) {
        return rows.reduce(new PostureRow(Map.of(), 0, Map.of()), PostureRow::plus);
    }

    /// The results that occur, in their order: the columns of a table.
    public List<CheckResult> occurring() {
        return Stream.of(CheckResult.values()).filter(result -> of(result) > 0).toList();
    }

    public long of(CheckResult result) {
        return results.getOrDefault(result, 0L);
    }

    public long total() {
        return suppressed + results.values().stream().mapToLong(Long::longValue).sum();
    }

    private PostureRow plus(PostureRow other) {
        return new PostureRow(
                plus(CheckResult.class, results, other.results),
                suppressed + other.suppressed,
                plus(Severity.class, failed, other.failed));
    }

    private static <K extends Enum<K>> Map<K, Long> plus(Class<K> type, Map<K, Long> one, Map<K, Long> other) {
        var sum = new EnumMap<K, Long>(type);
        sum.putAll(one);
        other.forEach((key, count) -> sum.merge(key, count, Long::sum));
        return sum;
    }
}
