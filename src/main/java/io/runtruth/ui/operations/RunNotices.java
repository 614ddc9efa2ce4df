package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.Tone;
import java.util.Optional;

/// What a person should read before the rest: that somebody must look, and why the run did not succeed.
final class RunNotices extends Composite<Div> {

    private final Div attention = notice("notice-attention", Tone.WARNING);
    private final Div failure = notice("notice-failure", Tone.BAD);

    RunNotices() {
        getContent().addClassName("notices");
        getContent().add(attention, failure);
    }

    void show(RunPresenter presenter) {
        fill(attention, Glyph.ATTENTION, presenter.attention());
        fill(failure, presenter.state().glyph(), presenter.failure());
        presenter.reference().ifPresent(it -> failure.add(Spans.quiet(it.text())));
    }

    private static void fill(Div notice, Glyph glyph, Optional<Phrase> words) {
        notice.removeAll();
        notice.setVisible(words.isPresent());
        words.ifPresent(it -> notice.add(glyph.create(), new Span(it.text())));
    }

    private static Div notice(String id, Tone tone) {
        var notice = new Div();
        notice.setId(id);
        notice.addClassName("notice");
        notice.getElement().setAttribute("data-tone", tone.code());
        return notice;
    }
}
