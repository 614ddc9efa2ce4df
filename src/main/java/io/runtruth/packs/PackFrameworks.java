package io.runtruth.packs;

import io.runtruth.packs.PackBlock.GridBlock;
import io.runtruth.packs.PackBlock.GridCell;
import io.runtruth.packs.PackBlock.GridColumn;
import io.runtruth.packs.PackBlock.GridRow;
import io.runtruth.packs.PackBlock.HeadingBlock;
import io.runtruth.packs.PackBlock.PackRun;
import io.runtruth.packs.PackBlock.ParagraphBlock;
import io.runtruth.packs.PackBlock.ParagraphKind;
import io.runtruth.packs.words.DocumentWords;
import io.runtruth.packs.words.FirstWords;
import io.runtruth.packs.words.FrameworkPosture;
import io.runtruth.packs.words.FrameworkPosture.Requirement;
import io.runtruth.packs.words.Frameworks;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.texts.ForeignText;
import java.util.ArrayList;
import java.util.List;

/// The same findings once more, by the requirements of each framework that the tools name: a line for each
/// requirement. What is left out for want of room is counted.
final class PackFrameworks {

    private static final int NAMED = 3;

    private final Frameworks frameworks;
    private final PackProfile profile;
    private final DocumentWords words;

    PackFrameworks(ReviewContent content, PackProfile profile, DocumentWords words) {
        this.frameworks = new Frameworks(content);
        this.profile = profile;
        this.words = words;
    }

    void addTo(List<PackBlock> blocks) {
        if (frameworks.named().isEmpty() || profile.requirements() == 0) {
            return;
        }
        blocks.add(new HeadingBlock(2, "section-frameworks", words.text("document.frameworks.title")));
        blocks.add(ParagraphBlock.of(ParagraphKind.NOTE, words.text("pack.frameworks.about")));
        frameworks.more(words).ifPresent(it -> blocks.add(ParagraphBlock.of(ParagraphKind.NOTE, it)));
        var index = 0;
        for (var posture : frameworks.postures()) {
            addTo(blocks, posture, "framework-" + index++);
        }
    }

    private void addTo(List<PackBlock> blocks, FrameworkPosture posture, String id) {
        var framework = posture.framework();
        blocks.add(new HeadingBlock(3, id, ForeignText.shown(framework.name())));
        blocks.add(ParagraphBlock.of(
                frameworks.namedBy(framework, words) + " " + String.join(" ", posture.sentences(words))));
        var open = profile.isInternal()
                ? posture.requirements()
                : posture.requirements().stream().filter(PackFrameworks::isOpen).toList();
        var shown = open.subList(0, Math.min(open.size(), profile.requirements()));
        if (!shown.isEmpty()) {
            blocks.add(table(posture, shown));
        }
        var all = posture.requirements().size();
        if (open.size() < all) {
            blocks.add(ParagraphBlock.of(
                    ParagraphKind.NOTE, words.text("pack.frameworks.nothing_open", all - open.size(), all)));
        }
        if (shown.size() < open.size()) {
            blocks.add(ParagraphBlock.of(
                    ParagraphKind.NOTE, words.text("pack.frameworks.cut", shown.size(), open.size())));
        }
    }

    private static boolean isOpen(Requirement requirement) {
        return requirement.findings().stream()
                .anyMatch(it -> it.group() == FindingGroup.NOT_MET || it.group() == FindingGroup.WARNING);
    }

    private GridBlock table(FrameworkPosture posture, List<Requirement> shown) {
        return new GridBlock(
                words.text("pack.frameworks.caption", posture.framework().name()),
                List.of(
                        new GridColumn(words.text("document.frameworks.requirement"), false, 18),
                        new GridColumn(words.text("document.findings.group.not_met"), true, 9),
                        new GridColumn(words.text("document.findings.group.warning"), true, 12),
                        new GridColumn(words.text("document.findings.group.met"), true, 7),
                        new GridColumn(words.text("document.frameworks.other"), true, 8),
                        new GridColumn(words.text("document.frameworks.what_is_not_met"), false, 46)),
                shown.stream().map(this::row).toList());
    }

    private GridRow row(Requirement requirement) {
        var counts = FrameworkPosture.counts(requirement.findings());
        var notMet = counts.getOrDefault(FindingGroup.NOT_MET, 0L);
        var warning = counts.getOrDefault(FindingGroup.WARNING, 0L);
        var met = counts.getOrDefault(FindingGroup.MET, 0L);
        var all = counts.values().stream().mapToLong(it -> it).sum();
        return new GridRow(
                List.of(
                        GridCell.of(new PackRun.CodeRun(ForeignText.shown(requirement.id()))),
                        number(notMet),
                        number(warning),
                        number(met),
                        number(all - notMet - warning - met),
                        names(requirement)),
                false);
    }

    private GridCell number(long number) {
        return GridCell.of(words.forms().number(number));
    }

    private GridCell names(Requirement requirement) {
        var notMet = requirement.of(FindingGroup.NOT_MET);
        var runs = new ArrayList<PackRun>();
        notMet.stream().limit(NAMED).forEach(finding -> {
            runs.add(new PackRun.WordsRun(
                    (runs.isEmpty() ? "" : "; ") + ForeignText.shown(FirstWords.cut(finding.title())) + " "));
            runs.add(new PackRun.CodeRun(ForeignText.shown(finding.controlId())));
        });
        if (notMet.size() > NAMED) {
            runs.add(new PackRun.WordsRun("; " + words.text("document.risks.more", notMet.size() - NAMED)));
        }
        return new GridCell(runs, null);
    }
}
