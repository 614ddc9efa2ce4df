package io.runtruth.ui.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a browser calls itself, in the two words by which a person recognises it. A browser may say what it likes:
/// words of ours or nothing come out, never its own.
final class BrowserWording {

    /// In the order in which they are looked for: most browsers name those before them too.
    private static final Map<String, String> BROWSERS = new LinkedHashMap<>();

    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        BROWSERS.put("Edg", "Edge");
        BROWSERS.put("OPR/", "Opera");
        BROWSERS.put("Firefox/", "Firefox");
        BROWSERS.put("FxiOS/", "Firefox");
        BROWSERS.put("CriOS/", "Chrome");
        BROWSERS.put("Chrome/", "Chrome");
        BROWSERS.put("Safari/", "Safari");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS X", "macOS");
        SYSTEMS.put("CrOS", "ChromeOS");
        SYSTEMS.put("Linux", "Linux");
    }

    private BrowserWording() {}

    static Optional<String> browser(String userAgent) {
        return first(BROWSERS, userAgent);
    }

    static Optional<String> system(String userAgent) {
        return first(SYSTEMS, userAgent);
    }

    private static Optional<String> first(Map<String, String> marks, String userAgent) {
        return marks.entrySet().stream()
                .filter(mark -> userAgent.contains(mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
