package io.runtruth.packs.words;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Counts;
import io.runtruth.reviews.ReviewContent.SnapshotPosture;
import io.runtruth.reviews.ReviewContent.SnapshotProvenance;
import io.runtruth.reviews.ReviewContent.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the first page says of each tool and target (contract 6, content): what the evidence is, what it says in one
/// sentence, and how its checks are spread over areas.
public final class SourceSentences {

    private static final int AREAS = 12;
    private static final int AREAS_OF_THREE = 4;
    private static final int AREAS_OF_MORE = 2;

    private final ReviewContent content;
    private final FindingWords findings;
    private final DocumentWords words;

    public SourceSentences(ReviewContent content, FindingWords findings, DocumentWords words) {
        this.content = content;
        this.findings = findings;
        this.words = words;
    }

    /// @param asOf when its age is told for
    public String identity(Source source, Instant asOf) {
        var name = SourceName.of(source);
        var day = words.forms().date(source.collectedAt());
        if (source.collectedAtUpload()) {
            return words.text("document.front.uploaded", name, day);
        }
        var days = Math.max(0, Duration.between(source.collectedAt(), asOf).toDays());
        return words.text("document.front.collected", name, day, days);
    }

    public String facts(SnapshotProvenance snapshot) {
        var counts = snapshot.counts();
        var sentences = new ArrayList<String>();
        sentences.add(rate(snapshot));
        if (snapshot.acceptedOf(CheckResult.FAIL) > 0) {
            sentences.add(words.text("document.front.accepted", snapshot.acceptedOf(CheckResult.FAIL)));
        }
        if (counts.of(CheckResult.WARNING) > 0) {
            sentences.add(words.text("document.front.warnings", counts.of(CheckResult.WARNING)));
        }
        if (snapshot.acceptedOf(CheckResult.WARNING) > 0) {
            sentences.add(words.text("document.front.accepted", snapshot.acceptedOf(CheckResult.WARNING)));
        }
        if (counts.of(CheckResult.MANUAL) > 0) {
            sentences.add(words.text("document.front.manual", counts.of(CheckResult.MANUAL), counts.total()));
        }
        if (counts.totalSuppressed() > 0) {
            sentences.add(words.text("document.summary.suppressed", counts.totalSuppressed()));
        }
        return String.join(" ", sentences);
    }

    private String rate(SnapshotProvenance snapshot) {
        var counts = snapshot.counts();
        var rate = snapshot.rate();
        if (counts.total() == 0) {
            return words.text("document.front.no_check");
        }
        if (rate.isEmpty()) {
            return words.text("document.front.failures_only", notMet(snapshot, counts));
        }
        var share = rate.get().basisPoints();
        if (share.isEmpty()) {
            return words.text("document.summary.no_score", counts.total());
        }
        return words.text(
                        "document.front.rated",
                        rate.get().passed(),
                        rate.get().rated(),
                        words.forms().share(share.getAsInt()),
                        rate.get().rated(),
                        counts.total())
                + " "
                + notMet(snapshot, counts);
    }

    private String notMet(SnapshotProvenance snapshot, Counts counts) {
        var severities =
                PostureRow.sum(areas(posture(snapshot)).values().stream()).failed();
        return words.text(
                "document.front.not_met", counts.of(CheckResult.FAIL), severities.isEmpty() ? "" : counted(severities));
    }

    /// "1 high and 2 low".
    ///
    /// @param severities at least one
    public String counted(Map<Severity, Long> severities) {
        return words.forms()
                .list(severities.entrySet().stream()
                        .map(it -> words.text(
                                "review.severity_count." + it.getKey().code(), it.getValue()))
                        .toList());
    }

    public SnapshotPosture posture(SnapshotProvenance snapshot) {
        return Objects.requireNonNull(content.controlPosture()).snapshots().stream()
                .filter(posture -> posture.snapshotId().equals(snapshot.source().snapshotId()))
                .findFirst()
                .orElseThrow();
    }

    /// Every area by the name that it is shown under; areas of one name together.
    public Map<String, PostureRow> areas(SnapshotPosture posture) {
        var source = findings.source(posture.snapshotId());
        var rows = new LinkedHashMap<String, PostureRow>();
        posture.areas()
                .forEach(area -> rows.merge(
                        findings.area(source, area.area()),
                        PostureRow.of(area.severities()),
                        (one, other) -> PostureRow.sum(Stream.of(one, other))));
        if (posture.folded() != null) {
            rows.put(words.text("document.posture.folded"), PostureRow.of(posture.folded()));
        }
        return rows;
    }

    /// Those with most that is not met, in their own order, and the sum of all others.
    public Map<String, PostureRow> firstAreas(SnapshotPosture posture) {
        var rows = areas(posture);
        var most = mostAreas();
        var first = rows.entrySet().stream()
                .sorted(Comparator.comparing(row -> -row.getValue().of(CheckResult.FAIL)))
                .limit(rows.size() > most ? most - 1 : most)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return shown(rows, first);
    }

    /// Of three tools or targets, too, the first page is one.
    private int mostAreas() {
        return switch (content.provenance().snapshots().size()) {
            case 0, 1, 2 -> AREAS;
            case 3 -> AREAS_OF_THREE;
            default -> AREAS_OF_MORE;
        };
    }

    private Map<String, PostureRow> shown(Map<String, PostureRow> rows, Set<String> first) {
        var shown = new LinkedHashMap<String, PostureRow>();
        rows.forEach((name, row) -> {
            if (first.contains(name)) {
                shown.put(name, row);
            }
        });
        var rest = PostureRow.sum(rows.entrySet().stream()
                .filter(row -> !first.contains(row.getKey()))
                .map(Map.Entry::getValue));
        if (rest.total() > 0) {
            shown.merge(
                    words.text("document.posture.folded"), rest, (one, other) -> PostureRow.sum(Stream.of(one, other)));
        }
        return shown;
    }
}
