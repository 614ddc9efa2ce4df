package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.reviews.NoteDesk.NotedReview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The reviewer's own words on the page of a review: in its document, or without one below how far that is; and where
/// they are written.
final class ReviewNotes {

    private final Div offers = new Div();
    private final NotePlace draft = new NotePlace();
    private final LocalFormat format = LocalFormat.of(UI.getCurrent());
    private final Runnable changed;
    private @Nullable Shown shown;
    private @Nullable NoteDialog dialog;

    /// @param changed hears of each change that was made here
    ReviewNotes(Runnable changed) {
        this.changed = changed;
    }

    /// For above the document.
    Component offers() {
        return offers;
    }

    /// For below what stands in its place.
    Component draft() {
        return draft;
    }

    /// Draws again only what has changed.
    ///
    /// @param document null until there is one
    void show(NotedReview at, List<ReviewNote> notes, @Nullable ReviewDocument document) {
        var now = new Shown(at.status(), notes, document);
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        var told = new NotePlace.ToldNotes(notes, format, at.mayEdit() ? section -> edit(at, section) : null);
        if (document == null) {
            draft.show(
                    ReviewSection.WHOLE,
                    told,
                    notes.stream()
                            .filter(it -> it.section() != ReviewSection.WHOLE)
                            .toList());
        } else {
            draft.setVisible(false);
            document.tell(told);
        }
        if (dialog != null) {
            dialog.heard(notes);
        }
        offer(at);
    }

    /// Also what another review came to be meanwhile.
    void offer(NotedReview at) {
        offers.removeAll();
        at.offered()
                .ifPresent(offer -> offers.add(new NoteOffer(offer, format, () -> {
                    at.takeOver();
                    Toast.done(offers.getTranslation("own_words.taken_over"));
                    changed.run();
                })));
    }

    private void edit(NotedReview at, ReviewSection section) {
        var name = offers.getTranslation("document.section." + section.code());
        dialog = new NoteDialog(at, section, offers.getTranslation("own_words.dialog", name), changed);
    }

    private record Shown(
            ReviewStatus status,
            List<ReviewNote> notes,
            @Nullable ReviewDocument document) {}
}
