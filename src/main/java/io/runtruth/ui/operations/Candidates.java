package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.runtruth.evidence.CheckResult;
import io.runtruth.reviews.EnvironmentReviewRow.Posture;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.ReviewWording;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.operations.CaseReading.CandidateReview;
import java.util.List;

/// The reviews between which a person must choose, side by side, and what tells them apart.
final class Candidates extends Composite<Section> {

    private final Paragraph difference = new Paragraph();
    private final Div cards = new Div();
    private List<CandidateReview> shown = List.of();

    Candidates() {
        cards.addClassName("candidates");
        difference.setId("candidates-difference");
        getContent().setId("candidates");
        getContent().add(new H3(getTranslation("attention.candidates.title")), cards, difference);
        getContent().setVisible(false);
    }

    /// @param workspace its slug
    void show(List<CandidateReview> reviews, String workspace) {
        getContent().setVisible(!reviews.isEmpty());
        if (reviews.equals(shown)) {
            return;
        }
        shown = reviews;
        var format = LocalFormat.of(UI.getCurrent());
        cards.removeAll();
        reviews.forEach(it -> cards.add(card(it, workspace, format)));
        difference.setText(reviews.isEmpty() ? "" : difference(reviews, format));
    }

    private Div card(CandidateReview candidate, String workspace, LocalFormat format) {
        var review = candidate.review();
        var facts = new FactList()
                .fact(getTranslation("attention.candidates.composed"), format.dateTime(review.createdAt()))
                .fact(getTranslation("attention.candidates.by"), candidate.startedBy());
        var posture = candidate.posture();
        if (posture != null) {
            facts.fact(
                    getTranslation("attention.candidates.counts"),
                    getTranslation(
                            "attention.candidates.counted",
                            format.number(posture.of(CheckResult.PASS)),
                            format.number(posture.of(CheckResult.FAIL)),
                            format.number(posture.of(CheckResult.WARNING))));
        }
        var open = new Anchor("/" + Routes.review(workspace, review.id()), getTranslation("attention.candidates.open"));
        open.addClassName("open-review");
        var card = new Div(
                new H3(ReviewLinks.name(review.id()).text()), ReviewWording.badge(review.status()), facts, open);
        card.addClassName("candidate");
        return card;
    }

    /// Of the first and the last.
    private String difference(List<CandidateReview> reviews, LocalFormat format) {
        var first = reviews.getFirst().posture();
        var last = reviews.getLast().posture();
        if (first == null || last == null) {
            return getTranslation("attention.candidates.not_comparable");
        }
        var more = failures(last) - failures(first);
        if (more == 0) {
            return getTranslation("attention.candidates.same");
        }
        return getTranslation(
                more > 0 ? "attention.candidates.more" : "attention.candidates.fewer", format.number(Math.abs(more)));
    }

    private static long failures(Posture posture) {
        return posture.of(CheckResult.FAIL);
    }
}
