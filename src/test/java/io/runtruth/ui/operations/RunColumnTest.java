package io.runtruth.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.shared.Coded;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunColumnTest {

    @ParameterizedTest
    @MethodSource("orders")
    void columns_stand_as_a_person_ordered_them_between_the_first_and_the_last(
            List<String> names, List<String> expected) {
        assertThat(RunColumn.inOrder(names)).map(Coded::code).isEqualTo(expected);
    }

    static Stream<Arguments> orders() {
        var usual = List.of("status", "environment", "operation", "initiator", "started", "duration", "progress");
        return Stream.of(
                Arguments.of(List.of(), usual),
                Arguments.of(List.of("progress", "status", "gone"), usual),
                Arguments.of(
                        List.of("duration", "environment", "operation", "initiator", "started"),
                        List.of("status", "duration", "environment", "operation", "initiator", "started", "progress")),
                // what is not named stands behind the one that is usually before it
                Arguments.of(
                        List.of("started", "environment", "started"),
                        List.of("status", "started", "duration", "environment", "operation", "initiator", "progress")));
    }
}
