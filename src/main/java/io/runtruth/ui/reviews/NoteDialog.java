package io.runtruth.ui.reviews;

import com.vaadin.flow.component.UI;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.reviews.NoteDesk.NotedReview;
import java.util.List;

/// Asks for the reviewer's own words about one section. It closes by its buttons alone, so that nothing written is lost
/// by a click beside it.
final class NoteDialog {

    private final FormDialog dialog;
    private final NoteEditor editor;

    /// @param title translated
    /// @param onSaved hears that they were
    NoteDialog(NotedReview at, ReviewSection section, String title, Runnable onSaved) {
        var suffix = "-" + section.code();
        editor = new NoteEditor(at, section, LocalFormat.of(UI.getCurrent()), suffix);
        dialog = new FormDialog("dialog-note", title, at.messages());
        dialog.addClassName("note");
        dialog.setCloseOnOutsideClick(false);
        dialog.setCloseOnEsc(false);
        dialog.ask(editor).offer("action-save-note" + suffix, dialog.getTranslation("own_words.save"), () -> {
            editor.save();
            onSaved.run();
        });
        dialog.open();
    }

    /// @param notes all that is said of the review now
    void heard(List<ReviewNote> notes) {
        if (dialog.isOpened()) {
            editor.heard(notes);
        }
    }
}
