package io.runtruth.api;

import io.runtruth.texts.Language;
import io.runtruth.texts.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Problems in words, from the same bundles as the console's (contract 10).
@Component
class ProblemTexts {

    private static final List<Locale> LANGUAGES =
            Arrays.stream(Language.values()).map(Language::locale).toList();

    private final Texts texts;

    ProblemTexts(Texts texts) {
        this.texts = texts;
    }

    /// The language that the request asks for; English where it asks for none, or for others only.
    static Locale language(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        try {
            var best = accepted == null ? null : Locale.lookup(Locale.LanguageRange.parse(accepted), LANGUAGES);
            return best == null ? Locale.ENGLISH : best;
        } catch (IllegalArgumentException _) {
            return Locale.ENGLISH;
        }
    }

    String title(Fault fault, Locale language) {
        return texts.getTranslation("problem.title." + fault.status().value(), language);
    }

    /// The text of the code; where it has none, that of its kind.
    String detail(Fault fault, Locale language) {
        var key = "problem." + fault.code();
        return texts.has(key)
                ? texts.getTranslation(key, language, fault.arguments().toArray())
                : texts.getTranslation("problem.kind." + fault.kind(), language);
    }
}
