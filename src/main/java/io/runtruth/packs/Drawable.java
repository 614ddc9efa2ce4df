package io.runtruth.packs;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.springframework.core.io.ClassPathResource;

/// Passes on what the fonts of a PDF can draw, and tells every other character by its number, `[U+4E2D]`: a standard
/// for keeping allows none that is not drawn, and a reader is to see that there is one. What is written from right to
/// left would come out the wrong way around, and is told so too.
final class Drawable extends FilterWriter {

    private static final BitSet DRAWN = drawn();

    /// What tools mark a line with, and spaces of other widths, where the fonts have none of them.
    private static final Map<Integer, String> SIGNS = Map.ofEntries(
            Map.entry(0x2705, "[+]"),
            Map.entry(0x2714, "[+]"),
            Map.entry(0x2713, "[+]"),
            Map.entry(0x274c, "[x]"),
            Map.entry(0x2716, "[x]"),
            Map.entry(0x2717, "[x]"),
            Map.entry(0x26a0, "[!]"),
            Map.entry(0xfe0f, ""),
            Map.entry(0x202f, "\u00a0"),
            Map.entry(0x2009, " "),
            Map.entry(0x200a, " "),
            Map.entry(0x2007, "\u00a0"));

    private char before;

    Drawable(Writer out) {
        super(out);
    }

    @Override
    public void write(int character) throws IOException {
        var one = (char) character;
        if (Character.isHighSurrogate(one)) {
            before = one;
        } else if (Character.isLowSurrogate(one)) {
            point(Character.toCodePoint(before, one));
        } else {
            point(one);
        }
    }

    private void point(int character) throws IOException {
        var sign = SIGNS.get(character);
        if (sign != null) {
            out.write(sign);
        } else if (character < ' ' || DRAWN.get(character)) {
            out.write(Character.toString(character));
        } else if (character != 0x2068 && character != 0x2069) {
            out.write("[U+%04X]".formatted(character));
        }
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        for (var at = offset; at < offset + length; at++) {
            write(characters[at]);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        for (var at = offset; at < offset + length; at++) {
            write(text.charAt(at));
        }
    }

    private static BitSet drawn() {
        var drawn = new BitSet();
        drawn.set(0, Character.MAX_CODE_POINT);
        List.of("LiberationSans-Regular", "LiberationSans-Bold", "LiberationMono-Regular")
                .forEach(name -> drawn.and(of(name)));
        return drawn;
    }

    private static BitSet of(String name) {
        try (var in = new ClassPathResource("liberation/" + name + ".ttf").getInputStream();
                var font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
            var glyphs = font.getUnicodeCmapLookup();
            var drawn = new BitSet();
            for (var character = (int) ' '; character < 0x20000; character++) {
                if (glyphs.getGlyphId(character) != 0 && isLeftToRight(character)) {
                    drawn.set(character);
                }
            }
            return drawn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLeftToRight(int character) {
        return switch (Character.getDirectionality(character)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER,
                    Character.DIRECTIONALITY_NONSPACING_MARK -> false;
            default -> true;
        };
    }
}
