package io.runtruth.packs.letterhead;

import io.runtruth.shared.Problem;
import java.util.Locale;
import java.util.regex.Pattern;

/// The colour of lines in documents. On white it can be seen (WCAG 2.2, 1.4.11: 3 to 1); no text has it.
final class Accent {

    private static final Pattern FORM = Pattern.compile("#[0-9a-f]{6}");
    private static final double LEAST_CONTRAST = 3;

    private Accent() {}

    /// @throws Problem.InvalidInput `letterhead.accent_form`, `letterhead.accent_light`
    static String of(String text) {
        var colour = text.strip().toLowerCase(Locale.ROOT);
        if (!FORM.matcher(colour).matches()) {
            throw new Problem.InvalidInput("letterhead.accent_form");
        }
        if (contrastWithWhite(colour) < LEAST_CONTRAST) {
            throw new Problem.InvalidInput("letterhead.accent_light");
        }
        return colour;
    }

    /// 1 to 21.
    static double contrastWithWhite(String colour) {
        var luminance = 0.2126 * light(colour, 1) + 0.7152 * light(colour, 3) + 0.0722 * light(colour, 5);
        return 1.05 / (luminance + 0.05);
    }

    private static double light(String colour, int at) {
        var share = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
