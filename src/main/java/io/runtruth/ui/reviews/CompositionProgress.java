package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RunWording;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far a composition is. Of a step only its words and the bar are new.
final class CompositionProgress extends Div {

    private final Div badge = new Div();
    private final ProgressBar bar = new ProgressBar();
    private final Paragraph steps = new Paragraph();
    private @Nullable RunWording words;

    /// @param workspace its slug
    CompositionProgress(String workspace, UUID run) {
        addClassName("composition");
        bar.getElement().setAttribute("aria-label", getTranslation("review.composing.title"));
        var operation = new Anchor(Routes.run(workspace, run), getTranslation("compose.open_operation"));
        add(new H2(getTranslation("review.composing.title")), badge, bar, steps, operation);
    }

    void show(RunRow run) {
        var now = RunWording.of(run);
        if (!now.equals(words)) {
            words = now;
            badge.removeAll();
            badge.add(RunWording.badge(run));
        }
        var progress = run.progress();
        if (progress != null && progress.total() > 0) {
            bar.setMax(progress.total());
            bar.setValue(progress.done());
        }
        steps.setText(
                progress == null
                        ? getTranslation("review.composing.waiting")
                        : getTranslation("review.composing.steps", progress.done(), progress.total()));
    }
}
