package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RunWording;
import java.util.Optional;

/// What stands in the place of a document that is not there yet: how far its composition is, or why there is none.
final class CompositionPanel extends Composite<Div> {

    private final String workspace;

    /// @param workspace its slug
    /// @param run that composes it, or composed it last, where the person may see that
    CompositionPanel(String workspace, ReviewStatus status, Optional<RunRow> run) {
        this.workspace = workspace;
        getContent().setId("composition");
        getContent().getElement().setAttribute("role", "status");
        var active = run.filter(it -> it.status().isActive());
        getContent()
                .add(
                        status == ReviewStatus.DRAFT && active.isPresent()
                                ? progress(active.get())
                                : absence(status, run));
    }

    private Component progress(RunRow run) {
        var panel = new Div(
                new H2(getTranslation("review.composing.title")),
                new Div(RunWording.badge(run)),
                bar(run),
                new Paragraph(steps(run)),
                operation(run));
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

    private Component absence(ReviewStatus status, Optional<RunRow> run) {
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
                run.map(this::operation).stream().toArray(Component[]::new));
    }

    private Anchor operation(RunRow run) {
        return new Anchor(Routes.run(workspace, run.id()), getTranslation("compose.open_operation"));
    }
}
