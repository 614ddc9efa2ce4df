package io.runtruth.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class LocalFormatTest {

    private static final Instant EVENING = Instant.parse("2026-07-31T22:30:05Z");

    private final LocalFormat berlin = new LocalFormat(Locale.GERMANY, ZoneId.of("Europe/Berlin"));
    private final LocalFormat newYork = new LocalFormat(Locale.US, ZoneId.of("America/New_York"));

    @Test
    void a_time_is_told_in_the_persons_zone_and_names_it() {
        assertThat(berlin.dateTime(EVENING)).isEqualTo("01.08.2026, 00:30:05 MESZ");
        assertThat(newYork.dateTime(EVENING)).startsWith("Jul 31, 2026").endsWith("EDT");
    }

    @Test
    void a_date_is_that_of_the_persons_zone() {
        assertThat(berlin.date(EVENING)).isEqualTo("01.08.2026");
    }

    @Test
    void numbers_and_shares_are_written_as_the_person_does() {
        assertThat(berlin.number(1_234_567)).isEqualTo("1.234.567");
        assertThat(newYork.percent(0.6867)).isEqualTo("68.7%");
    }

    @Test
    void a_size_is_told_in_the_largest_unit_that_leaves_at_least_one() {
        assertThat(newYork.size(DataSize.ofBytes(1_023))).isEqualTo("1,023 B");
        assertThat(newYork.size(DataSize.ofBytes(1_536))).isEqualTo("1.5 KiB");
        assertThat(berlin.size(DataSize.ofMegabytes(256))).isEqualTo("256 MiB");
    }
}
