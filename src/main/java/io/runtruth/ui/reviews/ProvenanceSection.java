package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.evidence.FileFacts;
import io.runtruth.packs.words.SourceName;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.DocumentFile;
import io.runtruth.reviews.ReviewContent.LeftOut;
import io.runtruth.reviews.ReviewContent.SnapshotProvenance;
import io.runtruth.reviews.ReviewContent.Source;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.reviews.DocumentTable.Column;
import java.util.List;
import org.springframework.util.unit.DataSize;

/// Where every number comes from: files, digests, the tools' own words and counts, and what was left aside.
final class ProvenanceSection extends DocumentSection {

    private final LocalFormat format;

    ProvenanceSection(ReviewRow review, ReviewContent content, LocalFormat format) {
        super("provenance");
        this.format = format;
        add(new FactList()
                .fact(getTranslation("document.provenance.fingerprint"), Spans.mono(review.fingerprint()))
                .fact(getTranslation("document.provenance.rules"), format.number(content.rulesVersion())));
        content.provenance().snapshots().forEach(this::snapshot);
        leftOut(content.provenance().leftOut());
    }

    private void snapshot(SnapshotProvenance snapshot) {
        var source = snapshot.source();
        add(
                new H3(SourceName.of(source)),
                facts(source),
                rawCounts(source, snapshot.counts().total()));
        if (!source.summaryDifferences().isEmpty()) {
            add(differences(source));
        }
        if (source.failuresOnly()) {
            paragraph(getTranslation("document.provenance.failures_only"));
        }
        source.warnings().stream()
                .filter(code -> !code.equals(FileFacts.FAILURES_ONLY))
                .forEach(code -> paragraph(getTranslation("evidence.warning." + code)));
        source.skipped().forEach((code, count) -> paragraph(getTranslation("evidence.skipped." + code, count)));
    }

    private FactList facts(Source source) {
        var at = format.dateTime(source.collectedAt());
        var target = SourceName.target(source.target());
        var facts = new FactList()
                .fact(
                        getTranslation("document.provenance.format"),
                        getTranslation("evidence.format." + source.format()))
                .fact(getTranslation("document.provenance.target"), target)
                .fact(
                        getTranslation("document.provenance.confirmed_by"),
                        source.target().confirmedBy())
                .fact(getTranslation("document.provenance.collected"), collected(source, at));
        return source.file() == null ? facts : file(facts, source.file());
    }

    private FactList file(FactList facts, DocumentFile file) {
        return facts.fact(getTranslation("document.provenance.file"), file.name())
                .fact(getTranslation("document.provenance.size"), size(file))
                .fact(getTranslation("document.provenance.file_digest"), Spans.mono(file.fileDigest()))
                .fact(getTranslation("document.provenance.posture_digest"), Spans.mono(file.postureDigest()));
    }

    private String collected(Source source, String at) {
        if (source.collectedAtUpload()) {
            return getTranslation("document.provenance.collected_at_upload", at);
        }
        return source.timeWithoutZone() ? withoutZone(at) : at;
    }

    private String withoutZone(String at) {
        return getTranslation("document.provenance.collected_without_zone", at);
    }

    private String size(DocumentFile file) {
        return getTranslation(
                "document.provenance.size_value", file.sizeBytes(), format.size(DataSize.ofBytes(file.sizeBytes())));
    }

    private DocumentTable rawCounts(Source source, long total) {
        var table = new DocumentTable(
                getTranslation("document.provenance.raw_caption"),
                List.of(
                        Column.of(getTranslation("document.provenance.raw_word")),
                        Column.number(getTranslation("document.provenance.raw_count"))));
        source.rawResults().forEach((word, count) -> table.row(word(word)).number(format.number(count)));
        table.sum(getTranslation("document.table.sum")).number(format.number(total));
        return table;
    }

    private String word(String rawResult) {
        return rawResult.equals(Source.OTHER_WORDS) ? getTranslation("document.provenance.raw_other") : rawResult;
    }

    private DocumentTable differences(Source source) {
        var table = new DocumentTable(
                getTranslation("document.provenance.differences_caption"),
                List.of(
                        Column.of(getTranslation("document.provenance.difference")),
                        Column.number(getTranslation("document.provenance.stated")),
                        Column.number(getTranslation("document.provenance.counted"))));
        source.summaryDifferences()
                .forEach(difference -> table.row(difference.label())
                        .number(format.number(difference.stated()))
                        .number(format.number(difference.counted())));
        return table;
    }

    private void leftOut(List<LeftOut> leftOut) {
        if (leftOut.isEmpty()) {
            return;
        }
        var list = new UnorderedList();
        leftOut.forEach(it -> list.add(new ListItem(getTranslation(
                "document.provenance.left_out_one",
                it.tool(),
                SourceName.target(it.target()),
                it.timeWithoutZone() == null
                        ? format.dateTime(it.collectedAt())
                        : withoutZone(format.dateTime(it.collectedAt())),
                it.ageDays()))));
        add(
                new H3(getTranslation("document.provenance.left_out")),
                new Paragraph(getTranslation("document.provenance.left_out_why")),
                list);
    }
}
