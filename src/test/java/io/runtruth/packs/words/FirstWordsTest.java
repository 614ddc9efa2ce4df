package io.runtruth.packs.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstWordsTest {

    @Test
    void a_long_line_ends_at_a_words_end() {
        assertThat(FirstWords.cut("word ".repeat(100))).endsWith("word…").hasSizeLessThan(202);
    }

    @Test
    void a_line_without_words_is_never_cut_within_a_character() {
        var cut = FirstWords.cut("a" + "😀".repeat(200));

        assertThat(cut).endsWith("😀…").hasSizeLessThanOrEqualTo(201);
    }

    @Test
    void a_short_line_is_left_as_it_is() {
        assertThat(FirstWords.cut(" as\nit  is ")).isEqualTo("as it is");
    }
}
