package io.runtruth.texts;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Text that is not ours, as it may be shown beside ours (contract 8): names of people, environments and files,
/// titles and words of evidence. What is stored stays as it came; the one home of how it is shown is here.
///
/// A character that can't be seen, or that turns the order of others around, is shown by its number, `[U+202E]`.
/// Text that is read from right to left keeps its order, and is isolated, so that the words beside it keep theirs.
public final class ForeignText {

    private static final char ISOLATE = '\u2068';
    private static final char END = '\u2069';
    private static final int TAB = '\t';

    private ForeignText() {}

    /// The text itself, where nothing in it can mislead. What was shown so already is not changed again, so that
    /// it may be put into a sentence, and the sentence into a cell.
    public static String shown(String text) {
        if (text.codePoints().allMatch(ForeignText::isPlain)) {
            return text;
        }
        return text.lines().map(ForeignText::line).collect(Collectors.joining("\n"));
    }

    /// Several, none of which turns the others around. Those that are not known are left out.
    public static String joined(String between, @Nullable String... texts) {
        return Stream.of(texts).filter(Objects::nonNull).map(ForeignText::shown).collect(Collectors.joining(between));
    }

    /// The arguments of one of our sentences, of which any may be foreign.
    static Object[] arguments(Object... arguments) {
        return Arrays.stream(arguments)
                .map(it -> it instanceof String text ? shown(text) : it)
                .toArray();
    }

    /// Only what no rule below could concern: Latin and its marks, and what stands between words.
    private static boolean isPlain(int character) {
        return character >= ' ' && character < 0x7f || character >= 0xa0 && character < 0x300 && character != 0xad;
    }

    private static String line(String line) {
        var characters = line.codePoints().toArray();
        var kept = keptIsolates(characters);
        var shown = new StringBuilder(line.length() + 2);
        var turns = false;
        for (var i = 0; i < characters.length; i++) {
            var character = characters[i];
            if (kept[i] || !isHidden(character, i == 0 ? ' ' : characters[i - 1])) {
                shown.appendCodePoint(character);
                turns |= isRightToLeft(character);
            } else {
                shown.append("[U+%04X]".formatted(character));
            }
        }
        return turns && !isIsolated(characters, kept) ? ISOLATE + shown.toString() + END : shown.toString();
    }

    /// Isolates that are closed again hide nothing and turn nothing but what is in them: ours, of a part of this
    /// text.
    private static boolean[] keptIsolates(int[] characters) {
        var kept = new boolean[characters.length];
        var open = new int[characters.length];
        var depth = 0;
        for (var i = 0; i < characters.length; i++) {
            if (characters[i] == ISOLATE) {
                open[depth++] = i;
            } else if (characters[i] == END && depth > 0) {
                kept[open[--depth]] = true;
                kept[i] = true;
            }
        }
        return kept;
    }

    /// Whether everything in it that is read from right to left stands in isolates.
    private static boolean isIsolated(int[] characters, boolean[] kept) {
        var depth = 0;
        for (var i = 0; i < characters.length; i++) {
            if (kept[i]) {
                depth += characters[i] == ISOLATE ? 1 : -1;
            } else if (depth == 0 && isRightToLeft(characters[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRightToLeft(int character) {
        return switch (Character.getDirectionality(character)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER -> true;
            default -> false;
        };
    }

    /// Joiners stay where scripts and pictures need them: after a character that is not Latin.
    private static boolean isHidden(int character, int before) {
        return switch (character) {
            case TAB -> false;
            case 0x200c, 0x200d -> isPlain(before) || isHidden(before, ' ');
            case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xffa0 -> true;
            default -> isOfHiddenKind(character);
        };
    }

    private static boolean isOfHiddenKind(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> character >= 0xe0000 && character <= 0xe0fff;
        };
    }
}
