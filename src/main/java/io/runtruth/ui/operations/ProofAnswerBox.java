package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.runtruth.ui.kit.DecisionWording;
import io.runtruth.ui.kit.Glyph;

/// What a proof came to, where it changed nothing on the page.
final class ProofAnswerBox extends Composite<Div> {

    ProofAnswerBox() {
        getContent().setId("proof-answer");
        getContent().addClassNames("notice", "tone");
        getContent().getElement().setAttribute("role", "status");
        clear();
    }

    void clear() {
        getContent().removeAll();
        getContent().setVisible(false);
    }

    void show(ProofAnswer answer) {
        clear();
        var words = new Div(new Span(answer.words().text()));
        answer.decision()
                .ifPresent(it -> words.addComponentAsFirst(
                        new Div(DecisionWording.of(it.code()).badge())));
        answer.rule().ifPresent(it -> words.add(new Paragraph(it.text())));
        getContent().add(Glyph.SEARCH.create(), words);
        getContent().setVisible(true);
    }
}
