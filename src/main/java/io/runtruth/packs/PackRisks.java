package io.runtruth.packs;

import io.runtruth.evidence.WebAddress;
import io.runtruth.packs.PackBlock.FindingBlock;
import io.runtruth.packs.PackBlock.PackRun;
import io.runtruth.packs.PackBlock.ParagraphBlock;
import io.runtruth.packs.words.AcceptedWords;
import io.runtruth.packs.words.DocumentWords;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.packs.words.FirstWords;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Risk;
import io.runtruth.texts.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What to begin with: the five first risks, what was found and the first step of the tool's own remedy.
final class PackRisks {

    private static final int FIRST = 5;

    private final ReviewContent content;
    private final FindingWords findingWords;
    private final DocumentWords words;

    PackRisks(ReviewContent content, FindingWords findingWords, DocumentWords words) {
        this.content = content;
        this.findingWords = findingWords;
        this.words = words;
    }

    void addTo(List<PackBlock> blocks) {
        var risks = Objects.requireNonNull(content.topRisks());
        var accepted = new AcceptedWords(findingWords, words).notAmongTheFirst(content);
        if (risks.failed() == 0) {
            blocks.add(ParagraphBlock.of(
                    words.text(accepted.isPresent() ? "document.risks.none_but_accepted" : "document.risks.none")));
            accepted.ifPresent(line -> blocks.add(ParagraphBlock.of(PackBlock.ParagraphKind.NOTE, line)));
            return;
        }
        risks.risks().stream().limit(FIRST).forEach(risk -> blocks.add(entry(risk)));
        var rest = risks.risks().size() - FIRST;
        if (rest > 0) {
            blocks.add(ParagraphBlock.of(PackBlock.ParagraphKind.NOTE, words.text("pack.risks_below")));
        }
        accepted.ifPresent(line -> blocks.add(ParagraphBlock.of(PackBlock.ParagraphKind.NOTE, line)));
    }

    private FindingBlock entry(Risk risk) {
        var source = findingWords.source(risk.snapshotId());
        var facts = new ArrayList<PackRun>();
        facts.add(new PackRun.CodeRun(ForeignText.shown(risk.controlId())));
        facts.add(new PackRun.WordsRun(findingWords.area(source, risk.area())));
        if (risk.affected() > 1 || !risk.resources().isEmpty()) {
            facts.add(new PackRun.WordsRun(words.text("document.findings.affected", risk.affected())));
        }
        var body = new ArrayList<PackBlock>();
        var finding = finding(risk);
        finding.flatMap(it -> FirstWords.found(Objects.requireNonNull(content.findings()), it))
                .ifPresent(line -> body.add(ParagraphBlock.of(ForeignText.shown(line))));
        finding.flatMap(it -> FirstWords.step(Objects.requireNonNull(content.findings()), it))
                .map(line -> ParagraphBlock.of(words.text("document.front.first_step", line)))
                .or(() -> guidance(risk.remediationUrl(), words))
                .ifPresent(body::add);
        return new FindingBlock(
                3,
                risk.severity(),
                words.text("check.severity." + risk.severity().code()),
                findingWords.title(source, FindingGroup.NOT_MET, risk.title()),
                facts,
                body);
    }

    private Optional<Finding> finding(Risk risk) {
        return Optional.ofNullable(risk.finding())
                .map(index ->
                        Objects.requireNonNull(content.findings()).controls().get(index));
    }

    /// A link that says to which host.
    static Optional<ParagraphBlock> guidance(@org.jspecify.annotations.Nullable String url, DocumentWords words) {
        return WebAddress.parse(url)
                .map(address -> new ParagraphBlock(
                        PackBlock.ParagraphKind.PLAIN,
                        List.of(new PackRun.LinkRun(
                                words.text("document.risks.remediation", address.host()), address.url()))));
    }
}
