package io.runtruth.reviews;

import io.runtruth.evidence.CatalogueTexts;
import java.util.regex.Pattern;

/// What checks of one source are called to those who read what is published only: without ids, and by the
/// title of a catalogue. A title that is none gives way to the id of the control, and an id that is such a
/// title to [#NAMELESS].
record ToldNames(CatalogueTexts texts, WithoutIds masked) {

    /// As a check is called that has no name at all.
    static final String NAMELESS = "?";

    private static final Pattern SEVERAL_WORDS = Pattern.compile("\\S\\s+\\S");
    private static final String CUT = "…";

    String title(String controlId, String title) {
        return texts.title() && !title.equals(controlId) && !isFound(controlId, title)
                ? masked.text(title)
                : control(controlId, title);
    }

    String control(String controlId, String title) {
        if (isFound(controlId, title)) {
            return NAMELESS;
        }
        return isOfCatalogue(controlId, title) ? masked.ofCatalogue(controlId) : masked.text(controlId);
    }

    /// The id of a rule is its catalogue's, unless a title that may be none stands for it.
    private boolean isOfCatalogue(String controlId, String title) {
        return texts.id() || texts.title() && !title.equals(controlId);
    }

    /// The id of what a framework asks for.
    String requirement(String id) {
        return texts.title() ? masked.ofCatalogue(id) : masked.text(id);
    }

    /// Of a control without a check beside it.
    String control(String controlId) {
        return control(controlId, controlId);
    }

    /// Readers call a check without an id by its title, cut where that is longer.
    boolean isFound(String controlId, String title) {
        if (texts.id() || !SEVERAL_WORDS.matcher(controlId).find()) {
            return false;
        }
        return controlId.equals(title)
                || (controlId.endsWith(CUT)
                        && title.startsWith(controlId.substring(0, controlId.length() - CUT.length())));
    }
}
