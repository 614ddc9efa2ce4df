package io.runtruth.evidence.formats;

import io.runtruth.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// Files that people upload in place of the results, refused by their name (contract 12).
final class Lookalike {

    /// ZIP, gzip, bzip2, xz, 7z, Zstandard, LZ4, RAR, compress.
    private static final List<int[]> ARCHIVES = List.of(
            new int[] {'P', 'K', 3, 4},
            new int[] {'P', 'K', 5, 6},
            new int[] {0x1F, 0x8B},
            new int[] {'B', 'Z', 'h'},
            new int[] {0xFD, '7', 'z', 'X', 'Z', 0},
            new int[] {'7', 'z', 0xBC, 0xAF, 0x27, 0x1C},
            new int[] {0x28, 0xB5, 0x2F, 0xFD},
            new int[] {0x04, 0x22, 0x4D, 0x18},
            new int[] {'R', 'a', 'r', '!', 0x1A},
            new int[] {0x1F, 0x9D});
    private static final int TAR_MARK_AT = 257;

    /// `[INFO] starting`, which is no list.
    private static final Pattern LOG_LINE = Pattern.compile("\\[[\\w :.,+/-]{1,60}]\\s*[^\\s,\\]}].*");

    private static final Pattern JSON_LINE = Pattern.compile("\\{\\s*(?:[\"}]|$)|\\[\\s*(?:[{\"\\[\\]]|$)");

    /// Not `<html:p>`, as texts of a benchmark have it.
    private static final Pattern PAGE = Pattern.compile("<html[\\s>]|<!doctype\\s+html", Pattern.CASE_INSENSITIVE);

    private Lookalike() {}

    static void refuseBinary(byte[] start) {
        if (ARCHIVES.stream().anyMatch(mark -> TextFile.startsWith(start, mark)) || isTar(start)) {
            throw new Problem.InvalidInput("evidence.archive_unsupported");
        }
        if (TextFile.startsWith(start, '%', 'P', 'D', 'F')) {
            throw new Problem.InvalidInput("evidence.pdf_unsupported");
        }
    }

    private static boolean isTar(byte[] start) {
        var end = TAR_MARK_AT + "ustar".length();
        return start.length >= end
                && new String(start, TAR_MARK_AT, "ustar".length(), StandardCharsets.ISO_8859_1).equals("ustar");
    }

    static void refuseText(String start) {
        var text = start.strip();
        if (text.isEmpty()) {
            return; // the reader tells an empty file from a long blank beginning
        }
        if (isTextBeforeJson(text)) {
            var blank = start.substring(0, start.indexOf(text));
            throw new Problem.InvalidInput("evidence.text_before_json", 1 + lineEnds(blank));
        }
        switch (text.charAt(0)) {
            case '{', '[' -> {}
            case '<' -> refusePage(text);
            default -> throw new Problem.InvalidInput(other(text));
        }
    }

    /// What a console wrote, and then the results.
    private static boolean isTextBeforeJson(String text) {
        var first = text.lines().findFirst().orElse("").strip();
        var isText = first.charAt(0) == '[' ? LOG_LINE.matcher(first).matches() : "{<".indexOf(first.charAt(0)) < 0;
        return isText
                && text.lines()
                        .skip(1)
                        .map(String::strip)
                        .anyMatch(line -> JSON_LINE.matcher(line).lookingAt());
    }

    private static int lineEnds(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    private static void refusePage(String text) {
        if (PAGE.matcher(text).find()) {
            throw new Problem.InvalidInput("evidence.html_unsupported");
        }
    }

    private static String other(String text) {
        if (text.codePoints().anyMatch(c -> c < ' ' && !Character.isWhitespace(c))) {
            return "evidence.no_text";
        }
        return isTable(text) ? "evidence.csv_unsupported" : "evidence.not_json";
    }

    /// Two lines with the same number of separators, or a header alone.
    private static boolean isTable(String text) {
        var lines = text.lines().limit(2).toList();
        return ",;\t".chars().anyMatch(separator -> lines.stream().allMatch(line -> count(line, separator) >= 2));
    }

    private static long count(String line, int separator) {
        return line.chars().filter(c -> c == separator).count();
    }
}
