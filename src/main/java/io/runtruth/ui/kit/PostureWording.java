package io.runtruth.ui.kit;

import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.evidence.CheckResult;
import io.runtruth.reviews.PublishedEnvironment.Follows;
import io.runtruth.reviews.PublishedEnvironment.PublishedReview;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What share of what was rated is met in reviews that were published, in words.
public final class PostureWording {

    private PostureWording() {}

    /// All of them, the oldest first.
    ///
    /// @param reviews the newest first
    public static String all(List<PublishedReview> reviews, LocalFormat format) {
        return reviews.reversed().stream()
                .map(review -> name(review, format) + ": " + share(review, format)
                        + apart(review).map(it -> " " + it).orElse(""))
                .collect(Collectors.joining(" "));
    }

    public static String name(PublishedReview review, LocalFormat format) {
        return I18NProvider.translate("history.name", review.number(), format.date(review.at()));
    }

    public static String share(PublishedReview review, LocalFormat format) {
        var posture = review.posture();
        return posture == null || review.share().isEmpty()
                ? I18NProvider.translate("posture.no_share")
                : I18NProvider.translate(
                        "posture.share",
                        format.share(review.share().getAsInt()),
                        posture.of(CheckResult.PASS),
                        posture.assessed());
    }

    /// Why it cannot simply be laid beside the one before; empty where it can, and of the first.
    public static Optional<String> apart(PublishedReview review) {
        return Optional.ofNullable(review.follows())
                .filter(it -> it != Follows.ALIKE)
                .map(it -> I18NProvider.translate("posture.follows." + it.code()));
    }
}
