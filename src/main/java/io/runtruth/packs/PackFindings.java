package io.runtruth.packs;

import io.runtruth.packs.PackBlock.FindingBlock;
import io.runtruth.packs.PackBlock.GridBlock;
import io.runtruth.packs.PackBlock.GridCell;
import io.runtruth.packs.PackBlock.GridColumn;
import io.runtruth.packs.PackBlock.GridRow;
import io.runtruth.packs.PackBlock.HeadingBlock;
import io.runtruth.packs.PackBlock.ItemsBlock;
import io.runtruth.packs.PackBlock.PackRun;
import io.runtruth.packs.PackBlock.ParagraphBlock;
import io.runtruth.packs.PackBlock.ParagraphKind;
import io.runtruth.packs.PackComposer.PackFacts;
import io.runtruth.packs.words.AcceptedWords;
import io.runtruth.packs.words.DocumentWords;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.packs.words.FirstWords;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Findings;
import io.runtruth.reviews.ReviewContent.Found;
import io.runtruth.reviews.ReviewContent.Gap;
import io.runtruth.texts.ForeignText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Every finding by name, in the order in which a reader acts: those that are acted on with their texts, all others
/// as lines of a table. What is shortened says so, and where the rest is.
final class PackFindings {

    private static final int DETAILS = 50;
    private static final int RESOURCES = 100;

    /// What the customer of a review acts on.
    private static final Set<FindingGroup> OPEN =
            EnumSet.of(FindingGroup.NOT_MET, FindingGroup.WARNING, FindingGroup.MANUAL);

    private final ReviewContent content;
    private final Findings findings;
    private final PackProfile profile;
    private final FindingWords findingWords;
    private final AcceptedWords acceptedWords;
    private final DocumentWords words;
    private final PackTexts texts;

    PackFindings(
            ReviewContent content,
            Findings findings,
            PackProfile profile,
            FindingWords findingWords,
            AcceptedWords acceptedWords,
            DocumentWords words) {
        this.content = content;
        this.acceptedWords = acceptedWords;
        this.findings = findings;
        this.profile = profile;
        this.findingWords = findingWords;
        this.words = words;
        this.texts = new PackTexts(words);
    }

    void addTo(List<PackBlock> blocks, FindingGroup group) {
        var all = findings.controls().stream().filter(it -> it.group() == group).toList();
        if (all.isEmpty()) {
            return;
        }
        blocks.add(new HeadingBlock(
                3,
                "findings-" + group.code(),
                words.text(
                        "document.findings.heading",
                        words.text("document.findings.group." + group.code()),
                        words.forms().number(checks(all)))));
        blocks.add(ParagraphBlock.of(ParagraphKind.NOTE, words.text("document.findings.about." + group.code())));
        var whole = Math.min(all.size(), whole(profile, group));
        all.subList(0, whole).forEach(finding -> blocks.add(entry(finding)));
        var rest = all.subList(whole, all.size());
        if (rest.isEmpty()) {
            return;
        }
        if (whole > 0) {
            blocks.add(ParagraphBlock.of(ParagraphKind.NOTE, words.text("pack.whole", whole, all.size())));
        }
        named(blocks, group, rest);
    }

    private static long checks(List<Finding> findings) {
        return findings.stream().mapToLong(Finding::checks).sum();
    }

    /// How many findings no line names.
    static long leftOut(Findings findings, PackProfile profile) {
        return findings.controls().stream()
                .collect(Collectors.groupingBy(Finding::group, Collectors.counting()))
                .entrySet()
                .stream()
                .mapToLong(it -> Math.max(0, it.getValue() - whole(profile, it.getKey()) - profile.named()))
                .sum();
    }

    private static int whole(PackProfile profile, FindingGroup group) {
        var isWhole = profile.isInternal() ? group != FindingGroup.MET : OPEN.contains(group);
        return isWhole ? profile.whole() : 0;
    }

    // as lines of a table

    private void named(List<PackBlock> blocks, FindingGroup group, List<Finding> all) {
        var shown = all.subList(0, Math.min(all.size(), profile.named()));
        if (group == FindingGroup.NOT_ASSESSED) {
            var reasons = shown.stream()
                    .collect(Collectors.groupingBy(
                            it -> Objects.requireNonNullElse(it.reason(), Gap.OTHER),
                            LinkedHashMap::new,
                            Collectors.toList()));
            reasons.forEach((reason, of) -> {
                var checks = all.stream()
                        .filter(it -> Objects.requireNonNullElse(it.reason(), Gap.OTHER) == reason)
                        .mapToLong(Finding::checks)
                        .sum();
                blocks.add(table(words.text("review.gap." + reason.code(), checks), group, of));
            });
        } else {
            blocks.add(table(words.text("document.findings.group." + group.code()), group, shown));
        }
        if (shown.size() < all.size()) {
            blocks.add(ParagraphBlock.of(ParagraphKind.NOTE, words.text("pack.named", shown.size(), all.size())));
        }
    }

