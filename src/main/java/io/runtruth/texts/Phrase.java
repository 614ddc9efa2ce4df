package io.runtruth.texts;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.List;
import java.util.function.BiFunction;

/// A text that is decided, but not yet put into a language: what presenters answer.
///
/// @param arguments the numbered ones; a phrase among them is put into the same language
public record Phrase(String key, List<Object> arguments) {

    public Phrase {
        arguments = List.copyOf(arguments);
    }

    public static Phrase of(String key, Object... arguments) {
        return new Phrase(key, List.of(arguments));
    }

    /// In the language of the current page.
    public String text() {
        return text((key, arguments) -> I18NProvider.translate(key, arguments));
    }

    /// @param language the text of a key with its arguments
    public String text(BiFunction<String, Object[], String> language) {
        return language.apply(
                key,
                arguments.stream()
                        .map(it -> it instanceof Phrase phrase ? phrase.text(language) : it)
                        .toArray());
    }
}
