package io.runtruth.evidence.formats;

import java.util.regex.Pattern;

/// Paths that a tool met say in whose home they are; that name is hidden, the path is not.
final class HomeFolders {

    private static final Pattern HOME = Pattern.compile("(?i)(/home/|/Users/|\\b[A-Z]:\\\\Users\\\\)[^/\\\\\\s:\"']+");

    private HomeFolders() {}

    static String hiddenIn(String text) {
        return HOME.matcher(text).replaceAll("$1…");
    }
}
