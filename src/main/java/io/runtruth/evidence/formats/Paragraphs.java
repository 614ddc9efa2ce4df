package io.runtruth.evidence.formats;

import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Block;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Paragraph;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plain text as paragraphs. A blank line parts them, and so does the end of a line that was not broken for its
/// length: commands and settings stand in lines of their own.
final class Paragraphs {

    private static final int MAX_CHARS = 4_000;
    private static final int SHORTEST_BROKEN = 60;
    private static final int LONGEST_BROKEN = 120;

    private Paragraphs() {}

    /// `null` where there is no word.
    static @Nullable StructuredText of(@Nullable String text) {
        var clean = Cleaned.lines(text, MAX_CHARS);
        if (clean == null) {
            return null;
        }
        var blocks = new ArrayList<Block>();
        var open = new ArrayList<String>();
        for (var line : clean.lines().toList()) {
            var words = line.strip();
            if (isNoProse(words)) {
                close(open, blocks);
            }
            if (!words.isEmpty()) {
                open.add(words);
            }
            if (isNoProse(words) || words.length() < SHORTEST_BROKEN || words.length() > LONGEST_BROKEN) {
                close(open, blocks);
            }
        }
        close(open, blocks);
        return new StructuredText(blocks);
    }

    /// An item of a list, a comment, a prompt or a section of settings.
    private static boolean isNoProse(String line) {
        return !line.isEmpty() && "-*•#$>[".indexOf(line.charAt(0)) >= 0;
    }

    private static void close(List<String> open, List<Block> into) {
        if (!open.isEmpty()) {
            into.add(new Paragraph(Line.of(String.join(" ", open))));
            open.clear();
        }
    }
}
