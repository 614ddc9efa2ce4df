package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What an environment is known by, and where its evidence, review and composition stand.
final class EnvironmentSummary extends Composite<Div> {

    private final KeptLines<Target> targets = new KeptLines<>(this::target);
    private final KeptLines<EvidenceSnapshot> evidence = new KeptLines<>(EnvironmentSummary::evidence);
    private final Span age = new Span();
    private final Span review = new Span();
    private final Span composition = new Span();
    private @Nullable EnvironmentReviewRow shown;
    private @Nullable TooOld shownAge;
    private Consumer<KnownTarget> unbind = _ -> {};

    EnvironmentSummary() {
        targets.sayWhereEmpty(getTranslation("environment.summary.no_target"));
        evidence.sayWhereEmpty(getTranslation("kit.environments.no_evidence"));
        getContent()
                .add(new FactList()
                        .fact(getTranslation("environment.summary.targets"), targets)
                        .fact(getTranslation("environment.summary.evidence"), evidence, age)
                        .fact(getTranslation("environment.summary.review"), review)
                        .fact(getTranslation("environment.summary.composition"), composition));
    }

    /// What stays the same is not drawn again, so that a focus within it stays.
    ///
    /// @param newest the newest snapshot of each tool and target
    /// @param isUnbindable whether the person may take targets away
    void show(
            EnvironmentCells cells,
            EnvironmentReviewRow row,
            List<KnownTarget> known,
            List<EvidenceSnapshot> newest,
            boolean isUnbindable,
            Instant now) {
        targets.show(
                known.stream().map(target -> new Target(target, isUnbindable)).toList());
        evidence.show(newest);
        showAge(cells, row, now);
        var before = shown;
        shown = row;
        if (before == null || !Objects.equals(before.review(), row.review())) {
            replace(review, cells.review(row));
        }
        if (before == null || !Objects.equals(before.run(), row.run())) {
            replace(composition, composition(cells, row));
        }
    }

    /// Only where the newest is too old to count in a review: how old which is stands beside it.
    private void showAge(EnvironmentCells cells, EnvironmentReviewRow row, Instant now) {
        var tooOld = TooOld.of(row.evidence(), now);
        if (!Objects.equals(tooOld, shownAge)) {
            shownAge = tooOld;
            age.removeAll();
            if (tooOld != null) {
                age.add(cells.evidence(row, now));
            }
        }
    }

    /// A link that leads where it led stays, with new words in it.
    private static void replace(Span place, Component now) {
        var before = place.getChildren().findFirst().orElse(null);
        if (before instanceof Anchor kept
                && now instanceof Anchor link
                && kept.getHref().equals(link.getHref())) {
            kept.removeAll();
            link.getChildren().toList().forEach(kept::add);
        } else {
            place.removeAll();
            place.add(now);
        }
    }

    void onUnbind(Consumer<KnownTarget> wanted) {
        unbind = wanted;
    }

    private Component target(Target target) {
        var name = name(target.known().identity());
        return target.isUnbindable() ? line(name, unbindButton(target.known())) : line(name);
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

    private static Component evidence(EvidenceSnapshot snapshot) {
        return line(source(snapshot.facts()), new RelativeTime(snapshot.collectedAt()));
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

    private record TooOld(EnvironmentReviewRow.Evidence evidence, long days) {

        /// Null where it is not.
        static @Nullable TooOld of(EnvironmentReviewRow.Evidence evidence, Instant now) {
            var collected = evidence.collectedAt();
            return collected == null || !evidence.isTooOld(now)
                    ? null
                    : new TooOld(evidence, Duration.between(collected, now).toDays());
        }
    }

    private record Target(KnownTarget known, boolean isUnbindable) {}
}
