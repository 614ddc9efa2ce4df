package io.runtruth.packs.words;

import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Ids as people number them: 1.2 before 1.10, AC-2 before AC-2(1) before AC-10. Numbers are compared as numbers,
/// however long; all else by its letters, whatever their case.
final class NaturalOrder implements Comparator<String> {

    static final Comparator<String> OF_IDS = new NaturalOrder().thenComparing(Comparator.naturalOrder());

    private static final Pattern PART = Pattern.compile("\\d+|\\D+");

    private NaturalOrder() {}

    @Override
    public int compare(String one, String other) {
        var parts = parts(one);
        var others = parts(other);
        for (var at = 0; at < Math.min(parts.size(), others.size()); at++) {
            var order = comparePart(parts.get(at), others.get(at));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), others.size());
    }

    private static List<String> parts(String id) {
        return PART.matcher(id).results().map(MatchResult::group).toList();
    }

    private static int comparePart(String one, String other) {
        if (!isNumber(one) || !isNumber(other)) {
            return one.compareToIgnoreCase(other);
        }
        var number = withoutZeros(one);
        var otherNumber = withoutZeros(other);
        return number.length() == otherNumber.length()
                ? number.compareTo(otherNumber)
                : Integer.compare(number.length(), otherNumber.length());
    }

    /// Digits of other scripts are letters here, as they are in [#PART].
    private static boolean isNumber(String part) {
        return part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }

    private static String withoutZeros(String number) {
        return number.replaceFirst("^0+", "");
    }
}
