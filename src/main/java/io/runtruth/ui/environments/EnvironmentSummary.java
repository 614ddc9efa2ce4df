package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.environments.TargetIdentity;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.evidence.FileFacts;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.EnvironmentCells;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Spans;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an environment is known by, and where its evidence, review and composition stand.
final class EnvironmentSummary extends Composite<Div> {

    private @Nullable Shown shown;

    /// What stays the same is not drawn again, so that a focus within it stays.
    ///
    /// @param newest the newest snapshot of each tool and target
    void show(
            EnvironmentCells cells,
            EnvironmentReviewRow row,
            List<TargetIdentity> targets,
            List<EvidenceSnapshot> newest) {
        var now = new Shown(cells, row, targets, newest);
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        getContent().removeAll();
        getContent()
                .add(new FactList()
                        .fact(getTranslation("environment.summary.targets"), targets(targets))
                        .fact(getTranslation("environment.summary.evidence"), evidence(newest))
                        .fact(getTranslation("environment.summary.review"), cells.review(row))
                        .fact(getTranslation("environment.summary.composition"), composition(cells, row)));
    }

    private Component[] targets(List<TargetIdentity> targets) {
        return targets.isEmpty()
                ? new Component[] {Spans.quiet(getTranslation("environment.summary.no_target"))}
                : targets.stream()
                        .map(target -> line(ForeignText.joined(" · ", target.name(), target.id())))
                        .toArray(Component[]::new);
    }

    private Component[] evidence(List<EvidenceSnapshot> newest) {
        return newest.isEmpty()
                ? new Component[] {Spans.quiet(getTranslation("kit.environments.no_evidence"))}
                : newest.stream()
                        .map(snapshot -> line(source(snapshot.facts()), new RelativeTime(snapshot.collectedAt())))
                        .toArray(Component[]::new);
    }

    private static String source(FileFacts facts) {
        var target = facts.targetName() == null ? facts.targetId() : facts.targetName();
        return ForeignText.joined(" · ", facts.tool(), target);
    }

    private Component composition(EnvironmentCells cells, EnvironmentReviewRow row) {
        return row.run() == null
                ? Spans.quiet(getTranslation("environment.summary.no_composition"))
                : cells.composition(row);
    }

    private static Span line(String text, Component... more) {
        var line = new Span(Spans.foreign(text));
        line.add(more);
        line.addClassNames("line", "cell");
        return line;
    }

    private record Shown(
            EnvironmentCells cells,
            EnvironmentReviewRow row,
            List<TargetIdentity> targets,
            List<EvidenceSnapshot> newest) {}
}
