package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.runtruth.packs.words.DocumentWords;
import io.runtruth.packs.words.FrameworkPosture;
import io.runtruth.packs.words.FrameworkPosture.Requirement;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.Portions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Findings by the requirements of one framework, in its own order, and last those that their tools map to none; with
/// who says so. What is not met is open.
final class FrameworkList extends Div {

    private static final int AT_ONCE = 50;

    private final List<RequirementList> lists = new ArrayList<>();
    private final Div requirements = new Div();
    private final Portions<Requirement> portions;
    private final DocumentWords words;
    private final Function<Finding, FindingEntry> entry;

    /// @param namedBy which tools name it, in a sentence
    FrameworkList(
            FrameworkPosture posture, String namedBy, DocumentWords words, Function<Finding, FindingEntry> entry) {
        this.words = words;
        this.entry = entry;
        setId("framework");
        addClassName("finding-group");
        add(new Paragraph(namedBy + " " + String.join(" ", posture.sentences(words))), requirements);
        portions = Portions.of(posture.requirements(), AT_ONCE, this::requirement);
        add(portions);
        if (!posture.notMapped().isEmpty()) {
            var unmapped = list(
                    getTranslation(
                            "document.frameworks.not_mapped",
                            posture.notMapped().size()),
                    posture.notMapped(),
                    false);
            unmapped.setId("not-mapped");
            add(unmapped);
        }
    }

    private RequirementList requirement(Requirement requirement) {
        var made = list(
                ForeignText.shown(requirement.id()),
                requirement.findings(),
                !requirement.of(FindingGroup.NOT_MET).isEmpty());
        requirements.add(made);
        return made;
    }

    private RequirementList list(String heading, List<Finding> findings, boolean open) {
        var made = new RequirementList(heading, FrameworkPosture.counted(findings, words), findings, open, entry);
        lists.add(made);
        return made;
    }

    /// @param most how many findings are to be named
    /// @return how many are
    int forPaper(int most) {
        portions.showUntil(most);
        var named = 0;
        for (var list : lists) {
            named += list.forPaper(most - named);
        }
        return named;
    }
}
