package io.runtruth.evidence.formats;

import io.runtruth.shared.Problem;
import java.util.Locale;

/// Files that people upload in place of the JSON one, refused by their name (SPEC 12).
final class Lookalike {

    private Lookalike() {}

    static void refuseBinary(byte[] start) {
        if (JsonFile.startsWith(start, 'P', 'K', 3, 4) || JsonFile.startsWith(start, 'P', 'K', 5, 6)) {
            throw new Problem.InvalidInput("evidence.archive_unsupported");
        }
        if (JsonFile.startsWith(start, 0x1F, 0x8B)) {
            throw new Problem.InvalidInput("evidence.archive_unsupported");
        }
        if (JsonFile.startsWith(start, '%', 'P', 'D', 'F')) {
            throw new Problem.InvalidInput("evidence.pdf_unsupported");
        }
    }

    static void refuseText(String start) {
        var text = start.strip();
        if (text.isEmpty()) {
            return; // the reader tells an empty file from a long blank beginning
        }
        switch (text.charAt(0)) {
            case '{', '[' -> {}
            case '<' -> throw new Problem.InvalidInput(markup(text));
            default -> throw new Problem.InvalidInput(isTable(text) ? "evidence.csv_unsupported" : "evidence.not_json");
        }
    }

    private static String markup(String text) {
        var isPage = text.toLowerCase(Locale.ROOT).contains("<html");
        return isPage ? "evidence.html_unsupported" : "evidence.xml_unsupported";
    }

    private static boolean isTable(String text) {
        var header = text.lines().findFirst().orElse("");
        return header.chars().filter(c -> c == ',' || c == ';' || c == '\t').count() >= 2;
    }
}
