package io.runtruth.reviews.compose;

import io.runtruth.evidence.Check;
import io.runtruth.reviews.ReviewContent.AreaPosture;
import io.runtruth.reviews.ReviewContent.SnapshotPosture;
import io.runtruth.reviews.ReviewContent.SnapshotProvenance;
import io.runtruth.reviews.ReviewContent.Source;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/// The counts of one snapshot: all its checks, by area, and by the tool's own words.
final class SnapshotFold {

    /// Areas listed for one snapshot.
    static final int AREAS = 200;

    private final Source source;
    private final int position;
    private final ResultTally all = new ResultTally();
    private final ResultTally accepted = new ResultTally();
    private final SeverityTally folded = new SeverityTally();
    private final Fitting<String, SeverityTally> areas =
            new Fitting<>(AREAS, Comparator.naturalOrder(), (_, dropped) -> folded.addAll(dropped));
    private final SortedMap<String, Long> rawResults = new TreeMap<>();

    /// @param position in the order of the sources
    SnapshotFold(Source source, int position) {
        this.source = source;
        this.position = position;
    }

    int position() {
        return position;
    }

    Source source() {
        return source;
    }

    void add(Check check) {
        all.add(check);
        areas.at(check.area(), SeverityTally::new).orElse(folded).add(check);
        rawResults.merge(listedWord(check.rawResult()), 1L, Long::sum);
    }

    private String listedWord(String rawResult) {
        return source.rawResults().containsKey(rawResult) ? rawResult : Source.OTHER_WORDS;
    }

    /// Beside being added: its risk is accepted.
    void accept(Check check) {
        accepted.add(check);
    }

    ResultTally all() {
        return all;
    }

    SnapshotPosture posture() {
        var listed = areas.kept().entrySet().stream()
                .map(area -> new AreaPosture(area.getKey(), area.getValue().counts()))
                .toList();
        return new SnapshotPosture(source.snapshotId(), listed, folded.isEmpty() ? null : folded.counts());
    }

    SnapshotProvenance provenance() {
        return new SnapshotProvenance(source, all.counts(), accepted.counts().results());
    }

    /// A fold over fewer, more or other checks than were imported must not become a review.
    ///
    /// @throws IllegalStateException if the checks do not add up to the counts that were recorded at the import
    void requireWhole() {
        if (!rawResults.equals(source.rawResults())) {
            throw new IllegalStateException("the checks read are not those imported: snapshot " + source.snapshotId());
        }
    }
}
