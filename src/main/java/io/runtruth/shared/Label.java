package io.runtruth.shared;

/// What people call something: one line of 1 to 200 characters.
public final class Label {

    public static final int LONGEST = 200;

    private Label() {}

    /// @return without the spaces around it
    /// @throws Problem.InvalidInput `label.form`
    public static String require(String text) {
        var stripped = text.strip();
        if (stripped.isEmpty()
                || stripped.codePointCount(0, stripped.length()) > LONGEST
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new Problem.InvalidInput("label.form", LONGEST);
        }
        return stripped;
    }
}
