package io.runtruth.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a spreadsheet is given is a text, in whatever language it reads tables.
class CsvTableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "=1+1 ~ '=1+1",
                "-2 ~ '-2",
                "plain; words ~ plain; words",
                "Check;=cmd ~ Check;'=cmd",
                "Check; @sum ~ Check; '@sum",
                "one;two;-three ~ one;two;'-three"
            })
    void no_cell_is_a_formula_where_a_semicolon_ends_cells_either(String text, String written) throws IOException {
        var table = new CsvTable<String>("table.csv", List.of("text"), List::of);
        var out = new ByteArrayOutputStream();

        table.write(_ -> new KeyPage<>(List.of(text), Optional.empty()), () -> out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("text\r\n" + written + "\r\n");
    }
}
