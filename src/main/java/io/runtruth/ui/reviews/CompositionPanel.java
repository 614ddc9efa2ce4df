package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.Routes;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What stands in the place of a document that is not there yet: how far its composition is, or why there is none.
final class CompositionPanel extends Composite<Div> {

    private @Nullable Shown shown;
    private @Nullable CompositionProgress progress;

    CompositionPanel() {
        getContent().setId("composition");
        getContent().getElement().setAttribute("role", "status");
    }

    /// What says the same stays as it is, so that nothing is announced twice and a focus within it stays.
    ///
    /// @param workspace its slug
    /// @param run that composes it, or composed it last, where the person may see that
    void show(String workspace, ReviewStatus status, Optional<RunRow> run) {
        var active =
                run.filter(it -> status == ReviewStatus.DRAFT && it.status().isActive());
        var now = new Shown(workspace, status, run.map(RunRow::id), active.isPresent());
        if (!now.equals(shown)) {
            shown = now;
            progress = active.map(it -> new CompositionProgress(workspace, it.id()))
                    .orElse(null);
            getContent().removeAll();
            getContent().add(progress == null ? absence(workspace, status, run) : progress);
        }
        if (progress != null) {
            active.ifPresent(progress::show);
        }
    }

    private Component absence(String workspace, ReviewStatus status, Optional<RunRow> run) {
        var kind = switch (status) {
            case FAILED -> "review.absence.failed";
            case ARCHIVED -> "review.absence.archived";
            case DRAFT, READY, PUBLISHED, SUPERSEDED -> "review.absence.idle";
        };
        var glyph = status == ReviewStatus.FAILED ? Glyph.FAILED : Glyph.DRAFT;
        return new EmptyState(
                glyph,
                getTranslation(kind + ".title"),
                getTranslation(kind + ".text"),
                run.map(it -> operation(workspace, it.id())).stream().toArray(Component[]::new));
    }

    private Anchor operation(String workspace, UUID run) {
        return new Anchor(Routes.run(workspace, run), getTranslation("compose.open_operation"));
    }

    private record Shown(String workspace, ReviewStatus status, Optional<UUID> run, boolean isActive) {}
}
