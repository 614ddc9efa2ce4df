package io.runtruth.shared;

import java.util.regex.Pattern;

/// The short name of something in addresses: 1 to 63 lower-case letters, digits and inner hyphens.
public final class Slug {

    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private Slug() {}

    public static boolean is(String text) {
        return FORM.matcher(text).matches();
    }

    /// @throws Problem.InvalidInput `slug.form`
    public static String require(String text) {
        if (!is(text)) {
            throw new Problem.InvalidInput("slug.form");
        }
        return text;
    }
}
