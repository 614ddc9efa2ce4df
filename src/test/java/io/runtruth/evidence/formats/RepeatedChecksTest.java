package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is hostile is read, not refused at the door: else it would cost nothing.
class RepeatedChecksTest {

    static Stream<Integer> numbers() {
        return Stream.iterate(0, it -> it + 1).limit(RepeatedChecks.values().length * 2L);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void a_hostile_file_of_each_format_is_read(int number) {
        assertThatCode(() -> ReadFile.of(RepeatedChecks.hostile(number, 100_000)))
                .as(RepeatedChecks.values()[number % RepeatedChecks.values().length].name())
                .doesNotThrowAnyException();
    }
}
