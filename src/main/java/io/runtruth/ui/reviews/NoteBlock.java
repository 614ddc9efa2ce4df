package io.runtruth.ui.reviews;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.runtruth.packs.words.OwnWords;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.TextBlocks;
import org.jspecify.annotations.Nullable;

/// What a reviewer says in their own words, set apart from what was computed.
final class NoteBlock extends Div {

    private NoteBlock(ReviewNote note, String label, String byline, @Nullable Button edit) {
        addClassName("own-words");
        getElement().setAttribute("role", "note");
        getElement().setAttribute("aria-label", label);
        getElement().setAttribute("data-section", note.section().code());
        getElement().setAttribute("data-internal", Boolean.toString(note.internal()));
        var name = new Span(label);
        name.addClassName("own-label");
        var head = new Div(name);
        head.addClassName("own-head");
        if (edit != null) {
            head.add(edit);
        }
        var by = new Paragraph(byline);
        by.addClassName("quiet");
        add(head, new TextBlocks(note.words()), by);
    }

    /// @param edit null where its reader does not
    static NoteBlock inItsSection(ReviewNote note, LocalFormat format, @Nullable Runnable edit) {
        var words = new OwnWords(InWords.of(format));
        return new NoteBlock(note, words.label(note), words.byline(note), change(note, edit));
    }

    /// Where the section that it is about is not.
    static NoteBlock elsewhere(ReviewNote note, LocalFormat format, @Nullable Runnable edit) {
        var words = new OwnWords(InWords.of(format));
        return new NoteBlock(note, words.labelOfSection(note), words.byline(note), change(note, edit));
    }

    private static @Nullable Button change(ReviewNote note, @Nullable Runnable edit) {
        return edit == null ? null : button(note.section(), "own_words.change", "own_words.change_of", edit);
    }

    /// Where nothing is said yet.
    static Button begin(ReviewSection section, Runnable edit) {
        return button(section, "own_words.add", "own_words.add_of", edit);
    }

    /// @param key of its text
    /// @param keyOf of the same with the section, for who does not see where it stands
    private static Button button(ReviewSection section, String key, String keyOf, Runnable edit) {
        var button = new Button();
        button.setText(button.getTranslation(key));
        button.setAriaLabel(button.getTranslation(keyOf, button.getTranslation("document.section." + section.code())));
        button.setId("action-edit-note-" + section.code());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.addClassName("screen-only");
        button.addClickListener(_ -> edit.run());
        return button;
    }
}
