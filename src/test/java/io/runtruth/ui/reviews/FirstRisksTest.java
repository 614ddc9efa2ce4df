package io.runtruth.ui.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstRisksTest {

    @Test
    void a_long_line_ends_at_a_words_end() {
        assertThat(FirstRisks.cut("word ".repeat(100))).endsWith("word…").hasSizeLessThan(202);
    }

    @Test
    void a_line_without_words_is_never_cut_within_a_character() {
        var cut = FirstRisks.cut("a" + "😀".repeat(200));

        assertThat(cut).endsWith("😀…").hasSizeLessThanOrEqualTo(201);
    }

    @Test
    void a_short_line_is_left_as_it_is() {
        assertThat(FirstRisks.cut(" as\nit  is ")).isEqualTo("as it is");
    }
}
