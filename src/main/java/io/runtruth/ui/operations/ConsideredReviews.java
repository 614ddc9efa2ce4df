package io.runtruth.ui.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.ui.kit.ReviewWording;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.operations.ProofPresenter.ConsideredReview;
import java.util.List;

/// The reviews that a run was compared with: what each was then, and how it compared.
final class ConsideredReviews extends Composite<Div> {

    private final H3 title = new H3();
    private final UnorderedList list = new UnorderedList();
    private final Paragraph cut = new Paragraph(getTranslation("proof.considered.cut"));

    ConsideredReviews() {
        list.setId("proof-reviews");
        cut.addClassName("quiet");
        getContent().addClassName("considered");
        getContent().add(title, list, cut);
    }

    /// @param isCut there were more than these
    void show(List<ConsideredReview> reviews, boolean isCut) {
        title.setText(getTranslation("proof.considered.title", reviews.size()));
        list.removeAll();
        reviews.stream().map(this::item).forEach(list::add);
        cut.setVisible(isCut);
    }

    private ListItem item(ConsideredReview review) {
        var item = new ListItem(
                name(review),
                ReviewWording.badge(review.status()),
                Spans.quiet(getTranslation(
                        review.sameContent() ? "proof.review.same_content" : "proof.review.other_content")));
        if (review.chosen()) {
            item.add(Spans.quiet(getTranslation("proof.review.chosen")));
            item.addClassName("chosen");
        }
        if (review.own()) {
            item.add(Spans.quiet(getTranslation("proof.review.own")));
        }
        review.successor().ifPresent(it -> item.add(Spans.quiet(getTranslation("proof.review.superseded_by", it))));
        return item;
    }

    private static Component name(ConsideredReview review) {
        var name = ReviewLinks.name(review.id()).text();
        var shown = review.path()
                .<Component>map(path -> new Anchor("/" + path, name))
                .orElseGet(() -> new Span(name));
        shown.getElement().setAttribute("title", review.id().toString());
        return shown;
    }
}
