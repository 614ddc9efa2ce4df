package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.runtruth.operations.Progress;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RunWording;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What stands in the place of a document that is not there yet: how far its composition is, or why there is none.
final class CompositionPanel extends Composite<Div> {

    private @Nullable Shown shown;

    CompositionPanel() {
        getContent().setId("composition");
        getContent().getElement().setAttribute("role", "status");
    }

    /// What says the same stays as it is, so that nothing is announced twice and a focus within it stays.
    ///
    /// @param workspace its slug
    /// @param run that composes it, or composed it last, where the person may see that
    void show(String workspace, ReviewStatus status, Optional<RunRow> run) {
        var now = new Shown(workspace, status, run.map(Composing::of));
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        var active = run.filter(it -> it.status().isActive());
        getContent().removeAll();
        getContent()
                .add(
                        status == ReviewStatus.DRAFT && active.isPresent()
                                ? progress(workspace, active.get())
                                : absence(workspace, status, run));
    }

    private Component progress(String workspace, RunRow run) {
        var panel = new Div(
                new H2(getTranslation("review.composing.title")),
                new Div(RunWording.badge(run)),
                bar(run),
                new Paragraph(steps(run)),
                operation(workspace, run));
        panel.addClassName("composition");
        return panel;
    }

    private ProgressBar bar(RunRow run) {
        var bar = new ProgressBar();
        bar.getElement().setAttribute("aria-label", getTranslation("review.composing.title"));
        if (run.progress() != null && run.progress().total() > 0) {
            bar.setMax(run.progress().total());
            bar.setValue(run.progress().done());
        }
        return bar;
    }

    private String steps(RunRow run) {
        var progress = run.progress();
        return progress == null
                ? getTranslation("review.composing.waiting")
                : getTranslation("review.composing.steps", progress.done(), progress.total());
    }

    private Component absence(String workspace, ReviewStatus status, Optional<RunRow> run) {
        var kind = switch (status) {
            case FAILED -> "review.absence.failed";
            case ARCHIVED -> "review.absence.archived";
            case DRAFT, READY, PUBLISHED, SUPERSEDED -> "review.absence.idle";
        };
        var glyph = status == ReviewStatus.FAILED ? Glyph.FAILED : Glyph.DRAFT;
        return new EmptyState(
                glyph,
                getTranslation(kind + ".title"),
                getTranslation(kind + ".text"),
                run.map(it -> operation(workspace, it)).stream().toArray(Component[]::new));
    }

    private Anchor operation(String workspace, RunRow run) {
        return new Anchor(Routes.run(workspace, run.id()), getTranslation("compose.open_operation"));
    }

    private record Shown(String workspace, ReviewStatus status, Optional<Composing> run) {}

    /// What is told of a run: not its ages, which change at each reading.
    private record Composing(
            UUID run, RunWording words, @Nullable Progress progress) {

        static Composing of(RunRow run) {
            return new Composing(run.id(), RunWording.of(run), run.progress());
        }
    }
}
