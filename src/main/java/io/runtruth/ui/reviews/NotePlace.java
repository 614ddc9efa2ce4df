package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.Div;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.ui.kit.LocalFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where the reviewer's own words about one section stand, or are begun.
final class NotePlace extends Div {

    NotePlace() {
        addClassName("note-place");
        setVisible(false);
    }

    /// @param elsewhere words about sections that the document does not have
    void show(ReviewSection section, ToldNotes told, List<ReviewNote> elsewhere) {
        removeAll();
        var own =
                told.notes().stream().filter(note -> note.section() == section).findFirst();
        own.ifPresent(note -> add(NoteBlock.inItsSection(note, told.format(), told.editing(section))));
        var edit = told.editing(section);
        if (own.isEmpty() && edit != null) {
            add(NoteBlock.begin(section, edit));
        }
        elsewhere.forEach(note -> add(NoteBlock.elsewhere(note, told.format(), told.editing(note.section()))));
        setVisible(getChildren().findAny().isPresent());
    }

    /// @param edit null where the reader does not
    record ToldNotes(
            List<ReviewNote> notes,
            LocalFormat format,
            @Nullable Consumer<ReviewSection> edit) {

        private @Nullable Runnable editing(ReviewSection section) {
            var asked = edit;
            return asked == null ? null : () -> asked.accept(section);
        }
    }
}
