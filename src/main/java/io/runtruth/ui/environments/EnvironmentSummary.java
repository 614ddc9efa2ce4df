package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.environments.KnownTarget;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What an environment is known by, and where its evidence, review and composition stand.
final class EnvironmentSummary extends Composite<Div> {

    private Consumer<KnownTarget> unbind = _ -> {};
    private @Nullable Shown shown;

    /// What stays the same is not drawn again, so that a focus within it stays.
    ///
    /// @param newest the newest snapshot of each tool and target
    /// @param isUnbindable whether the person may take targets away
    void show(
            EnvironmentCells cells,
            EnvironmentReviewRow row,
            List<KnownTarget> targets,
            List<EvidenceSnapshot> newest,
            boolean isUnbindable) {
        var now = new Shown(cells, row, targets, newest, isUnbindable);
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        getContent().removeAll();
        getContent()
                .add(new FactList()
                        .fact(getTranslation("environment.summary.targets"), targets(targets, isUnbindable))
                        .fact(getTranslation("environment.summary.evidence"), evidence(newest))
                        .fact(getTranslation("environment.summary.review"), cells.review(row))
                        .fact(getTranslation("environment.summary.composition"), composition(cells, row)));
    }

    void onUnbind(Consumer<KnownTarget> wanted) {
        unbind = wanted;
    }

    private Component[] targets(List<KnownTarget> targets, boolean isUnbindable) {
        return targets.isEmpty()
                ? new Component[] {Spans.quiet(getTranslation("environment.summary.no_target"))}
                : targets.stream()
                        .map(target -> isUnbindable
                                ? line(name(target.identity()), unbindButton(target))
                                : line(name(target.identity())))
                        .toArray(Component[]::new);
    }

    private static String name(TargetIdentity target) {
        return ForeignText.joined(" · ", target.name(), target.id());
    }

    private Button unbindButton(KnownTarget target) {
        var button = new Button(getTranslation("environment.unbind.action"), _ -> unbind.accept(target));
        button.setId("action-unbind-" + target.id());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation("environment.unbind.action_of", name(target.identity())));
        return button;
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
            List<KnownTarget> targets,
            List<EvidenceSnapshot> newest,
            boolean isUnbindable) {}
}
