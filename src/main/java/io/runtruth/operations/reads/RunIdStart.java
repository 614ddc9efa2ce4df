package io.runtruth.operations.reads;

import java.util.UUID;
import java.util.regex.Pattern;

/// The ids of runs that begin in the same way, as a range: the short id of the console is the first eight digits.
///
/// @param first the least of them
/// @param last the greatest of them; the same where the whole id is known
public record RunIdStart(UUID first, UUID last) {

    private static final int DIGITS = 32;
    private static final Pattern DASHED = Pattern.compile("(.{8})(.{4})(.{4})(.{4})(.{12})");

    /// @param digits 1 to 32, hexadecimal, without dashes
    public static RunIdStart of(String digits) {
        return new RunIdStart(filled(digits, "0"), filled(digits, "f"));
    }

    private static UUID filled(String digits, String digit) {
        var whole = digits + digit.repeat(DIGITS - digits.length());
        return UUID.fromString(DASHED.matcher(whole).replaceFirst("$1-$2-$3-$4-$5"));
    }
}
