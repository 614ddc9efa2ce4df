package io.runtruth.ui.reviews;

import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import io.runtruth.evidence.CheckResult;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Counts;
import io.runtruth.reviews.ReviewContent.SnapshotPosture;
import io.runtruth.reviews.ReviewContent.SnapshotProvenance;
import io.runtruth.reviews.ReviewContent.Source;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.ui.kit.ChangeWording;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.reviews.DocumentTable.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/// The first page, which answers (contract 6.1.1, content): what the evidence is, what it says in one sentence for
/// each tool and target, by area, what to begin with, and what may not be assumed.
final class FrontSection extends DocumentSection {

    private static final int AREAS = 12;

    private final ReviewContent content;
    private final FindingWords words;
    private final LocalFormat format;
    private final Instant now;
    private final Paragraph drift = new Paragraph();

    /// @param now as of which ages are told
    /// @param reveal shows the finding of this position
    FrontSection(ReviewContent content, FindingWords words, LocalFormat format, Instant now, IntConsumer reveal) {
        super("executive_summary");
        this.content = content;
        this.words = words;
        this.format = format;
        this.now = now;
        addClassName("front");
        content.provenance().snapshots().forEach(this::source);
        drift.addClassName("front-drift");
        drift.setVisible(false);
        add(drift);
        if (content.executiveSummary() == null) {
            paragraph(getTranslation("document.front.nothing"));
            open(this);
        } else {
            var areas = new Div();
            areas.addClassName("front-areas");
            content.provenance().snapshots().forEach(snapshot -> areas(areas, snapshot));
            var risks = new Div(new H3(getTranslation("document.front.risks")), new FirstRisks(content, words, reveal));
            risks.addClassName("front-risks");
            var questions = new Div();
            questions.addClassName("front-open");
            open(questions);
            var columns = new Div(areas, risks, questions);
            columns.addClassName("front-columns");
            add(columns);
        }
    }

    /// One sentence of what changed.
    void tell(Optional<ReviewDrift> changed) {
        drift.setVisible(changed.isPresent());
        drift.setText(changed.map(this::sentence).orElse(""));
    }

    private String sentence(ReviewDrift changed) {
        var wording = new ChangeWording(this);
        var number = changed.against().number();
        var day = format.date(changed.against().publishedAt());
        var counts = changed.counts();
        var sentences = new ArrayList<String>();
        if (!counts.isEmpty()) {
            sentences.add(getTranslation("document.drift.since", number, day, wording.list(counts)));
        } else if (changed.notCompared() < changed.sources().size()) {
            sentences.add(getTranslation("document.drift.unchanged", number, day));
        }
        if (changed.notCompared() > 0) {
            sentences.add(getTranslation("document.drift.not_compared", changed.notCompared(), number, day));
        }
        return String.join(" ", sentences);
    }

    private void open(HasComponents place) {
        var open = new OpenQuestions(content, format).list();
        if (!open.isEmpty()) {
            place.add(new H3(getTranslation("document.front.open")), OpenQuestions.shown(open));
        }
    }

    private void source(SnapshotProvenance snapshot) {
        var evidence = new Paragraph(identity(snapshot.source()));
        evidence.addClassName("front-evidence");
        var facts = new Paragraph(facts(snapshot));
        facts.addClassName("front-facts");
        add(evidence, facts);
    }

    private String identity(Source source) {
        var name = SourceName.of(source);
        var day = format.date(source.collectedAt());
        if (source.collectedAtUpload()) {
            return getTranslation("document.front.uploaded", name, day);
        }
        var days = Math.max(0, Duration.between(source.collectedAt(), now).toDays());
        return getTranslation("document.front.collected", name, day, days);
    }

