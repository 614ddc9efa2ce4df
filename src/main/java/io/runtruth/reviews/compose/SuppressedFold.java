package io.runtruth.reviews.compose;

import io.runtruth.evidence.Check;
import io.runtruth.reviews.ReviewContent.AcceptedChecks;
import io.runtruth.reviews.ReviewContent.AcceptedSuppressed;
import io.runtruth.reviews.ReviewContent.SuppressedCheck;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// What the tools' own waivers hide: the most severe hundred, and how many there are.
final class SuppressedFold {

    static final int LISTED = 100;

    private static final Comparator<Entry> MOST_SEVERE_FIRST = Comparator.comparing(
                    (Entry entry) -> entry.check.severity())
            .thenComparing(entry -> entry.check.controlId())
            .thenComparingInt(entry -> entry.snapshot.position())
            .thenComparing(entry -> entry.check.resource(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingInt(entry -> entry.check.ordinal());

    private final Fitting<Entry, Entry> listed = new Fitting<>(LISTED, MOST_SEVERE_FIRST, (_, _) -> {});
    private long total;

    void add(SnapshotFold snapshot, Check check) {
        if (check.suppressed()) {
            total++;
            var entry = new Entry(snapshot, check);
            listed.at(entry, () -> entry);
        }
    }

    AcceptedSuppressed acceptedSuppressed(List<AcceptedChecks> accepted) {
        return new AcceptedSuppressed(
                total, listed.kept().keySet().stream().map(Entry::listed).toList(), accepted);
    }

    private record Entry(SnapshotFold snapshot, Check check) {

        SuppressedCheck listed() {
            var suppression = Objects.requireNonNull(check.suppression());
            return new SuppressedCheck(
                    snapshot.source().snapshotId(),
                    check.controlId(),
                    check.title(),
                    check.result(),
                    check.severity(),
                    check.area(),
                    check.resource(),
                    suppression.reason(),
                    suppression.until());
        }
    }
}
