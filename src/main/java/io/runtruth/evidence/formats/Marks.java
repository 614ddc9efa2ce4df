package io.runtruth.evidence.formats;

import java.util.regex.Pattern;

/// Text that is rather marks than words. No tool writes so, and to build a tree of such a text costs many times
/// what reading it costs.
final class Marks {

    private static final int MARKED_CHARS = 1_000;
    private static final int MOST_MARKED = 5;
    private static final Pattern TAG_OR_MARK = Pattern.compile("</?[A-Za-z][^<>]{0,200}>|[<>*_\\[\\]`|~\\\\#]");

    private Marks() {}

    static boolean areMostOf(String text) {
        return text.length() >= MARKED_CHARS && count(text) > text.length() / MOST_MARKED;
    }

    private static int count(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            count += isMark(text.charAt(i)) ? 1 : 0;
        }
        return count;
    }

    private static boolean isMark(char character) {
        return switch (character) {
            case '<', '>', '*', '_', '[', ']', '`' -> true;
            default -> false;
        };
    }

    /// Words without tags and marks, in one pass.
    static String without(String text) {
        return TAG_OR_MARK.matcher(text).replaceAll(" ");
    }
}
