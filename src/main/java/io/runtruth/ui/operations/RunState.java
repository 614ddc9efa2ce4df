package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.runtruth.operations.Progress;
import io.runtruth.texts.Phrase;

/// Where the run stands: what that means, and while it is worked on how far it is.
final class RunState extends Composite<Div> {

    private final Paragraph explanation = new Paragraph();
    private final ProgressBar bar = new ProgressBar();
    private final Span step = new Span();
    private final Div progress = new Div(bar, step);

    RunState() {
        explanation.setId("explanation");
        step.addClassName("quiet");
        progress.setId("progress");
        progress.addClassName("progress");
        bar.getElement().setAttribute("aria-label", getTranslation("run.fact.progress"));
        getContent().addClassName("state");
        getContent().add(explanation, progress);
    }

    void show(RunPresenter presenter) {
        explanation.setText(presenter.explanation().text());
        explanation.setVisible(presenter.failure().isEmpty());
        progress.setVisible(presenter.progress().isPresent());
        presenter.progress().ifPresent(this::show);
    }

    private void show(Progress at) {
        bar.setMax(at.total());
        bar.setValue(at.done());
        step.setText(Phrase.of("run.progress.step", at.done(), at.total(), RunPresenter.step(at))
                .text());
    }
}
