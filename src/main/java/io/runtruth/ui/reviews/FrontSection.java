package io.runtruth.ui.reviews;

import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.evidence.CheckResult;
import io.runtruth.packs.words.AcceptedWords;
import io.runtruth.packs.words.DriftSentences;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.packs.words.OpenQuestions;
import io.runtruth.packs.words.PostureRow;
import io.runtruth.packs.words.SourceName;
import io.runtruth.packs.words.SourceSentences;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.SnapshotProvenance;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.reviews.DocumentTable.Column;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/// The first page, which answers (contract 6.1.1, content): what the evidence is, what it says in one sentence for
/// each tool and target, by area, what to begin with, and what may not be assumed.
final class FrontSection extends DocumentSection {

    private final ReviewContent content;
    private final FindingWords words;
    private final SourceSentences sentences;
    private final LocalFormat format;
    private final Instant now;
    private final Paragraph drift = new Paragraph();

    /// @param now as of which ages are told
    /// @param reveal shows the finding of this position
    FrontSection(ReviewContent content, FindingWords words, LocalFormat format, Instant now, IntConsumer reveal) {
        super("executive_summary");
        this.content = content;
        this.words = words;
        this.sentences = new SourceSentences(content, words, InWords.of(format));
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
            var accepted = new AcceptedWords(words, InWords.of(format)).notAmongTheFirst(content);
            var risks = new Div(
                    new H3(getTranslation("document.front.risks")), new FirstRisks(content, words, accepted, reveal));
            risks.addClassName("front-risks");
            var questions = new Div();
            questions.addClassName("front-open");
            open(questions);
            var columns = new Div(areas, risks, questions);
            columns.addClassName("front-columns");
            add(columns);
        }
        addOwnWords();
    }

    /// One sentence of what changed.
    void tell(Optional<ReviewDrift> changed) {
        drift.setVisible(changed.isPresent());
        drift.setText(
                changed.map(new DriftSentences(InWords.of(format))::sentence).orElse(""));
    }

    private void open(HasComponents place) {
        var open = new OpenQuestions(content, InWords.of(format)).list();
        if (!open.isEmpty()) {
            place.add(new H3(getTranslation("document.front.open")), questions(open));
        }
    }

    private static UnorderedList questions(List<String> open) {
        var list = new UnorderedList();
        open.forEach(question -> list.add(new ListItem(question)));
        return list;
    }

    private void source(SnapshotProvenance snapshot) {
        var evidence = new Paragraph(sentences.identity(snapshot.source(), now));
        evidence.addClassName("front-evidence");
        var facts = new Paragraph(sentences.facts(snapshot));
        facts.addClassName("front-facts");
        add(evidence, facts);
    }

    private void areas(Div place, SnapshotProvenance snapshot) {
        if (snapshot.counts().total() == 0) {
            return;
        }
        var rows = sentences.firstAreas(sentences.posture(snapshot));
        var sum = PostureRow.sum(rows.values().stream());
        var table = new DocumentTable(
                words.isOneOfSeveral() ? SourceName.of(snapshot.source()) : getTranslation("document.front.areas"),
                List.of(
                        Column.of(getTranslation("document.posture.area")),
                        Column.of(getTranslation("document.posture.spread")),
                        Column.number(getTranslation("document.findings.group.not_met")),
                        Column.number(getTranslation("document.front.met"))));
        rows.forEach((name, row) -> row(table, name, row, sum));
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
