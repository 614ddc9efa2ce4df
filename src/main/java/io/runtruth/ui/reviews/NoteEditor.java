package io.runtruth.ui.reviews;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.runtruth.evidence.WrittenMarkdown;
import io.runtruth.reviews.NewNote;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.shared.Problem;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.TextBlocks;
import io.runtruth.ui.reviews.NoteDesk.NotedReview;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a reviewer writes their own words, and sees at once how they read. What somebody else writes meanwhile is
/// shown beside them, and nothing is replaced that the writer was not told of.
final class NoteEditor extends Div {

    private static final int PAUSE_MS = 500;

    private final NotedReview at;
    private final ReviewSection section;
    private final LocalFormat format;
    private final TextArea text = new TextArea();
    private final Checkbox internal = new Checkbox();
    private final Div preview = new Div();
    private final Div theirs = new Div();
    private final String suffix;
    /// The words that the writer has seen.
    private @Nullable ReviewNote known;

    /// Of the newest words that were told here.
    private long told;

    /// @param suffix of its ids, since a page and its dialog have one each
    NoteEditor(NotedReview at, ReviewSection section, LocalFormat format, String suffix) {
        this.at = at;
        this.suffix = suffix;
        this.section = section;
        this.format = format;
        addClassName("note-editor");
        text.setId("note-text" + suffix);
        text.setLabel(getTranslation("own_words.text"));
        text.setHelperText(getTranslation("own_words.help"));
        text.setMaxLength(NewNote.MOST);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setValueChangeTimeout(PAUSE_MS);
        text.addValueChangeListener(_ -> preview());
        internal.setId("note-internal" + suffix);
        internal.setLabel(getTranslation("own_words.internal"));
        preview.setId("note-preview" + suffix);
        preview.addClassNames("own-words", "note-preview");
        theirs.setId("note-theirs" + suffix);
        theirs.addClassName("note-theirs");
        theirs.getElement().setAttribute("role", "alert");
        theirs.setVisible(false);
        var caption = new Span(getTranslation("own_words.preview"));
        caption.addClassNames("quiet", "note-caption");
        add(theirs, text, internal, caption, preview);
        begin(at.now());
    }

    private void begin(List<ReviewNote> now) {
        known = find(now).orElse(null);
        text.setValue(known == null ? "" : known.text());
        internal.setValue(known != null && known.internal());
        told = version(known);
        theirs.setVisible(false);
        preview();
    }

    private Optional<ReviewNote> find(List<ReviewNote> notes) {
        return notes.stream().filter(it -> it.section() == section).findFirst();
    }

    private void preview() {
        preview.removeAll();
        if (text.getValue().isBlank()) {
            preview.add(new Paragraph(getTranslation("own_words.nothing")));
        } else {
            preview.add(new TextBlocks(WrittenMarkdown.read(text.getValue().strip())));
        }
    }

    /// Where nothing can be saved any more, it is still there to be copied.
    void setReadOnly(boolean readOnly) {
        text.setReadOnly(readOnly);
        internal.setReadOnly(readOnly);
        theirs.setVisible(theirs.isVisible() && !readOnly);
    }

    /// Whether something is written that is not saved.
    boolean isChanged() {
        var now = text.getValue().strip();
        var seen = known;
        if (seen == null) {
            return !now.isEmpty();
        }
        return !now.equals(seen.text()) || internal.getValue() != seen.internal();
    }

    /// Nothing written takes the words away.
    ///
    /// @throws Problem.Conflict where there are others by now, which are shown then: the next time
    ///     they are replaced
    void save() {
        try {
            if (!text.getValue().isBlank()) {
                at.write(section, new NewNote(text.getValue(), internal.getValue(), version(known)));
            } else if (known != null) {
                at.remove(section, version(known));
            }
        } catch (Problem.Conflict conflict) {
            heard(at.now());
            throw conflict;
        }
        begin(at.now());
    }

    private static long version(@Nullable ReviewNote note) {
        return note == null ? NewNote.NONE : note.version();
    }

    /// Where nothing was written here yet, the words of others are simply there. Else they count as seen once the
    /// browser has shown them: whoever saved before that did not mean to replace them.
    ///
    /// @param notes all that is said of the review now
    void heard(List<ReviewNote> notes) {
        var now = find(notes).orElse(null);
        if (version(now) == told) {
            return;
        }
        if (!isChanged()) {
            begin(notes);
            return;
        }
        told = version(now);
        theirs.removeAll();
        if (now == null) {
            theirs.add(new Paragraph(getTranslation("own_words.gone")));
        } else {
            show(now);
        }
        theirs.setVisible(true);
        theirs.getElement().executeJs("return true").then(_ -> seen(now));
    }

    private void seen(@Nullable ReviewNote now) {
        if (version(now) == told) {
            known = now;
        }
    }

    private void show(ReviewNote other) {
        var join = new Button(getTranslation("own_words.join"), _ -> {
            text.setValue(text.getValue().stripTrailing() + "\n\n" + other.text());
            seen(other);
            theirs.setVisible(false);
            text.focus();
        });
        join.setId("action-join-notes" + suffix);
        join.addThemeVariants(ButtonVariant.SMALL);
        theirs.add(
                new Paragraph(getTranslation(
                        "own_words.meanwhile",
                        ForeignText.shown(String.valueOf(other.by())),
                        format.dateTime(other.at()))),
                NoteBlock.inItsSection(other, format, null),
                join);
    }
}
