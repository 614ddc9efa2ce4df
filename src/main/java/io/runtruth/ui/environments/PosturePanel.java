package io.runtruth.ui.environments;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.runtruth.reviews.PublishedEnvironment.PublishedReview;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.PostureLine;
import io.runtruth.ui.kit.PostureWording;
import io.runtruth.ui.kit.Routes;
import java.util.List;

/// How the posture went over the reviews that were published, as a picture, and as a table behind it; absent where
/// there are not two.
final class PosturePanel extends Composite<Section> {

    private List<PublishedReview> shown = List.of();

    PosturePanel() {
        getContent().setId("posture-history");
        getContent().addClassName("posture-history");
        getContent().setVisible(false);
    }

    /// @param workspace its slug
    /// @param reviews the newest first
    void show(String workspace, List<PublishedReview> reviews) {
        if (reviews.equals(shown)) {
            return;
        }
        shown = reviews;
        getContent().removeAll();
        getContent().setVisible(reviews.size() > 1);
        if (reviews.size() > 1) {
            var format = LocalFormat.of(UI.getCurrent());
            var newest = reviews.getFirst();
            var details = new NativeDetails(getTranslation("posture.table"));
            details.setContent(
                    new Div(new Paragraph(getTranslation("posture.about")), table(workspace, reviews, format)));
            var picture = new Div(
                    new PostureLine(reviews, PostureWording.all(reviews, format)),
                    new Paragraph(PostureWording.name(newest, format) + ": " + PostureWording.share(newest, format)));
            picture.addClassName("picture");
            getContent().add(new H2(getTranslation("posture.title")), picture, details);
        }
    }

    private NativeTable table(String workspace, List<PublishedReview> reviews, LocalFormat format) {
        var table = new NativeTable();
        table.setCaptionText(getTranslation("posture.title"));
        var head = table.getHead().addRow();
        head.add(header("history.review", "col"), header("posture.met", "col"), header("posture.beside", "col"));
        for (var review : reviews) {
            var row = table.getBody().addRow();
            var name = new NativeTableHeaderCell(
                    new Anchor(Routes.review(workspace, review.id()), PostureWording.name(review, format)));
            name.getElement().setAttribute("scope", "row");
            row.add(
                    name,
                    new NativeTableCell(PostureWording.share(review, format)),
                    new NativeTableCell(PostureWording.apart(review).orElse("")));
        }
        return table;
    }

    private NativeTableHeaderCell header(String key, String scope) {
        var cell = new NativeTableHeaderCell(getTranslation(key));
        cell.getElement().setAttribute("scope", scope);
        return cell;
    }
}
