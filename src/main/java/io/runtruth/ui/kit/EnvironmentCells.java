package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.texts.ForeignText;

/// What is told of an environment wherever it is listed or summed up.
///
/// @param workspace its slug
public record EnvironmentCells(String workspace) {

    /// Its name, leading to it.
    public Component name(EnvironmentReviewRow row) {
        var link = new Anchor(Routes.environment(workspace, row.slug()), ForeignText.shown(row.name()));
        return row.archived()
                ? Spans.cell(link, Spans.quiet(I18NProvider.translate("kit.environments.archived")))
                : link;
    }

    /// The newest review, leading to it.
    public Component review(EnvironmentReviewRow row) {
        var review = row.review();
        if (review == null) {
            return Spans.quiet(I18NProvider.translate("kit.environments.no_review"));
        }
        var link = new Anchor(Routes.review(workspace, review.id()), ReviewWording.badge(review.status()));
        return review.completeness() == null
                ? link
                : Spans.cell(link, Spans.quiet(ReviewWording.completeness(review.completeness())));
    }

    /// The newest composition, leading to its run.
    public Component composition(EnvironmentReviewRow row) {
        var run = row.run();
        return run == null ? new Span() : new Anchor(Routes.run(workspace, run.id()), badge(run));
    }

    private StatusBadge badge(EnvironmentReviewRow.Run run) {
        var badge = switch (run.status()) {
            case QUEUED ->
                new StatusBadge(Tone.NEUTRAL, Glyph.CLOCK, I18NProvider.translate("kit.environments.queued"));
            case RUNNING -> new StatusBadge(Tone.ACTIVE, Glyph.TURNING, composing(run));
            case COMPLETED -> RunWording.ended(run.outcome(), run.flagged());
        };
        return badge.status(run.status().code()).outcome(run.outcome().code());
    }

    private String composing(EnvironmentReviewRow.Run run) {
        return run.total() == 0
                ? I18NProvider.translate("kit.environments.composing")
                : I18NProvider.translate("kit.environments.composing_step", run.done(), run.total());
    }

    /// The age of the newest evidence.
    public Component evidence(EnvironmentReviewRow row) {
        var collected = row.evidenceCollectedAt();
        return collected == null
                ? Spans.quiet(I18NProvider.translate("kit.environments.no_evidence"))
                : new RelativeTime(collected);
    }
}
