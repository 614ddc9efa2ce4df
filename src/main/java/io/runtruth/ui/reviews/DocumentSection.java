package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.shared.Coded;
import io.runtruth.ui.kit.LocalFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One part of the document under its heading.
class DocumentSection extends Section {

    private final NotePlace ownWords = new NotePlace();
    private final @Nullable ReviewSection about;

    /// @param code the tail of its title's key, and of its id `section-<code>`
    DocumentSection(String code) {
        var id = "section-" + code;
        var heading = new H2(getTranslation("document.section." + code));
        heading.setId(id);
        getElement().setAttribute("aria-labelledby", id);
        add(heading, ownWords);
        about = ReviewSection.ofDocument(code).orElse(null);
    }

    /// What the reviewer says stands here, behind all that was added so far.
    final void addOwnWords() {
        add(ownWords);
    }

    /// @param elsewhere what the reviewer says of sections that the document does not have
    final void tell(NotePlace.ToldNotes told, List<ReviewNote> elsewhere) {
        if (about != null) {
            ownWords.show(about, told, elsewhere);
        }
    }

    final Optional<ReviewSection> about() {
        return Optional.ofNullable(about);
    }

    final void paragraph(String... sentences) {
        add(new Paragraph(String.join(" ", sentences)));
    }

    /// "2 critical, 5 high and 7 medium".
    ///
    /// @param family of the texts `family + code`, each with the count as its argument
    final String counted(String family, Map<? extends Coded, Long> counts, LocalFormat format) {
        return format.list(counts.entrySet().stream()
                .map(entry -> getTranslation(family + entry.getKey().code(), entry.getValue()))
                .toList());
    }
}
