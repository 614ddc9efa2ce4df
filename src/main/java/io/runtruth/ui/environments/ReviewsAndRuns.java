package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.access.Actor;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.reads.RunFilter;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.reviews.EnvironmentReviewRow.Posture;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.shared.Range;
import io.runtruth.shared.Scope;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.ResultBar;
import io.runtruth.ui.kit.ReviewWording;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RunWording;
import io.runtruth.ui.kit.Spans;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The newest reviews and the newest runs of an environment, of every kind, with the way to those before.
final class ReviewsAndRuns extends Composite<Div> {

    private static final int FIRST = 5;
    private static final int PART = 20;
    private static final int MOST = 200;

    private final ReviewQueries reviews;
    private final RunQueries runs;
    private final Button more = new Button(getTranslation("environment.reviews.more"));
    private final Anchor all = new Anchor("", getTranslation("environment.runs.all"));
    private final NewestPart<ToldReview> reviewPart = new NewestPart<>(
            "environment-reviews",
            getTranslation("kit.navigation.reviews"),
            getTranslation("environment.reviews.none"),
            more);
    private final NewestPart<ToldRun> runPart = new NewestPart<>(
            "environment-runs",
            getTranslation("kit.navigation.operations"),
            getTranslation("environment.runs.none"),
            all);
    private int shown = FIRST;
    private @Nullable HistoryPlace place;

    ReviewsAndRuns(ReviewQueries reviews, RunQueries runs) {
        this.reviews = reviews;
        this.runs = runs;
        more.setId("action-more-reviews");
        more.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        more.addClickListener(_ -> {
            shown = Math.min(MOST, shown + PART);
            showReviews(Objects.requireNonNull(place, "shown before it is used"));
        });
        all.setId("link-operations");
        getContent().addClassName("reviews-and-runs");
        getContent().add(reviewPart, runPart);
    }

    void show(HistoryPlace now) {
        place = now;
        showReviews(now);
        runPart.setVisible(now.mayViewRuns());
        if (now.mayViewRuns()) {
            showRuns(now);
        }
    }

    private void showReviews(HistoryPlace at) {
        var workspaceId = at.scope().workspaceId();
        var page = reviews.page(at.actor(), workspaceId, at.scope().environmentId(), null, shown);
        var postures = reviews.postures(
                at.actor(),
                workspaceId,
                page.items().stream().map(ReviewRow::id).toList());
        reviewPart.show(page.items().stream()
                .map(review -> new ToldReview(at.workspace(), review, postures.get(review.id())))
                .toList());
        more.setVisible(page.next().isPresent() && shown < MOST);
    }

    private void showRuns(HistoryPlace at) {
        var filter = new RunFilter(false, null, null, null, at.scope().environmentId());
        all.setHref("/" + Routes.operations(at.workspace(), at.environment()));
        runPart.show(runs.window(at.actor(), at.scope().workspaceId(), filter, Range.newest(FIRST)).stream()
                .map(run -> ToldRun.of(at.workspace(), run))
                .toList());
    }

    /// Whose page of which environment.
    ///
    /// @param workspace its slug
    /// @param environment its slug
    record HistoryPlace(Actor actor, Scope scope, String workspace, String environment, boolean mayViewRuns) {}

    /// @param workspace its slug
    /// @param posture null where it has no document, or none with a check
    private record ToldReview(
            String workspace, ReviewRow review, @Nullable Posture posture) implements NewestPart.NewestThing {

        @Override
        public String href() {
            return "/" + Routes.review(workspace, review.id());
        }

        @Override
        public List<Component> name() {
            var badge = ReviewWording.badge(review.status());
            var published = review.publication();
            return published == null
                    ? List.of(badge)
                    : List.of(
                            badge,
                            new Span(I18NProvider.translate(
                                    "history.name",
                                    published.number(),
                                    LocalFormat.of(UI.getCurrent()).date(published.at()))));
        }

        @Override
        public List<Component> beside() {
            var time = new RelativeTime(review.createdAt());
            return posture == null
                    ? List.of(time)
                    : List.of(time, Spans.quiet(ResultBar.words(posture, LocalFormat.of(UI.getCurrent()))));
        }
    }

    private record ToldRun(String href, OperationType type, RunWording wording, Instant at)
            implements NewestPart.NewestThing {

        static ToldRun of(String workspace, RunRow run) {
            return new ToldRun("/" + Routes.run(workspace, run.id()), run.type(), RunWording.of(run), run.createdAt());
        }

        @Override
        public List<Component> name() {
            return List.of(wording.badge(), new Span(RunWording.type(type).text()));
        }

        @Override
        public List<Component> beside() {
            return List.of(new RelativeTime(at));
        }
    }
}
