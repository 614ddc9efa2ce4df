package io.runtruth.ui.reviews;

import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.packs.words.Words;
import io.runtruth.ui.kit.LocalFormat;

/// The words of a document in the language of the current page.
final class InWords {

    private InWords() {}

    static Words of(LocalFormat format) {
        return new Words((key, arguments) -> I18NProvider.translate(key, arguments), format.forms());
    }
}
