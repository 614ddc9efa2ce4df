package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.texts.ForeignText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Consumer;

/// Offers the next step of a row to whoever may take it: a composition starts at once, everything else leads to
/// where it is done.
///
/// @param composesAlways whether a composition is offered also where it is not what comes next
record NextSteps(WorkspaceRow workspace, Consumer<EnvironmentReviewRow> compose, boolean composesAlways) {

    private static final int ENDING_DAYS = 14;

    Component of(EnvironmentReviewRow row, Instant now) {
        var step = NextStep.of(row, now).filter(it -> workspace.may(it.needed()));
        var offered = new Span();
        offered.addClassName("next-step");
        step.map(it -> offer(it, row, now)).ifPresent(offered::add);
        if (composesAlways
                && !row.archived()
                && workspace.may(Capability.ENVIRONMENT_REVIEW_MANAGE)
                && step.filter(NextStep.COMPOSE::equals).isEmpty()) {
            var again = compose(row);
            again.addThemeVariants(ButtonVariant.TERTIARY);
            offered.add(again);
        }
        return offered;
    }

    private Component offer(NextStep step, EnvironmentReviewRow row, Instant now) {
        return switch (step) {
            case COMPOSE -> compose(row);
            case UPLOAD -> link(step, Routes.environment(workspace.slug(), row.slug()), row);
            case LOOK ->
                link(
                        step,
                        Routes.run(
                                workspace.slug(),
                                Objects.requireNonNull(row.run()).id()),
                        row);
            case PUBLISH ->
                link(
                        step,
                        Routes.review(
                                workspace.slug(),
                                Objects.requireNonNull(row.review()).id()),
                        row);
            case ACCEPTED ->
                link(step, acceptedRisk(row, now), Routes.acceptedRisks(workspace.slug(), row.slug()), row);
        };
    }

    /// The day of UTC decides, as it does for what is composed.
    private static String acceptedRisk(EnvironmentReviewRow row, Instant now) {
        var until = Objects.requireNonNull(row.accepted().asksUntil());
        var days = ChronoUnit.DAYS.between(LocalDate.ofInstant(now, ZoneOffset.UTC), until);
        return days <= ENDING_DAYS
                ? I18NProvider.translate("dashboard.step.accepted", Math.max(0, days))
                : I18NProvider.translate("dashboard.step.accepted_review");
    }

    private static Anchor link(NextStep step, String path, EnvironmentReviewRow row) {
        return link(step, I18NProvider.translate("dashboard.step." + step.code()), path, row);
    }

    private static Anchor link(NextStep step, String words, String path, EnvironmentReviewRow row) {
        var link = new Anchor(path, words);
        link.setId("action-" + step.code());
        link.getElement()
                .setAttribute(
                        "aria-label",
                        I18NProvider.translate("dashboard.step.of", words, ForeignText.shown(row.name())));
        link.getElement().setAttribute("data-environment", row.slug());
        link.addClassName("step-link");
        return link;
    }

    private Button compose(EnvironmentReviewRow row) {
        var button = new Button(I18NProvider.translate("reviews.compose.one"));
        button.setId("action-compose");
        button.setAriaLabel(I18NProvider.translate("reviews.compose.one_of", row.name()));
        button.getElement().setAttribute("data-environment", row.slug());
        button.addThemeVariants(ButtonVariant.SMALL);
        button.addClickListener(_ -> compose.accept(row));
        return button;
    }
}
