package io.runtruth.evidence.formats;

import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Block;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Paragraph;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a tool says is to be done, in plain words: a paragraph ends at a blank line.
final class Remedy {

    private static final int MAX_CHARS = 8_000;
    private static final int MAX_PARAGRAPHS = 100;
    private static final int SHORTEST = 20;
    private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t\\r]*\\n");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Remedy() {}

    /// `null` where there is nothing.
    static @Nullable StructuredText ofPlain(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var blocks = new ArrayList<Block>();
        int left = MAX_CHARS;
        for (var part : BLANK_LINE.split(text, MAX_PARAGRAPHS)) {
            if (left < SHORTEST) {
                break;
            }
            var paragraph = Cleaned.line(SPACES.matcher(part).replaceAll(" "), left);
            if (paragraph != null) {
                blocks.add(new Paragraph(Line.of(paragraph)));
                left -= paragraph.length();
            }
        }
        return blocks.isEmpty() ? null : new StructuredText(blocks);
    }
}
