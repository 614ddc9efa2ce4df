package io.runtruth.texts;

import com.vaadin.flow.i18n.I18NProvider;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.springframework.stereotype.Component;

/// Every text of the console (contract 10), from `vaadin-i18n/translations` and its German sibling. Views ask
/// their own `getTranslation`, which ends here.
///
/// Vaadin's own provider is not used: it looks for the bundles in a folder, which it does not find inside the
/// packed jar, and it falls back to the language of the server's machine before it falls back to English.
@Component
public final class Texts implements I18NProvider {

    private static final long serialVersionUID = 1L;
    private static final String BUNDLE = "vaadin-i18n.translations";
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final transient Map<Language, ResourceBundle> bundles = new EnumMap<>(Language.class);

    public Texts() {
        for (var language : Language.values()) {
            bundles.put(language, ResourceBundle.getBundle(BUNDLE, language.locale(), NO_FALLBACK));
        }
    }

    @Override
    public List<Locale> getProvidedLocales() {
        return Arrays.stream(Language.values()).map(Language::locale).toList();
    }

    /// Numbers among the arguments are written as the locale does, words as [ForeignText] is shown. A key without
    /// text is shown as it is: the build fails before anybody sees that.
    @Override
    public String getTranslation(String key, Locale locale, Object... arguments) {
        var bundle = bundle(locale);
        if (!bundle.containsKey(key)) {
            return key;
        }
        var pattern = bundle.getString(key);
        return arguments.length == 0
                ? pattern
                : new MessageFormat(pattern, locale).format(ForeignText.arguments(arguments));
    }

    /// Whether there is a text: for codes that other parts may have made up since.
    public boolean has(String key) {
        return bundle(Locale.ENGLISH).containsKey(key);
    }

    private ResourceBundle bundle(Locale locale) {
        return Objects.requireNonNull(bundles.get(Language.of(locale)));
    }
}
