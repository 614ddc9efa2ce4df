package io.runtruth.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LanguageTest {

    @Test
    void the_first_wish_that_can_be_met_wins_and_keeps_its_region() {
        assertThat(first("fr", "de-AT", "en")).isEqualTo(Locale.forLanguageTag("de-AT"));
    }

    @Test
    void wishes_that_cannot_be_met_get_english() {
        assertThat(first("fr", "ja")).isEqualTo(Locale.ENGLISH);
        assertThat(first()).isEqualTo(Locale.ENGLISH);
    }

    private static Locale first(String... wishes) {
        List<Locale> locales = Stream.of(wishes).map(Locale::forLanguageTag).toList();
        return Language.firstOf(Collections.enumeration(locales));
    }
}
