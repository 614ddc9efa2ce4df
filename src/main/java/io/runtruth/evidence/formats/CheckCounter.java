package io.runtruth.evidence.formats;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.FileFacts;
import io.runtruth.evidence.FileFacts.SummaryDifference;
import io.runtruth.shared.Problem;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes the checks of one file as they are read, hands them on, and keeps what is known at the end: counts,
/// ordinals, digest, and what is remarkable about the file. Nothing in it grows with the number of checks but
/// [Occurrences].
final class CheckCounter {

    static final long MAX_CHECKS = 1_000_000;
    private static final int MAX_WORDS = 200;
    private static final int MAX_LABELS = 500;

    private final Consumer<Check> sink;
    private final Occurrences occurrences = new Occurrences();
    private final PostureDigest posture = new PostureDigest();
    private final Map<CheckResult, Long> byResult = new EnumMap<>(CheckResult.class);
    private final Map<String, Long> byRawResult = new TreeMap<>();
    private final Map<String, Long> stated = new LinkedHashMap<>();
    private final Map<String, Long> counted = new HashMap<>();
    private final Map<String, Long> skipped = new TreeMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private long total;
    private long suppressed;

    CheckCounter(Consumer<Check> sink) {
        this.sink = sink;
    }

    /// @throws Problem.InvalidInput `evidence.too_many_checks` over a million
    void add(CheckDraft draft) {
        if (++total > MAX_CHECKS) {
            throw new Problem.InvalidInput("evidence.too_many_checks", MAX_CHECKS);
        }
        if (!draft.isNamed()) {
            warn("checks_without_id");
        }
        var check = draft.numbered(occurrences);
        posture.add(check);
        byResult.merge(check.result(), 1L, Long::sum);
        byRawResult.merge(word(check.rawResult()), 1L, Long::sum);
        suppressed += check.suppressed() ? 1 : 0;
        sink.accept(check);
    }

    private String word(String rawResult) {
        return byRawResult.size() < MAX_WORDS || byRawResult.containsKey(rawResult) ? rawResult : "…";
    }

    /// A number of the file's own summary, to be compared at the end with what was counted under the same label.
    void stated(String label, @Nullable Long number) {
        if (number != null && stated.size() < MAX_LABELS) {
            stated.put(label, number);
        }
    }

    void counted(String label) {
        if (counted.size() < MAX_LABELS || counted.containsKey(label)) {
            counted.merge(label, 1L, Long::sum);
        }
    }

    void skipped(String code) {
        skipped.merge(code, 1L, Long::sum);
    }

    void warn(String code) {
        warnings.add(code);
    }

    FileFacts facts(EvidenceFormat format, FileOrigin source) {
        if (total == 0) {
            warn("no_checks");
        }
        warnAbout(source.collectedAt());
        return new FileFacts(
                format,
                source.tool(),
                source.toolVersion(),
                source.targetId(),
                source.targetName(),
                source.tenant(),
                source.collectedAt().at(),
                total,
                byResult,
                byRawResult,
                suppressed,
                posture.digest(),
                differences(),
                skipped,
                List.copyOf(warnings));
    }

    private void warnAbout(StatedTime time) {
        if (time.at() == null) {
            warn(time.isStated() ? "time_unreadable" : "time_missing");
        } else if (!time.isZoned()) {
            warn(FileFacts.TIME_WITHOUT_ZONE);
        }
    }

    private List<SummaryDifference> differences() {
        return stated.entrySet().stream()
                .map(s -> new SummaryDifference(s.getKey(), s.getValue(), counted.getOrDefault(s.getKey(), 0L)))
                .filter(difference -> difference.stated() != difference.counted())
                .toList();
    }
}
