package io.runtruth.packs.words;

import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Block;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.Findings;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// One line of what a tool says at length.
public final class FirstWords {

    private static final int LINE = 200;

    private FirstWords() {}

    /// What was found, of the first check that is listed; as the tool wrote it.
    public static Optional<String> found(Findings findings, Finding finding) {
        return finding.found().stream()
                .findFirst()
                .flatMap(found -> findings.text(found.detail()))
                .flatMap(FirstWords::of);
    }

    /// Of the tool's own remedy.
    public static Optional<String> step(Findings findings, Finding finding) {
        return findings.text(finding.remedy()).flatMap(FirstWords::of);
    }

    /// The first words that are not a heading or a table.
    public static Optional<String> of(StructuredText text) {
        return text.blocks().stream()
                .flatMap(FirstWords::lines)
                .map(Line::plain)
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(FirstWords::cut);
    }

    private static Stream<Line> lines(Block block) {
        return switch (block) {
            case StructuredText.Paragraph paragraph -> paragraph.lines();
            case StructuredText.Items items -> items.lines();
            case StructuredText.Heading _, StructuredText.Table _ -> Stream.empty();
        };
    }

    /// At a word's end where there is one, never within a character, as one line.
    public static String cut(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        if (line.length() <= LINE) {
            return line;
        }
        var word = line.lastIndexOf(' ', LINE);
        if (word > LINE / 2) {
            return line.substring(0, word) + "…";
        }
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(line);
        return line.substring(0, characters.preceding(LINE + 1)) + "…";
    }
}
