package io.runtruth.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.reads.RunIdStart;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What in a text is the id of a run.
class RunIdTest {

    private static final String ID = "4dc92a07-1b2c-4d3e-8f90-a1b2c3d4e5f6";

    @Test
    void a_whole_id_is_that_one_whatever_else_could_be_the_beginning_of_one() {
        var id = UUID.fromString(ID);

        assertThat(RunId.in("see /operations/" + ID + "?at=20261130")).contains(new RunIdStart(id, id));
        assertThat(RunId.in(ID.replace("-", ""))).contains(new RunIdStart(id, id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4dc92a07", "Run 4DC92A07, failed", "“4dc92a07”", "4dc92a07-"})
    void the_first_eight_digits_are_the_beginning_of_all_ids_that_have_them(String text) {
        assertThat(RunId.in(text))
                .contains(new RunIdStart(
                        UUID.fromString("4dc92a07-0000-0000-0000-000000000000"),
                        UUID.fromString("4dc92a07-ffff-ffff-ffff-ffffffffffff")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4dc92a07-1b2", "4dc92a071b2"})
    void more_digits_narrow_it_with_a_dash_or_without(String text) {
        assertThat(RunId.in(text))
                .contains(new RunIdStart(
                        UUID.fromString("4dc92a07-1b20-0000-0000-000000000000"),
                        UUID.fromString("4dc92a07-1b2f-ffff-ffff-ffffffffffff")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "contoso",
                "4dc92a0",
                "xdecade01",
                "decade01x",
                "fabrikam-decade01",
                "0123456789abcdef0123456789abcdef0"
            })
    void too_few_digits_too_many_and_parts_of_words_are_none(String text) {
        assertThat(RunId.in(text)).isEmpty();
    }
}
