package io.runtruth.ui.kit;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.reviews.StartResult;
import io.runtruth.reviews.StartResult.AlreadyAvailable;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.StartResult.Refused;
import io.runtruth.reviews.StartResult.ReusedActiveRun;
import io.runtruth.texts.ForeignText;
import java.util.Optional;
import java.util.UUID;

/// Tells a person what starting a composition came to, and leads there (contract 6.2).
public final class StartToast {

    private StartToast() {}

    public static Notification show(Subject subject, StartResult result) {
        var told = told(subject, result);
        var text = told.more().orElseGet(() -> ForeignText.shown(subject.name()));
        return result instanceof Refused
                ? Toast.problem(told.title(), text, told.next())
                : Toast.done(told.title(), text, told.next());
    }

    public static Told told(Subject subject, StartResult result) {
        return switch (result) {
            case Dispatched(var runId, var _) ->
                new Told(title("dispatched"), Optional.empty(), operation(subject.run(runId)));
            case ReusedActiveRun(var runId, var _, var joined) -> {
                var since = LocalFormat.of(UI.getCurrent()).dateTime(joined.since());
                var text = I18NProvider.translate("compose.joined", subject.name(), joined.name(), since);
                yield new Told(title("reused_active_run"), Optional.of(text), operation(subject.run(runId)));
            }
            case AlreadyAvailable(var reviewId, var _) ->
                new Told(
                        title("already_available"),
                        Optional.empty(),
                        link("compose.open_review", subject.review(reviewId)));
            case Refused refused ->
                new Told(title("refused"), Optional.of(refusal(subject, refused)), wayOn(subject, refused));
        };
    }

    /// @param more what has to be said beside the environment's name
    /// @param next where it leads
    public record Told(String title, Optional<String> more, Anchor next) {}

    /// What is missing, and what to do about it.
    public static String refusal(Subject subject, Refused refused) {
        return I18NProvider.translate(
                "review.refused." + refused.reason().code(),
                subject.name(),
                refused.ageDays() == null ? 0 : refused.ageDays());
    }

    private static Anchor wayOn(Subject subject, Refused refused) {
        return switch (refused.reason()) {
            case ENVIRONMENT_ARCHIVED -> link("compose.open_environment", subject.environment());
            case NO_EVIDENCE, EVIDENCE_TOO_OLD -> link("compose.upload_evidence", subject.environment());
        };
    }

    private static String title(String result) {
        return I18NProvider.translate("review.start." + result);
    }

    private static Anchor operation(String path) {
        return link("compose.open_operation", path);
    }

    private static Anchor link(String key, String path) {
        return new Anchor(path, I18NProvider.translate(key));
    }

    /// The environment that was to be composed.
    ///
    /// @param workspace its slug
    /// @param slug the environment's
    public record Subject(String workspace, String slug, String name) {

        String run(UUID id) {
            return Routes.run(workspace, id);
        }

        String review(UUID id) {
            return Routes.review(workspace, id);
        }

        String environment() {
            return Routes.environment(workspace, slug);
        }
    }
}
