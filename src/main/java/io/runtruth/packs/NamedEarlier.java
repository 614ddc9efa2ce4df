package io.runtruth.packs;

import io.runtruth.packs.PackBlock.FindingBlock;
import io.runtruth.packs.PackBlock.GridBlock;
import io.runtruth.packs.PackBlock.GridCell;
import io.runtruth.packs.PackBlock.GridColumn;
import io.runtruth.packs.PackBlock.GridRow;
import io.runtruth.packs.PackBlock.PackRun;
import io.runtruth.packs.PackBlock.ParagraphBlock;
import io.runtruth.packs.words.DocumentWords;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Risk;
import io.runtruth.reviews.ReviewContent.SuppressedCheck;
import io.runtruth.texts.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Content of earlier rules names what failed and what is suppressed, and no other check.
final class NamedEarlier {

    private final ReviewContent content;
    private final FindingWords findingWords;
    private final DocumentWords words;

    NamedEarlier(ReviewContent content, FindingWords findingWords, DocumentWords words) {
        this.content = content;
        this.findingWords = findingWords;
        this.words = words;
    }

    void addRisks(List<PackBlock> blocks) {
        var risks = Objects.requireNonNull(content.topRisks());
        if (risks.failed() == 0) {
            blocks.add(ParagraphBlock.of(words.text("document.risks.none")));
            return;
        }
        if (risks.shown() < risks.failed()) {
            blocks.add(ParagraphBlock.of(words.text("document.risks.cut", risks.shown(), risks.failed())));
        }
        risks.risks().forEach(risk -> blocks.add(risk(risk)));
    }

    private FindingBlock risk(Risk risk) {
        var facts = new ArrayList<PackRun>();
        facts.add(new PackRun.CodeRun(ForeignText.shown(risk.controlId())));
        facts.add(new PackRun.WordsRun(findingWords.area(findingWords.source(risk.snapshotId()), risk.area())));
        if (risk.rawSeverity() != null) {
            facts.add(new PackRun.WordsRun(words.text("document.risks.raw_severity", risk.rawSeverity())));
        }
        var body = new ArrayList<PackBlock>();
        body.add(ParagraphBlock.of(affected(risk)));
        if (risk.detail() != null) {
            body.add(ParagraphBlock.of(ForeignText.shown(risk.detail())));
        }
        PackRisks.guidance(risk.remediationUrl(), words).ifPresent(body::add);
        return new FindingBlock(
                3,
                risk.severity(),
                words.text("check.severity." + risk.severity().code()),
                ForeignText.shown(risk.title()),
                facts,
                body);
    }

    private String affected(Risk risk) {
        if (risk.resources().isEmpty()) {
            return words.text("document.risks.affected_target", risk.affected());
        }
        var named = new ArrayList<>(
                risk.resources().stream().map(ForeignText::shown).toList());
        var more = risk.affected() - named.size();
        if (more > 0) {
            named.add(words.text("document.risks.more", more));
        }
        return words.text(
                "document.risks.affected", risk.affected(), words.forms().list(named));
    }

    void addSuppressed(List<PackBlock> blocks) {
        var accepted = Objects.requireNonNull(content.acceptedSuppressed());
        if (accepted.total() == 0) {
            blocks.add(ParagraphBlock.of(words.text("document.suppressed.none")));
            return;
        }
        if (accepted.listed().size() < accepted.total()) {
            blocks.add(ParagraphBlock.of(
                    words.text("document.suppressed.cut", accepted.listed().size(), accepted.total())));
        }
        blocks.add(new GridBlock(
                words.text("document.suppressed.caption", accepted.total()),
                List.of(
                        new GridColumn(words.text("document.suppressed.control"), false, 40),
                        new GridColumn(words.text("document.suppressed.severity"), false, 12),
                        new GridColumn(words.text("document.suppressed.result"), false, 14),
                        new GridColumn(words.text("document.suppressed.reason"), false, 22),
                        new GridColumn(words.text("document.suppressed.until"), false, 12)),
                accepted.listed().stream().map(this::suppressed).toList()));
    }

    private GridRow suppressed(SuppressedCheck check) {
        return new GridRow(
                List.of(
                        GridCell.of(
                                new PackRun.CodeRun(ForeignText.shown(check.controlId())),
                                new PackRun.WordsRun(" " + ForeignText.joined(" · ", check.title(), check.resource()))),
                        GridCell.of(
                                words.text("check.severity." + check.severity().code())),
                        GridCell.of(words.text("check.result." + check.result().code())),
                        GridCell.of(findingWords.hiddenWhy(check.reason())),
                        GridCell.of(
                                check.until() == null
                                        ? words.text("document.suppressed.no_end")
                                        : words.forms().date(check.until()))),
                false);
    }
}
