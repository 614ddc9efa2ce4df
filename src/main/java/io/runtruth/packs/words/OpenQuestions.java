package io.runtruth.packs.words;

import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Completeness.PartialReason;
import io.runtruth.reviews.ReviewContent.DocumentTarget;
import io.runtruth.reviews.ReviewContent.SnapshotProvenance;
import io.runtruth.reviews.ReviewContent.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the reader of this content may not assume.
public final class OpenQuestions {

    /// Told by the coverage, reason by reason.
    private static final Set<PartialReason> IN_COVERAGE = Set.of(
            PartialReason.ERRORS, PartialReason.MANUAL_OPEN, PartialReason.NOT_ASSESSED, PartialReason.UNKNOWN_RESULTS);

    private final ReviewContent content;
    private final DocumentWords words;

    public OpenQuestions(ReviewContent content, DocumentWords words) {
        this.content = content;
        this.words = words;
    }

    public List<String> list() {
        var open = new ArrayList<String>();
        coverage().ifPresent(open::add);
        open.addAll(others());
        return open;
    }

    /// But for what is not covered.
    public List<String> others() {
        var open = new ArrayList<String>();
        content.completeness().reasons().forEach((reason, count) -> {
            if (!IN_COVERAGE.contains(reason)) {
                open.add(words.text(
                        "document.front.reason", words.text("review.completeness_reason." + reason.code(), count)));
            }
        });
        var sources = content.provenance().snapshots().stream()
                .map(SnapshotProvenance::source)
                .toList();
        var targets = sources.stream()
                .map(Source::target)
                .map(DocumentTarget::id)
                .distinct()
                .count();
        if (targets > 1) {
            open.add(words.text("document.front.targets", targets));
        }
        sources.stream()
                .filter(Source::timeWithoutZone)
                .forEach(source -> open.add(words.text("document.front.without_zone", SourceName.of(source))));
        if (content.executiveSummary() != null && content.findings() == null) {
            open.add(words.text("document.front.findings_unknown"));
        }
        return open;
    }

    /// How much was assessed, and why the rest was not; empty where all was.
    public Optional<String> coverage() {
        var summary = content.executiveSummary();
        if (summary == null || summary.coverage().gaps().isEmpty()) {
            return Optional.empty();
        }
        var coverage = summary.coverage();
        var gaps = coverage.gaps().entrySet().stream()
                .map(gap -> words.text("review.gap." + gap.getKey().code(), gap.getValue()))
                .toList();
        return Optional.of(words.text(
                "document.front.coverage",
                coverage.assessed(),
                coverage.checks(),
                words.forms().list(gaps)));
    }
}
