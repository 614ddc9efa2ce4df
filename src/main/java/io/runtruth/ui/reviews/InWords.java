package io.runtruth.ui.reviews;

import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.packs.words.DocumentWords;
import io.runtruth.ui.kit.LocalFormat;

/// The words of a document in the language of the current page.
final class InWords {

    private InWords() {}

    static DocumentWords of(LocalFormat format) {
        return new DocumentWords((key, arguments) -> I18NProvider.translate(key, arguments), format.forms());
    }
}
