package io.runtruth.api;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Problems in words, from the same bundles as the console's (contract 10).
@Component
class ProblemTexts {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final ResourceBundleMessageSource bundles = new ResourceBundleMessageSource();

    ProblemTexts() {
        bundles.setBasename("vaadin-i18n.translations");
        bundles.setDefaultEncoding(StandardCharsets.UTF_8.name());
        bundles.setFallbackToSystemLocale(false);
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
        return bundles.getMessage("problem.title." + fault.status().value(), null, language);
    }

    /// The text of the code; where it has none, that of its kind.
    String detail(Fault fault, Locale language) {
        var ofKind = bundles.getMessage("problem.kind." + fault.kind(), null, language);
        var text =
                bundles.getMessage("problem." + fault.code(), fault.arguments().toArray(), ofKind, language);
        return text == null ? ofKind : text;
    }
}
