package io.runtruth.packs;

import io.runtruth.packs.PackBlock.Entry;
import io.runtruth.packs.PackBlock.Paragraph;
import io.runtruth.packs.PackBlock.Run;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.packs.words.FirstWords;
import io.runtruth.packs.words.WebAddress;
import io.runtruth.packs.words.Words;
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
    private final Words words;

    PackRisks(ReviewContent content, FindingWords findingWords, Words words) {
        this.content = content;
        this.findingWords = findingWords;
        this.words = words;
    }

    void addTo(List<PackBlock> blocks) {
        var risks = Objects.requireNonNull(content.topRisks());
        if (risks.failed() == 0) {
            blocks.add(Paragraph.of(words.text("document.risks.none")));
            return;
        }
        risks.risks().stream().limit(FIRST).forEach(risk -> blocks.add(entry(risk)));
        var rest = risks.risks().size() - FIRST;
        if (rest > 0) {
            blocks.add(Paragraph.of(PackBlock.Kind.NOTE, words.text("pack.risks_below")));
        }
    }

    private Entry entry(Risk risk) {
        var source = findingWords.source(risk.snapshotId());
        var facts = new ArrayList<Run>();
        facts.add(new Run.Code(ForeignText.shown(risk.controlId())));
        facts.add(new Run.Words(findingWords.area(source, risk.area())));
        if (risk.affected() > 1 || !risk.resources().isEmpty()) {
            facts.add(new Run.Words(words.text("document.findings.affected", risk.affected())));
        }
        var body = new ArrayList<PackBlock>();
        var finding = finding(risk);
        finding.flatMap(it -> FirstWords.found(Objects.requireNonNull(content.findings()), it))
                .ifPresent(line -> body.add(Paragraph.of(ForeignText.shown(line))));
        finding.flatMap(it -> FirstWords.step(Objects.requireNonNull(content.findings()), it))
                .map(line -> Paragraph.of(words.text("document.front.first_step", line)))
                .or(() -> guidance(risk.remediationUrl(), words))
                .ifPresent(body::add);
        return new Entry(
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
    static Optional<Paragraph> guidance(@org.jspecify.annotations.Nullable String url, Words words) {
        return WebAddress.parse(url)
                .map(address -> new Paragraph(
                        PackBlock.Kind.PLAIN,
                        List.of(new Run.Link(words.text("document.risks.remediation", address.host()), address.url()))));
    }
}
