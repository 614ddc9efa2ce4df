package io.runtruth.packs.words;

import io.runtruth.texts.LocalForms;
import io.runtruth.texts.Texts;
import java.util.Locale;
import java.util.function.BiFunction;

/// The texts of one reader's language (contract 10), and how they write numbers and dates.
///
/// @param texts the text of a key with its arguments
public record DocumentWords(BiFunction<String, Object[], String> texts, LocalForms forms) {

    public static DocumentWords of(Texts texts, LocalForms forms) {
        Locale locale = forms.locale();
        return new DocumentWords((key, arguments) -> texts.getTranslation(key, locale, arguments), forms);
    }

    public String text(String key, Object... arguments) {
        return texts.apply(key, arguments);
    }
}
