package io.runtruth.texts;

import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;

/// The languages that the console speaks (contract 10).
public enum Language {
    ENGLISH(Locale.ENGLISH),
    GERMAN(Locale.GERMAN);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /// `en`, `de`: as it is stored in the person's cookie and written on the page.
    public String code() {
        return locale.getLanguage();
    }

    public Locale locale() {
        return locale;
    }

    public static Optional<Language> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    /// English for every language that the console does not speak.
    public static Language of(Locale locale) {
        return of(locale.getLanguage()).orElse(ENGLISH);
    }

    /// The first of the browser's wishes, in its order, that can be met. It keeps its region, so that a person in
    /// Vienna or London gets that place's numbers and dates.
    public static Locale firstOf(Enumeration<Locale> wishes) {
        return Collections.list(wishes).stream()
                .filter(wish -> of(wish.getLanguage()).isPresent())
                .findFirst()
                .orElse(Locale.ENGLISH);
    }
}
