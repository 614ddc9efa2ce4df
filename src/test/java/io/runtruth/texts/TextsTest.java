package io.runtruth.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    private final Texts texts = new Texts();

    @Test
    void a_region_speaks_its_language_and_writes_its_own_numbers() {
        var austrian = Locale.forLanguageTag("de-AT");

        assertThat(texts.getTranslation("kit.grid.count", Locale.GERMANY, 12345))
                .isEqualTo("12.345 Einträge");
        assertThat(texts.getTranslation("kit.person.sign_out", austrian)).isEqualTo("Abmelden");
    }

    /// Whatever the language of the server's machine is.
    @Test
    void a_language_that_the_console_does_not_speak_gets_english() {
        var machine = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(new Texts().getTranslation("kit.person.sign_out", Locale.FRENCH))
                    .isEqualTo("Sign out");
            assertThat(new Texts().getTranslation("kit.person.sign_out", Locale.ENGLISH))
                    .isEqualTo("Sign out");
        } finally {
            Locale.setDefault(machine);
        }
    }

    @Test
    void one_entry_is_not_told_as_several() {
        assertThat(texts.getTranslation("kit.grid.count", Locale.ENGLISH, 1)).isEqualTo("1 entry");
        assertThat(texts.getTranslation("kit.grid.count", Locale.ENGLISH, 2)).isEqualTo("2 entries");
    }

    /// What becomes of a lost run is told by the word for it, in the preview as in the answer.
    @ParameterizedTest
    @CsvSource({
        "consequence.give_back, queue, Warteschlange",
        "consequence.give_up, failed, fehlgeschlagen",
        "consequence.cancel, cancelled, abgebrochen",
        "proof.followed.give_back, queue, Warteschlange",
        "proof.followed.give_up, failed, fehlgeschlagen",
        "proof.followed.cancel, cancelled, abgebrochen"
    })
    void what_becomes_of_a_lost_run_is_told_by_its_word(String key, String english, String german) {
        assertThat(texts.getTranslation(key, Locale.ENGLISH)).contains(english);
        assertThat(texts.getTranslation(key, Locale.GERMAN)).contains(german);
    }
}
