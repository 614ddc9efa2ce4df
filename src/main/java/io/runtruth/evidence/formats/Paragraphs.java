package io.runtruth.evidence.formats;

import io.runtruth.evidence.StructuredText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plain text of a tool's catalogue as paragraphs. A blank line parts them, and so does the end of a line that was
/// not broken for its length: commands and settings stand in lines of their own.
final class Paragraphs {

    private static final int SHORTEST_BROKEN = 60;
    private static final int LONGEST_BROKEN = 120;

    private Paragraphs() {}

    /// One text below the other; `null` where there is no word.
    static @Nullable StructuredText of(@Nullable String... texts) {
        var to = new StructureBuilder(false);
        for (var text : texts) {
            if (text != null) {
                into(to, text);
            }
        }
        return to.text();
    }

    private static void into(StructureBuilder to, String text) {
        var open = new ArrayList<String>();
        for (var line : text.lines().toList()) {
            var words = line.strip();
            if (isNoProse(words)) {
                close(open, to);
            }
            if (!words.isEmpty()) {
                open.add(words);
            }
            if (isNoProse(words) || words.length() < SHORTEST_BROKEN || words.length() > LONGEST_BROKEN) {
                close(open, to);
            }
        }
        close(open, to);
        if (JsonCursor.isCut(text)) {
            to.cut();
        }
    }

    /// An item of a list, a comment, a prompt or a section of settings.
    private static boolean isNoProse(String line) {
        return !line.isEmpty() && "-*•#$>[".indexOf(line.charAt(0)) >= 0;
    }

    private static void close(List<String> open, StructureBuilder to) {
        if (!open.isEmpty()) {
            to.text(String.join(" ", open));
            to.breakLine();
            open.clear();
        }
    }
}
