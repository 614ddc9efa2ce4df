package io.runtruth.mail;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/// What is sent to one person, in their language, as plain text and as simple HTML: neither pictures nor anything else
/// that would be loaded from somewhere. Every text in it stays text.
///
/// @param subject one line
record Letter(Locale locale, String subject, List<LetterPart> parts) {

    Letter {
        parts = List.copyOf(parts);
    }

    sealed interface LetterPart {

        /// A paragraph.
        record LetterWords(String text) implements LetterPart {}

        /// @param words what it opens
        /// @param address of the console
        record LetterLink(String words, String address) implements LetterPart {}
    }

    String plain() {
        return parts.stream()
                .map(part -> switch (part) {
                    case LetterPart.LetterWords words -> words.text();
                    case LetterPart.LetterLink link -> link.words() + ":\n" + link.address();
                })
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    String html() {
        return parts.stream()
                .map(part -> switch (part) {
                    case LetterPart.LetterWords words -> "<p>" + escaped(words.text()) + "</p>";
                    case LetterPart.LetterLink link ->
                        "<p><a href=\"%s\">%s</a><br>%s</p>"
                                .formatted(escaped(link.address()), escaped(link.words()), escaped(link.address()));
                })
                .collect(Collectors.joining(
                        "\n",
                        "<!DOCTYPE html>\n<html lang=\"%s\">\n<body>\n".formatted(locale.getLanguage()),
                        "\n</body>\n</html>\n"));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
