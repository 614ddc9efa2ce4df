package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runtruth.shared.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bad input (contract 12): read, or refused whole with what and where; never a wrong count.
class HostileFileTest {

    private static final String FINDING =
            "{\"class_uid\":2004,\"metadata\":{\"event_code\":\"c\"},\"status_code\":\"PASS\",\"more\":%s}";

    private static Problem refused(String file) {
        return catchThrowableOfType(Problem.InvalidInput.class, () -> ReadFile.of(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "\uFEFF"})
    void an_empty_file_is_refused(String file) {
        assertThatThrownBy(() -> ReadFile.of(file)).hasMessage("evidence.empty_file");
    }

    @Test
    void a_long_blank_beginning_is_not_an_empty_file() {
        assertThat(ReadFile.of(" ".repeat(10_000) + "[]").facts().total()).isZero();
    }

    @Test
    void a_file_that_was_cut_off_is_refused_wherever_it_was_cut() {
        var whole = "[" + FINDING.formatted("{\"a\":[1,true,\"x\"]}") + ",\n" + FINDING.formatted("1.5") + "]";

        for (int end = 1; end < whole.length(); end++) {
            var problem = refused(whole.substring(0, end));

            assertThat(problem.code()).isEqualTo("evidence.truncated");
            assertThat((int) problem.arguments().getFirst()).isBetween(1, 2);
        }
        assertThat(ReadFile.of(whole).checks()).hasSize(2);
    }

    @Test
    void an_interrupted_scan_is_called_cut_off() {
        var problem = refused("[\n" + FINDING.formatted("1") + "\n,");

        assertThat(problem.code()).isEqualTo("evidence.truncated");
        assertThat(problem.arguments()).first().isEqualTo(3);
    }

    @Test
    void a_refusal_says_the_line_and_the_path() {
        var problem = refused("[" + FINDING.formatted("1") + ",\n\n{\"class_uid\":2004,\"status\":1,\"status\":2}]");

        assertThat(problem.code()).isEqualTo("evidence.duplicate_name");
        assertThat(problem.arguments()).containsExactly(3, "/1/status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "01", "'x'", "1 2", "tru", "\"\\x\"", "\"\u0001\""})
    void what_is_no_json_is_refused(String value) {
        assertThatThrownBy(() -> ReadFile.of("[" + FINDING.formatted(value) + "]"))
                .hasMessage("evidence.broken_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740993", "1e400", "123456789012345678901234567890"})
    void a_number_beyond_two_to_the_53_changes_no_count(String value) {
        assertThat(ReadFile.of("[" + FINDING.formatted(value) + "]").facts().total())
                .isEqualTo(1);
        assertThatThrownBy(() -> ReadFile.of("{\"Tests\":[{\"Id\":\"A\",\"Result\":\"Passed\"}],\"ExecutedAt\":\"\","
                        + "\"TotalCount\":" + value + "}"))
                .hasMessage("evidence.number_too_large");
    }

    @Test
    void too_deep_nesting_is_refused_even_in_what_is_skipped() {
        assertThatThrownBy(() -> ReadFile.of("[" + FINDING.formatted("[".repeat(100_000)) + "]"))
                .hasMessage("evidence.too_deep");
        assertThat(ReadFile.of("[" + FINDING.formatted("[".repeat(150) + "]".repeat(150)) + "]")
                        .checks())
                .hasSize(1);
    }

    @Test
    void something_behind_the_document_is_refused() {
        assertThatThrownBy(() -> ReadFile.of("[" + FINDING.formatted("1") + "] {}"))
                .hasMessage("evidence.trailing_content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "word", "]", "}", ",", "\"", "1", "\n{}", "\u0001"})
    void whatever_stands_directly_behind_the_document_is_said_to_stand_behind_it(String more) {
        var problem = refused("{\"Tests\":[{\"Id\":\"A\",\"Result\":\"Passed\"}],\"ExecutedAt\":\"x\"}" + more);

        assertThat(problem.code()).isEqualTo("evidence.trailing_content");
        assertThat(problem.arguments()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_byte_order_mark_may_stand_twice(String charset) {
        assertThat(ReadFile.of("\uFEFF\uFEFF[]", Charset.forName(charset))
                        .facts()
                        .total())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INFO: a, b, c\n{\"Tests\":[]}",
                "[2026-11-20 12:00:00] INFO start, a, b\n[\n{}]",
                "[INFO] starting\n\n{",
                "Scan done; 1; 2; 3\n[{\"a\":1}]"
            })
    void text_before_the_results_is_said_to_be_there(String file) {
        assertThat(refused(file).code()).isEqualTo("evidence.text_before_json");
        assertThat(refused("\n\n" + file).arguments()).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b,c\n1,2,3", "a;b;c", "Name\tResult\tDetails\nx\ty\tz, {}"})
    void a_table_is_still_a_table(String file) {
        assertThat(refused(file).code()).isEqualTo("evidence.csv_unsupported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FD377A585A000004", "425A683931", "28B52FFD00", "377ABCAF271C", "526172211A07"})
    void an_archive_is_called_one_whatever_its_kind(String bytes) {
        assertThatThrownBy(() -> ReadFile.of(HexFormat.of().parseHex(bytes), ReadOptions.NONE))
                .hasMessage("evidence.archive_unsupported");
    }

    @Test
    void a_picture_is_no_table() {
        assertThatThrownBy(
                        () -> ReadFile.of(HexFormat.of().parseHex("89504E470D0A1A0A2C2C2C0A2C2C2C"), ReadOptions.NONE))
                .hasMessage("evidence.no_text");
    }

    @Test
    void a_refusal_at_the_top_has_a_path_too() {
        assertThat(refused("[").arguments()).containsExactly(1, "/");
    }

    @Test
    void records_one_below_the_other_are_all_taken() {
        var record = FINDING.formatted("1");

        assertThat(ReadFile.of(record + "\n" + record).checks()).hasSize(2);
        assertThat(ReadFile.of(record + "\r\n\r\n" + record + "\n" + record + "\n")
                        .checks())
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ",\n", "\n[]\n", "\n1\n", "\nx\n", "\n]\n", "\n\u0001\n"})
    void records_are_apart_by_a_line_end_and_nothing_else(String between) {
        var problem = refused(FINDING.formatted("1") + between + FINDING.formatted("1"));

        assertThat(problem.code()).isEqualTo("evidence.trailing_content");
    }

    @Test
    void a_record_that_was_cut_off_below_others_is_refused_with_its_line() {
        var record = FINDING.formatted("1");

        for (int end = 1; end < record.length(); end++) {
            var problem = refused(record + "\n" + record.substring(0, end));

            assertThat(problem.code()).isEqualTo("evidence.truncated");
            assertThat(problem.arguments()).first().isEqualTo(2);
        }
    }

    @Test
    void records_below_a_list_are_refused() {
        assertThatThrownBy(() -> ReadFile.of("[" + FINDING.formatted("1") + "]\n" + FINDING.formatted("1")))
                .hasMessage("evidence.trailing_content");
    }

    @Test
    void another_encoding_is_refused_with_its_line() {
        var bytes = ("[\n" + FINDING.formatted("\"M\u00fcnchen\"") + "]").getBytes(StandardCharsets.ISO_8859_1);

        var problem = catchThrowableOfType(Problem.InvalidInput.class, () -> ReadFile.of(bytes, ReadOptions.NONE));

        assertThat(problem.code()).isEqualTo("evidence.encoding");
        assertThat(problem.arguments()).containsExactly(2, 1 + FINDING.indexOf("%s") + "\"M".length());
    }

    @Test
    void an_encoding_fault_far_in_one_line_is_found() {
        var before = "[\"" + "\u00fc".repeat(100_000);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        bytes.write(0xFC);
        bytes.writeBytes("\"]".getBytes(StandardCharsets.UTF_8));

        var problem = catchThrowableOfType(
                Problem.InvalidInput.class, () -> ReadFile.of(bytes.toByteArray(), ReadOptions.NONE));

        assertThat(problem.arguments()).containsExactly(1, before.length() + 1);
    }

    @Test
    void a_text_over_the_limit_is_refused_where_it_is_read_and_skipped_where_it_is_not() {
        var huge = "\"" + "x".repeat(JsonCursor.MAX_STRING_CHARS + 1) + "\"";

        assertThat(ReadFile.of("[" + FINDING.formatted(huge) + "]").checks()).hasSize(1);
        assertThatThrownBy(() -> ReadFile.of("[{\"class_uid\":2004,\"message\":" + huge + "}]"))
                .hasMessage("evidence.text_too_long");
    }

    @Test
    void a_long_text_is_cut() {
        var file = ReadFile.of("[{\"class_uid\":2004,\"message\":\"" + "\uD83D\uDE00".repeat(9_000) + "\"}]");

        assertThat(file.check().detail()).hasSizeLessThanOrEqualTo(4_000).endsWith("\uD83D\uDE00…");
    }

    @Test
    void characters_that_can_not_be_stored_are_left_out() {
        var file = ReadFile.of(
                "[{\"class_uid\":2004,\"metadata\":{\"event_code\":\"a\\u0000b\\ud800c\\u001b\\ud83d\\ude00\"}}]");

        assertThat(file.check().controlId()).isEqualTo("abc\uD83D\uDE00");
    }

    @Test
    void a_wrong_type_is_refused_with_its_path() {
        var problem = refused("{\"MetaData\":{\"Tool\":\"ScubaGear\"},\"Results\":{\"AAD\":[{\"Controls\":[\"x\"]}]},"
                + "\"Summary\":[1]}");

        assertThat(problem.code()).isEqualTo("evidence.unexpected_type");
        assertThat(problem.arguments().getLast()).isEqualTo("/Summary");
    }

    @Test
    void windows_line_ends_count_as_one_line() {
        var problem = refused("[\r\n" + FINDING.formatted("1") + ",\r\n{\"class_uid\":2004,}]");

        assertThat(problem.code()).isEqualTo("evidence.broken_json");
        assertThat(problem.arguments().getFirst()).isEqualTo(3);
    }

    @Test
    void an_object_of_too_many_names_is_refused_rather_than_kept() {
        var names = new StringBuilder("{\"MetaData\":{\"Tool\":\"ScubaGear\"},\"Results\":{\"x\":[]");
        for (int i = 0; i < 10_001; i++) {
            names.append(",\"p").append(i).append("\":[]");
        }

        assertThatThrownBy(() -> ReadFile.of(names.append("}}").toString())).hasMessage("evidence.too_many_entries");
    }
}
