package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.evidence.Severity;
import io.runtruth.operations.RunOutcome;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.reviews.EnvironmentReviewRow.Posture;
import io.runtruth.texts.ForeignText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is told of an environment wherever it is listed or summed up.
///
/// @param workspace its slug
public record EnvironmentCells(String workspace) {

    /// Its name, leading to it.
    public Component name(EnvironmentReviewRow row) {
        var link = new Anchor(Routes.environment(workspace, row.slug()), ForeignText.shown(row.name()));
        link.getElement().setAttribute("title", ForeignText.shown(row.name()));
        return row.archived()
                ? Spans.cell(link, Spans.quiet(I18NProvider.translate("kit.environments.archived")))
                : link;
    }

    /// How the checks of the review are spread, and how many of them were assessed.
    Component posture(EnvironmentReviewRow row) {
        var posture = posture(row.review());
        if (posture == null) {
            return new Span();
        }
        var format = LocalFormat.of(UI.getCurrent());
        var coverage = Spans.quiet(I18NProvider.translate(
                "dashboard.row.assessed", format.number(posture.assessed()), format.number(posture.checks())));
        return Spans.stacked(new ResultBar(posture, format), coverage);
    }

    /// What failed, by severity, and how many more or fewer than in the review before.
    Component failed(EnvironmentReviewRow row) {
        var posture = posture(row.review());
        if (posture == null) {
            return new Span();
        }
        var format = LocalFormat.of(UI.getCurrent());
        var words = posture.failures() == 0
                ? Spans.quiet(I18NProvider.translate("dashboard.row.none_failed"))
                : severities(posture.failed(), format);
        var change = posture.change();
        return change == null ? Spans.stacked(words) : Spans.stacked(words, change(change, format));
    }

    private static Span severities(Map<Severity, Long> failed, LocalFormat format) {
        var words = new Span();
        words.addClassName("severities");
        failed.forEach((severity, count) -> {
            var word =
                    new Span(I18NProvider.translate("dashboard.row.severity." + severity.code(), format.number(count)));
            word.getElement().setAttribute("data-severity", severity.code());
            words.add(word);
        });
        return words;
    }

    private static Span change(long change, LocalFormat format) {
        var key = change == 0 ? "same" : change > 0 ? "more" : "fewer";
        var words = Spans.quiet(I18NProvider.translate("dashboard.row.change." + key, format.number(Math.abs(change))));
        words.getElement().setAttribute("data-change", key);
        words.addClassName("change");
        return words;
    }

    private static @Nullable Posture posture(EnvironmentReviewRow.@Nullable Review review) {
        return review == null ? null : review.posture();
    }

    /// The newest review that can be read, leading to it.
    public Component review(EnvironmentReviewRow row) {
        var review = row.review();
        if (review == null) {
            return Spans.quiet(I18NProvider.translate("kit.environments.no_review"));
        }
        var link = new Anchor(Routes.review(workspace, review.id()), ReviewWording.badge(review.status()));
        link.getElement().setAttribute("data-environment", row.slug());
        return review.completeness() == null
                ? link
                : Spans.cell(link, Spans.quiet(ReviewWording.completeness(review.completeness())));
    }

    /// The review, and what has been begun since, as far as it did not make that review.
    Component state(EnvironmentReviewRow row) {
        return isNews(row) ? Spans.stacked(review(row), composition(row)) : review(row);
    }

    private static boolean isNews(EnvironmentReviewRow row) {
        var run = row.run();
        return run != null
                && (run.status().isActive()
                        || run.needsAttention()
                        || (run.outcome() == RunOutcome.CANCELLED && !run.isOfReview()));
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

    /// The age of the newest evidence against the limit.
    public Component evidence(EnvironmentReviewRow row, Instant now) {
        var collected = row.evidence().collectedAt();
        return collected == null
                ? Spans.quiet(I18NProvider.translate("kit.environments.no_evidence"))
                : new AgeBar(row.evidence(), collected, now, LocalFormat.of(UI.getCurrent()));
    }

    /// How old the evidence is, and what was made of it.
    Component together(EnvironmentReviewRow row, Instant now) {
        return Spans.stacked(evidence(row, now), state(row));
    }

    /// All of a row, one below the other, for a page that is too narrow for columns.
    ///
    /// @param more what stands in further columns
    Component card(EnvironmentReviewRow row, Instant now, Component more) {
        var parts = new ArrayList<Component>();
        parts.add(name(row));
        parts.add(posture(row));
        parts.add(failed(row));
        parts.add(state(row));
        parts.add(evidence(row, now));
        parts.add(more);
        var card = new Span(parts.toArray(Component[]::new));
        card.addClassName("environment-card");
        return card;
    }
}