    private GridBlock table(String caption, FindingGroup group, List<Finding> of) {
        var isSuppressed = group == FindingGroup.SUPPRESSED || group == FindingGroup.ACCEPTED;
        var columns = new ArrayList<GridColumn>();
        columns.add(new GridColumn(words.text("document.suppressed.severity"), false, 11));
        columns.add(new GridColumn(words.text("document.suppressed.control"), false, isSuppressed ? 40 : 52));
        columns.add(new GridColumn(words.text("document.posture.area"), false, 19));
        if (isSuppressed) {
            columns.add(new GridColumn(words.text("document.suppressed.result"), false, 12));
            columns.add(new GridColumn(words.text("document.suppressed.reason"), false, 18));
        } else {
            columns.add(new GridColumn(words.text("pack.checks"), true, 8));
        }
        return new GridBlock(
                caption,
                columns,
                of.stream()
                        .map(it -> new GridRow(cells(it, isSuppressed), false, false))
                        .toList());
    }

    private List<GridCell> cells(Finding finding, boolean isSuppressed) {
        var cells = new ArrayList<GridCell>();
        cells.add(GridCell.of(new PackRun.MarkRun(finding.severity(), severity(finding))));
        cells.add(GridCell.of(
                new PackRun.WordsRun(findingWords.title(finding) + " "),
                new PackRun.CodeRun(ForeignText.shown(finding.controlId()))));
        cells.add(GridCell.of(area(finding)));
        if (isSuppressed) {
            cells.add(GridCell.of(words.text("check.result." + finding.result().code())));
            cells.add(GridCell.of(why(finding)));
        } else {
            cells.add(GridCell.of(words.forms().number(finding.checks())));
        }
        return cells;
    }

    private String why(Finding finding) {
        return AcceptedWords.of(content, finding).map(acceptedWords::line).orElseGet(() -> suppressed(finding));
    }

    private String suppressed(Finding finding) {
        var suppression = Objects.requireNonNull(finding.suppression());
        return ForeignText.joined(
                " · ",
                findingWords.hiddenWhy(suppression.reason()),
                suppression.until() == null
                        ? words.text("document.suppressed.no_end")
                        : words.text("pack.until", words.forms().date(suppression.until())));
    }

    private String severity(Finding finding) {
        return words.text("check.severity." + finding.severity().code());
    }

    private String area(Finding finding) {
        var area = findingWords.area(finding.source(), finding.area());
        return findingWords.isOneOfSeveral() ? area + " · " + findingWords.sourceName(finding.source()) : area;
    }

    // with what is said of it

    private FindingBlock entry(Finding finding) {
        var facts = new ArrayList<PackRun>();
        facts.add(new PackRun.CodeRun(ForeignText.shown(finding.controlId())));
        facts.add(new PackRun.WordsRun(area(finding)));
        if (finding.section() != null) {
            facts.add(new PackRun.WordsRun(ForeignText.shown(finding.section())));
        }
        if (finding.checks() > 1) {
            facts.add(new PackRun.WordsRun(words.text("document.findings.checks", finding.checks())));
        }
        var body = new ArrayList<PackBlock>();
        if (profile.isInternal()) {
            facts(body, finding);
            found(body, finding);
            rationale(body, finding);
            remedy(body, finding);
        } else {
            firstFound(body, finding);
            firstStep(body, finding);
        }
        return new FindingBlock(4, finding.severity(), severity(finding), findingWords.title(finding), facts, body);
    }

    private void facts(List<PackBlock> body, Finding finding) {
        var facts = new PackFacts(words)
                .fact("document.findings.raw_result", finding.rawResult())
                .fact("document.findings.raw_severity", finding.rawSeverity())
                .fact("document.findings.impact", finding.impact())
                .fact("document.findings.effort", finding.effort())
                .fact("document.findings.licence", finding.licence());
        if (finding.suppression() != null) {
            facts.fact(
                            "document.suppressed.result",
                            words.text("check.result." + finding.result().code()))
                    .fact("document.suppressed.reason", suppressed(finding));
        }
        AcceptedWords.of(content, finding)
                .ifPresent(risk -> facts.fact(
                                "document.suppressed.result",
                                words.text("check.result." + finding.result().code()))
                        .fact("document.accepted.risk", acceptedWords.line(risk)));
        finding.references().stream()
                .collect(Collectors.groupingBy(
                        reference -> ForeignText.shown(reference.framework()),
                        LinkedHashMap::new,
                        Collectors.mapping(reference -> ForeignText.shown(reference.id()), Collectors.joining(", "))))
                .forEach((framework, ids) -> facts.run(framework, new PackRun.WordsRun(ids)));
        if (!facts.isEmpty()) {
            body.add(facts.shown());
        }
    }

