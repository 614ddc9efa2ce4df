package io.runtruth.ui.published;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import io.runtruth.evidence.CheckResult;
import io.runtruth.reviews.EnvironmentReviewRow.Posture;
import io.runtruth.reviews.PublishedEnvironment;
import io.runtruth.reviews.PublishedEnvironment.PublishedReview;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.PostureLine;
import io.runtruth.ui.kit.PostureWording;
import io.runtruth.ui.kit.ResultBar;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Spans;
import java.util.List;

/// One environment: the review that is published, what it says in a line, and those before it.
final class PublishedCard extends Article {

    private final String workspace;
    private final LocalFormat format = LocalFormat.of(UI.getCurrent());

    /// @param workspace its slug
    PublishedCard(String workspace, PublishedEnvironment environment) {
        this.workspace = workspace;
        var current = environment.current();
        addClassName("published-card");
        getElement().setAttribute("data-environment", environment.slug());
        var name = new H2(new Anchor(address(current), ForeignText.shown(environment.name())));
        add(name, Spans.quiet(published(current)));
        if (current.posture() != null) {
            add(new ResultBar(current.posture(), format), facts(current, current.posture()));
        }
        var read = new Anchor(address(current), getTranslation("published.card.read"));
        read.addClassName("published-read");
        read.getElement()
                .setAttribute(
                        "aria-label", getTranslation("published.card.read_of", ForeignText.shown(environment.name())));
        add(read);
        earlier(environment.reviews());
    }

    private String address(PublishedReview review) {
        return Routes.review(workspace, review.id());
    }

    private String published(PublishedReview review) {
        return getTranslation("published.card.number", review.number(), format.date(review.at()));
    }

    private Paragraph facts(PublishedReview review, Posture posture) {
        var failed = getTranslation("published.card.not_met", posture.failures());
        var words = new Paragraph(
                review.rated()
                        ? getTranslation("published.card.rated", posture.of(CheckResult.PASS), posture.assessed())
                                + " "
                                + failed
                        : failed);
        var change = posture.change();
        if (change != null) {
            var key = change == 0 ? "same" : change > 0 ? "more" : "fewer";
            var since = Spans.quiet(getTranslation("dashboard.row.change." + key, format.number(Math.abs(change))));
            since.getElement().setAttribute("data-change", key);
            words.add(since);
        }
        return words;
    }

    private void earlier(List<PublishedReview> reviews) {
        if (reviews.size() > 1) {
            var list = new OrderedList();
            list.addClassName("published-earlier");
            reviews.stream().skip(1).map(this::line).forEach(list::add);
            PostureWording.apart(reviews.getFirst()).map(Spans::quiet).ifPresent(this::add);
            add(
                    new PostureLine(reviews, PostureWording.all(reviews, format)),
                    new Div(new H3(getTranslation("published.card.earlier")), list));
        }
    }

    private ListItem line(PublishedReview review) {
        var line = new ListItem(new Anchor(address(review), published(review)));
        PostureWording.apart(review).map(Spans::quiet).ifPresent(line::add);
        if (review.posture() != null) {
            line.add(Spans.quiet(
                    getTranslation("published.card.not_met", review.posture().failures())));
        }
        return line;
    }
}
