package io.runtruth.ui.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.Phrase;
import io.runtruth.ui.kit.Tone;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a person should read before the rest: that somebody must look, why the run did not succeed, and what the last
/// action came to.
final class RunNotices extends Composite<Div> {

    private final Div attention = notice("notice-attention", Tone.WARNING);
    private final Div failure = notice("notice-failure", Tone.BAD);
    private final Div answer = notice("notice-answer", Tone.ACTIVE);

    RunNotices() {
        answer.getElement().setAttribute("role", "status");
        getContent().addClassName("notices");
        getContent().add(attention, failure, answer);
        clear();
    }

    void clear() {
        List.of(attention, failure, answer).forEach(it -> it.setVisible(false));
    }

    void show(RunPresenter presenter) {
        fill(attention, Glyph.ATTENTION, presenter.attention());
        fill(failure, presenter.state().glyph(), presenter.failure());
        presenter.reference().ifPresent(it -> failure.add(quiet(it)));
    }

    void answer(StartAnswerWording words) {
        fill(answer, Glyph.OPERATIONS, Optional.of(words.what()));
        if (words.why() != null) {
            answer.add(new Span(words.why().text()));
        }
        if (words.link() != null) {
            answer.add(anchor(words.link()));
        }
    }

    private static Anchor anchor(Fact.Link link) {
        var words = switch (link.text()) {
            case Fact.Words(var phrase) -> phrase.text();
            case Fact.Name(var name) -> name;
        };
        return new Anchor("/" + link.path(), words);
    }

    private static void fill(Div notice, Glyph glyph, Optional<Phrase> words) {
        notice.removeAll();
        notice.setVisible(words.isPresent());
        words.ifPresent(it -> notice.add(glyph.create(), new Span(it.text())));
    }

    private static Component quiet(Phrase words) {
        var text = new Span(words.text());
        text.addClassName("quiet");
        return text;
    }

    private static Div notice(String id, Tone tone) {
        var notice = new Div();
        notice.setId(id);
        notice.addClassName("notice");
        notice.getElement().setAttribute("data-tone", tone.name().toLowerCase(Locale.ROOT));
        return notice;
    }
}