    /// One line of it, and what it concerns by name.
    private void firstFound(List<PackBlock> body, Finding finding) {
        FirstWords.found(findings, finding).ifPresent(line -> body.add(ParagraphBlock.of(ForeignText.shown(line))));
        var names = resources(finding.found());
        if (!names.isEmpty()) {
            var shown = names.stream().limit(10).map(ForeignText::shown).toList();
            var line = new ArrayList<>(shown);
            var more = finding.checks() - shown.size();
            if (more > 0) {
                line.add(words.text("document.risks.more", more));
            }
            body.add(ParagraphBlock.of(words.text(
                    "document.risks.affected", finding.checks(), words.forms().list(line))));
        }
    }

    /// In one line, and where the tool says more.
    private void firstStep(List<PackBlock> body, Finding finding) {
        var line = new ArrayList<PackRun>();
        FirstWords.step(findings, finding)
                .ifPresent(step -> line.add(new PackRun.WordsRun(words.text("document.front.first_step", step) + " ")));
        PackRisks.guidance(finding.remediationUrl(), words).ifPresent(guidance -> line.addAll(guidance.runs()));
        if (!line.isEmpty()) {
            body.add(new ParagraphBlock(ParagraphKind.PLAIN, line));
        }
    }

    private static List<String> resources(List<Found> found) {
        return List.copyOf(found.stream()
                .map(Found::resource)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private void found(List<PackBlock> body, Finding finding) {
        var byDetail = new LinkedHashMap<@Nullable Integer, List<Found>>();
        finding.found()
                .forEach(found -> byDetail.computeIfAbsent(found.detail(), _ -> new ArrayList<>())
                        .add(found));
        if (byDetail.keySet().stream().anyMatch(Objects::nonNull)
                || !resources(finding.found()).isEmpty()) {
            body.add(ParagraphBlock.of(ParagraphKind.LABEL, words.text("document.findings.found")));
        }
        byDetail.values().stream().limit(DETAILS).forEach(alike -> alike(body, alike));
        var cut = byDetail.values().stream().skip(DETAILS).mapToInt(List::size).sum();
        if (cut > 0) {
            body.add(ParagraphBlock.of(ParagraphKind.NOTE, words.text("pack.more_found", cut)));
        }
        var rest = finding.checks() - finding.found().size();
        if (rest > 0) {
            body.add(ParagraphBlock.of(ParagraphKind.NOTE, words.text("document.findings.rest", rest)));
        }
    }

    /// Resources of which the tool says the same.
    private void alike(List<PackBlock> body, List<Found> alike) {
        findings.text(alike.getFirst().detail()).ifPresent(text -> texts.addTo(body, text));
        var resources = resources(alike);
        if (!resources.isEmpty()) {
            body.add(ItemsBlock.of(
                    resources.stream().limit(RESOURCES).map(ForeignText::shown).toList()));
        }
        if (resources.size() > RESOURCES) {
            body.add(
                    ParagraphBlock.of(ParagraphKind.NOTE, words.text("pack.more_found", resources.size() - RESOURCES)));
        }
    }

    private void rationale(List<PackBlock> body, Finding finding) {
        findings.text(finding.rationale()).ifPresent(text -> {
            body.add(ParagraphBlock.of(ParagraphKind.LABEL, words.text("document.findings.rationale")));
            texts.addTo(body, text);
        });
    }

    private void remedy(List<PackBlock> body, Finding finding) {
        var remedy = findings.text(finding.remedy());
        var guidance = PackRisks.guidance(finding.remediationUrl(), words);
        if (remedy.isEmpty() && guidance.isEmpty()) {
            return;
        }
        body.add(ParagraphBlock.of(
                ParagraphKind.LABEL,
                words.text(
                        finding.group() == FindingGroup.MANUAL
                                ? "document.findings.by_hand"
                                : "document.findings.remedy")));
        remedy.ifPresent(text -> texts.addTo(body, text));
        guidance.ifPresent(body::add);
    }
}
