package io.runtruth.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LocalFormatTest {

    private final LocalFormat english = new LocalFormat(Locale.ENGLISH, ZoneOffset.UTC);
    private final LocalFormat german = new LocalFormat(Locale.GERMAN, ZoneOffset.UTC);

    @Test
    void a_rate_says_a_hundred_percent_only_where_everything_passed() {
        assertThat(english.share(9_999)).isEqualTo("99.9%");
        assertThat(english.share(10_000)).isEqualTo("100%");
    }

    @Test
    void a_list_is_written_as_a_sentence_of_the_language_writes_it() {
        assertThat(english.list(List.of("a", "b"))).isEqualTo("a and b");
        assertThat(german.list(List.of("a", "b", "c"))).isEqualTo("a, b und c");
    }

    @Test
    void a_day_is_the_same_in_every_zone() {
        assertThat(german.date(LocalDate.of(2026, 11, 23))).isEqualTo("23.11.2026");
    }
}
