package io.runtruth.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Bidi;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTextTest {

    private static final String HEBREW = "שלום";

    private final Texts texts = new Texts();

    @ParameterizedTest
    @ValueSource(strings = {"", "Contoso M365", "Müller & Söhne", "a\nb", "日本", "👩‍👩‍👧", "क्‍ष"})
    void text_that_cannot_mislead_stays_as_it_is(String text) {
        assertThat(ForeignText.shown(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00ad, 0x061c, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c,
                0x202d, 0x202e, 0x2060, 0x2063, 0x2066, 0x2067, 0x2068, 0x2069, 0x206a, 0x3164, 0xfeff, 0xe0041,
                0xe0101, 0x0007, 0x001b, 0x0085
            })
    void what_hides_or_turns_others_around_is_shown_by_its_number(int character) {
        var shown = ForeignText.shown("ab" + Character.toString(character) + "cd");

        assertThat(shown).isEqualTo("ab[U+%04X]cd", character);
    }

    @Test
    void a_name_with_an_override_does_not_pass_for_another() {
        assertThat(ForeignText.shown("\u202egnp.exe")).isEqualTo("[U+202E]gnp.exe");
    }

    @Test
    void text_from_right_to_left_is_isolated_line_by_line() {
        assertThat(ForeignText.shown(HEBREW + "\nplain\n" + HEBREW))
                .isEqualTo("\u2068" + HEBREW + "\u2069\nplain\n\u2068" + HEBREW + "\u2069");
    }

    @Test
    void an_isolate_that_is_closed_too_early_does_not_let_the_rest_out() {
        var shown = ForeignText.shown("\u2069" + HEBREW + "\u2068");

        assertThat(shown).isEqualTo("\u2068[U+2069]" + HEBREW + "[U+2068]\u2069");
    }

    @Test
    void right_to_left_text_beside_an_isolate_is_isolated_too() {
        var shown = ForeignText.shown("\u2068" + HEBREW + "\u2069 " + HEBREW);

        assertThat(shown).startsWith("\u2068\u2068").endsWith("\u2069");
    }

    @ParameterizedTest
    @ValueSource(strings = {HEBREW, "\u202e" + HEBREW, "\u2069" + HEBREW, "a\u200b", "tool \u2068" + HEBREW + "\u2069"})
    void what_was_shown_before_is_not_changed_again(String text) {
        var once = ForeignText.shown(text);

        assertThat(ForeignText.shown(once)).isEqualTo(once);
    }

    @Test
    void several_texts_do_not_change_places() {
        var joined = ForeignText.joined(" · ", HEBREW, null, "1.0");

        assertThat(joined).isEqualTo("\u2068" + HEBREW + "\u2069 · 1.0");
    }

    /// The words of a sentence in the order in which they are seen, by the algorithm itself.
    @ParameterizedTest
    @ValueSource(strings = {"\u202eabc", "\u2067abc", HEBREW, "\u202b" + HEBREW, "abc\u2069\u202e", HEBREW + "\u200f"})
    void the_words_of_a_sentence_keep_their_places_whatever_stands_in_it(String name) {
        var sentence = texts.getTranslation("compose.joined", Locale.ENGLISH, name, name, "12:30");

        var bidi = new Bidi(sentence, Bidi.DIRECTION_LEFT_TO_RIGHT);

        for (var run = 0; run < bidi.getRunCount(); run++) {
            var part = sentence.substring(bidi.getRunStart(run), bidi.getRunLimit(run));
            assertThat(bidi.getRunLevel(run) % 2 == 0 || ForeignText.shown(name).contains(part))
                    .as(part)
                    .isTrue();
        }
    }
}
