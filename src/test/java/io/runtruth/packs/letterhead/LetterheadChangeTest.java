package io.runtruth.packs.letterhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.runtruth.shared.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterheadChangeTest {

    @ParameterizedTest
    @CsvSource({
        "blue, letterhead.accent_form",
        "0b57a4, letterhead.accent_form",
        "#0b57a4;}, letterhead.accent_form",
        "#fff, letterhead.accent_form",
        "#ffffff, letterhead.accent_light",
        "#ffcc00, letterhead.accent_light"
    })
    void a_colour_is_six_digits_that_can_be_seen_on_white(String accent, String code) {
        assertThatThrownBy(() -> new LetterheadChange(null, accent, null, null))
                .isInstanceOfSatisfying(
                        Problem.InvalidInput.class, it -> assertThat(it.code()).isEqualTo(code));
    }

    @Test
    void a_colour_is_kept_in_small_letters_and_an_empty_one_is_none() {
        assertThat(new LetterheadChange(null, " #0B57A4 ", null, null).accent()).isEqualTo("#0b57a4");
        assertThat(new LetterheadChange(null, " ", " \n", null))
                .isEqualTo(new LetterheadChange(null, null, null, null));
    }

    /// Values of WebAIM's contrast checker.
    @ParameterizedTest
    @CsvSource({"#000000, 21", "#ffffff, 1", "#767676, 4.54", "#ff0000, 4.00", "#0000ff, 8.59", "#008000, 5.14"})
    void contrast_is_what_the_guidelines_count(String colour, double contrast) {
        assertThat(Accent.contrastWithWhite(colour)).isEqualTo(contrast, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\n2\n3\n4\n5\n6\n7", "a\tb", "a\u0000b"})
    void an_address_has_at_most_six_lines_of_plain_text(String address) {
        assertThatThrownBy(() -> new LetterheadChange(null, null, address, null))
                .isInstanceOfSatisfying(
                        Problem.InvalidInput.class, it -> assertThat(it.code()).isEqualTo("letterhead.address"));
        assertThatThrownBy(() -> new LetterheadChange(null, null, "a".repeat(301), null))
                .isInstanceOf(Problem.InvalidInput.class);
    }
}
