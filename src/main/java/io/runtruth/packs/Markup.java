package io.runtruth.packs;

import java.io.IOException;
import java.io.Writer;

/// Text between and within tags of XML and HTML.
final class Markup {

    private Markup() {}

    /// What XML can't hold at all is shown by its number.
    static void escape(String text, Writer out) throws IOException {
        for (var at = 0; at < text.length(); ) {
            var character = text.codePointAt(at);
            at += Character.charCount(character);
            switch (character) {
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '&' -> out.write("&amp;");
                case '"' -> out.write("&quot;");
                case '\'' -> out.write("&#39;");
                default -> {
                    if (isAllowed(character)) {
                        out.write(Character.toString(character));
                    } else {
                        out.write("[U+%04X]".formatted(character));
                    }
                }
            }
        }
    }

    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character >= ' ' && character < 0xd800 && (character < 0x7f || character > 0x9f)
                || character >= 0xe000 && character < 0xfdd0
                || character > 0xfdef && (character & 0xfffe) != 0xfffe;
    }
}
