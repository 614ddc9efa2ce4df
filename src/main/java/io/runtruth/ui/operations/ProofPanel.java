package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.runtruth.ui.kit.DecisionWording;
import org.jspecify.annotations.Nullable;

/// “How we know” (contract 9): the decision, the rule behind it, and what was compared. What was kept never
/// changes, so the panel is filled once for a run.
final class ProofPanel extends Composite<Section> {

    private final Div heading = new Div();
    private final Paragraph rule = new Paragraph();
    private final RunFacts facts = new RunFacts();
    private final ConsideredReviews reviews = new ConsideredReviews();
    private @Nullable ProofPresenter shown;

    ProofPanel() {
        heading.addClassName("heading");
        rule.setId("proof-rule");
        rule.addClassName("rule");
        var compared = new Div(facts, reviews);
        compared.addClassName("compared");
        getContent().setId("proof");
        getContent().addClassName("proof");
        getContent().add(heading, rule, compared);
        getContent().setVisible(false);
    }

    void show(@Nullable ProofPresenter proof) {
        getContent().setVisible(proof != null);
        if (proof != null && !proof.equals(shown)) {
            fill(proof);
        }
        shown = proof;
    }

    private void fill(ProofPresenter proof) {
        heading.removeAll();
        heading.add(
                new H2(getTranslation("proof.title")),
                DecisionWording.of(proof.kept().decision()).badge());
        rule.setText(proof.rule().text());
        facts.show(proof.facts());
        reviews.setVisible(proof.isAboutReviews());
        reviews.show(proof.considered(), proof.isCut());
    }
}
