package io.runtruth.ui.frame;

import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import io.runtruth.texts.Language;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What a person chose for this browser, kept in two cookies, so that the sign-in page knows it too: the language
/// (default: the browser's first that the console speaks) and the colour scheme (default: the system's).
public final class Preferences {

    private static final String LANGUAGE = "runtruth-language";
    private static final String SCHEME = "runtruth-scheme";
    private static final Duration KEPT = Duration.ofDays(365);

    private Preferences() {}

    static Locale locale(VaadinRequest request) {
        var wished = Language.firstOf(request.getLocales());
        return read(request, LANGUAGE)
                .flatMap(Language::of)
                .filter(chosen -> chosen != Language.of(wished))
                .map(Language::locale)
                .orElse(wished);
    }

    public static ColorScheme.Value scheme(VaadinRequest request) {
        return read(request, SCHEME).flatMap(Preferences::scheme).orElse(ColorScheme.Value.SYSTEM);
    }

    public static void choose(Language language) {
        write(LANGUAGE, language.code());
    }

    public static void choose(ColorScheme.Value scheme) {
        write(SCHEME, scheme.name().toLowerCase(Locale.ROOT));
    }

    private static Optional<ColorScheme.Value> scheme(String name) {
        return Stream.of(ColorScheme.Value.LIGHT, ColorScheme.Value.DARK)
                .filter(value -> value.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static Optional<String> read(VaadinRequest request, String name) {
        var cookies = Objects.requireNonNullElse(request.getCookies(), new Cookie[0]);
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    private static void write(String name, String value) {
        var request = VaadinService.getCurrentRequest();
        var cookie = new Cookie(name, value);
        cookie.setPath(request.getContextPath() + "/");
        cookie.setMaxAge((int) KEPT.toSeconds());
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        VaadinService.getCurrentResponse().addCookie(cookie);
    }
}