    private String facts(SnapshotProvenance snapshot) {
        var counts = snapshot.counts();
        var sentences = new ArrayList<String>();
        sentences.add(rate(snapshot));
        if (counts.of(CheckResult.WARNING) > 0) {
            sentences.add(getTranslation("document.front.warnings", counts.of(CheckResult.WARNING)));
        }
        if (counts.of(CheckResult.MANUAL) > 0) {
            sentences.add(getTranslation("document.front.manual", counts.of(CheckResult.MANUAL), counts.total()));
        }
        if (counts.totalSuppressed() > 0) {
            sentences.add(getTranslation("document.summary.suppressed", counts.totalSuppressed()));
        }
        return String.join(" ", sentences);
    }

    private String rate(SnapshotProvenance snapshot) {
        var counts = snapshot.counts();
        var rate = snapshot.rate();
        if (counts.total() == 0) {
            return getTranslation("document.front.no_check");
        }
        if (rate.isEmpty()) {
            return getTranslation("document.front.failures_only", notMet(snapshot, counts));
        }
        var share = rate.get().basisPoints();
        if (share.isEmpty()) {
            return getTranslation("document.summary.no_score", counts.total());
        }
        return getTranslation(
                        "document.front.rated",
                        rate.get().passed(),
                        rate.get().rated(),
                        format.share(share.getAsInt()),
                        rate.get().rated(),
                        counts.total())
                + " "
                + notMet(snapshot, counts);
    }

    private String notMet(SnapshotProvenance snapshot, Counts counts) {
        var severities =
                PostureRow.sum(rows(posture(snapshot)).values().stream()).failed();
        return getTranslation(
                "document.front.not_met",
                counts.of(CheckResult.FAIL),
                severities.isEmpty() ? "" : counted("review.severity_count.", severities, format));
    }

    private SnapshotPosture posture(SnapshotProvenance snapshot) {
        return Objects.requireNonNull(content.controlPosture()).snapshots().stream()
                .filter(posture -> posture.snapshotId().equals(snapshot.source().snapshotId()))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, PostureRow> rows(SnapshotPosture posture) {
        var source = words.source(posture.snapshotId());
        var rows = new LinkedHashMap<String, PostureRow>();
        posture.areas()
                .forEach(area -> rows.merge(
                        words.area(source, area.area()),
                        PostureRow.of(area.severities()),
                        (one, other) -> PostureRow.sum(Stream.of(one, other))));
        if (posture.folded() != null) {
            rows.put(getTranslation("document.posture.folded"), PostureRow.of(posture.folded()));
        }
        return rows;
    }

    private void areas(Div place, SnapshotProvenance snapshot) {
        if (snapshot.counts().total() == 0) {
            return;
        }
        var rows = rows(posture(snapshot));
        var first = rows.entrySet().stream()
                .sorted(Comparator.comparing(row -> -row.getValue().of(CheckResult.FAIL)))
                .limit(rows.size() > AREAS ? AREAS - 1 : AREAS)
                .map(Map.Entry::getKey)
                .toList();
        var sum = PostureRow.sum(rows.values().stream());
        var table = new DocumentTable(
                words.isOneOfSeveral() ? SourceName.of(snapshot.source()) : getTranslation("document.front.areas"),
                List.of(
                        Column.of(getTranslation("document.posture.area")),
                        Column.of(getTranslation("document.posture.spread")),
                        Column.number(getTranslation("document.findings.group.not_met")),
                        Column.number(getTranslation("document.front.met"))));
        rows.forEach((name, row) -> {
            if (first.contains(name)) {
                row(table, name, row, sum);
            }
        });
        var rest = PostureRow.sum(rows.entrySet().stream()
                .filter(row -> !first.contains(row.getKey()))
                .map(Map.Entry::getValue));
        if (rest.total() > 0) {
            row(table, getTranslation("document.posture.folded"), rest, sum);
        }
        place.add(table);
    }

    private void row(DocumentTable table, String name, PostureRow row, PostureRow sum) {
        var rated = row.of(CheckResult.PASS) + row.of(CheckResult.FAIL) + row.of(CheckResult.WARNING);
        table.row(name)
                .cell(new PostureBar(row, sum.occurring()))
                .number(format.number(row.of(CheckResult.FAIL)))
                .number(rated == 0 ? "–" : getTranslation("document.front.of", row.of(CheckResult.PASS), rated));
    }
}
