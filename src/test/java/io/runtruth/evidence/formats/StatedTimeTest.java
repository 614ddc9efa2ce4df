package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatedTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2024-06-03T14:15:19Z, 2024-06-03T14:15:19Z, true",
        "2024-06-03T14:15:19.3820759+02:00, 2024-06-03T12:15:19.382075Z, true",
        "2024-06-03T14:15:19+0200, 2024-06-03T12:15:19Z, true",
        "2024-06-03 14:15:19 +02:00, 2024-06-03T12:15:19Z, true",
        "2024-06-03T14:15:19.382075, 2024-06-03T14:15:19.382075Z, false",
        "2024-06-03 14:15:19, 2024-06-03T14:15:19Z, false",
        "2024-06-03T14:15, 2024-06-03T14:15:00Z, false",
        "2024-06-03, 2024-06-03T00:00:00Z, false",
        "1717424119, 2024-06-03T14:15:19Z, true",
        "1717424119000, 2024-06-03T14:15:19Z, true",
        "2231-01-01T00:00:00Z, 2231-01-01T00:00:00Z, true"
    })
    void a_time_is_read_with_its_zone_or_as_utc(String text, Instant at, boolean isZoned) {
        assertThat(StatedTime.of(text)).isEqualTo(new StatedTime(at, isZoned, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "yesterday", "11/20/2026 12:00:00", "2024-13-01", "5", "-1", "NaN"})
    void what_is_no_time_is_known_to_be_meant_as_one(String text) {
        assertThat(StatedTime.of(text)).isEqualTo(new StatedTime(null, true, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void nothing_is_no_time(String text) {
        assertThat(StatedTime.of(text)).isEqualTo(StatedTime.NONE);
    }

    @Test
    void a_file_says_of_its_time_what_is_true() {
        var file = "{'ExecutedAt': %s, 'Tests': [{'Id': 'A', 'Result': 'Passed'}]}";

        assertThat(ReadFile.json(file.formatted("'2024-06-03T14:15:19'"))
                        .facts()
                        .warnings())
                .containsExactly("time_without_offset");
        assertThat(ReadFile.json(file.formatted("'soon'")).facts().warnings()).containsExactly("time_unreadable");
        assertThat(ReadFile.json(file.formatted("null")).facts().warnings()).containsExactly("time_missing");
    }
}
