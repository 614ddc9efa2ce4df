package io.runtruth.ui.kit;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.html.Div;
import io.runtruth.reviews.PublishedEnvironment.Follows;
import io.runtruth.reviews.PublishedEnvironment.PublishedReview;
import java.util.List;
import java.util.Locale;

/// What share of what was rated is met, review by review, as dots; joined are those only that can be laid beside each
/// other. Where a tool or what is assessed changed, a broken line stands between two. Whoever shows it says the same
/// in words beside it.
public final class PostureLine extends Composite<Div> {

    private static final int STEP = 40;
    private static final int EDGE = 8;
    private static final int HEIGHT = 64;

    /// @param reviews the newest first
    /// @param words all of it, for whoever does not see it
    public PostureLine(List<PublishedReview> reviews, String words) {
        getContent().addClassName("posture-line");
        getContent().getElement().setAttribute("role", "img");
        getContent().getElement().setAttribute("aria-label", words);
        getContent().add(new Svg(drawn(reviews.reversed())));
    }

    /// Numbers and nothing else.
    private static String drawn(List<PublishedReview> reviews) {
        var width = 2 * EDGE + STEP * (reviews.size() - 1);
        var svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" ".formatted(width, HEIGHT));
        svg.append("viewBox=\"0 0 %d %d\">".formatted(width, HEIGHT));
        svg.append("<path class=\"edge\" d=\"M0 %1$d H%2$d M0 %3$d H%2$d\"/>".formatted(EDGE, width, HEIGHT - EDGE));
        for (var place = 0; place < reviews.size(); place++) {
            between(svg, reviews, place);
        }
        for (var place = 0; place < reviews.size(); place++) {
            dot(svg, reviews, place);
        }
        return svg.append("</svg>").toString();
    }

    private static void between(StringBuilder svg, List<PublishedReview> reviews, int place) {
        if (place == 0) {
            return;
        }
        var now = reviews.get(place);
        var before = reviews.get(place - 1);
        if (isJoined(now, before)) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path class=\"joined\" d=\"M%d %.1f L%d %.1f\"/>",
                    x(place - 1),
                    y(before),
                    x(place),
                    y(now)));
        } else {
            svg.append("<path class=\"apart\" d=\"M%1$d %2$d V%3$d\"/>"
                    .formatted(x(place) - STEP / 2, EDGE, HEIGHT - EDGE));
        }
    }

    private static boolean isJoined(PublishedReview now, PublishedReview before) {
        return now.follows() == Follows.ALIKE
                && now.share().isPresent()
                && before.share().isPresent();
    }

    private static void dot(StringBuilder svg, List<PublishedReview> reviews, int place) {
        var review = reviews.get(place);
        if (review.share().isPresent()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"%s\" cx=\"%d\" cy=\"%.1f\" r=\"%d\"/>",
                    place == reviews.size() - 1 ? "newest" : "earlier",
                    x(place),
                    y(review),
                    place == reviews.size() - 1 ? 5 : 4));
        } else {
            svg.append(String.format(
                    Locale.ROOT, "<path class=\"unknown\" d=\"M%d %d h8\"/>", x(place) - STEP / 8, HEIGHT - EDGE));
        }
    }

    private static int x(int place) {
        return EDGE + STEP * place;
    }

    /// All is met at the upper edge, nothing at the lower.
    private static double y(PublishedReview review) {
        return EDGE + (HEIGHT - 2.0 * EDGE) * (10_000 - review.share().orElse(0)) / 10_000;
    }
}
