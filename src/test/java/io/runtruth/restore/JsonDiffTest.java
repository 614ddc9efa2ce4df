package io.runtruth.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.restore.JsonDiff.ChangedPlace;
import io.runtruth.restore.JsonDiff.DiffLine;
import io.runtruth.restore.JsonDiff.Mark;
import io.runtruth.restore.JsonDiff.Op;
import io.runtruth.restore.JsonDiff.Passage;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDiffTest {

    @Test
    void what_changed_is_told_by_its_place_and_what_is_the_same_is_folded() {
        var diff = diff(
                "{\"state\":\"enabled\",\"grant\":{\"controls\":[\"mfa\",\"block\"]},\"users\":{\"all\":true}}",
                "{\"state\":\"disabled\",\"grant\":{\"controls\":[\"mfa\",\"device\"]},\"users\":{\"all\":true}}");

        assertThat(diff.changes())
                .containsExactly(
                        new ChangedPlace(Op.CHANGED, "/state", "\"enabled\"", "\"disabled\"", false),
                        new ChangedPlace(Op.CHANGED, "/grant/controls/1", "\"block\"", "\"device\"", false));
        assertThat(text(diff)).isEqualTo("""
                  {
                -   "state": "enabled",
                +   "state": "disabled",
                    "grant": {
                      "controls": [
                …       …
                -       "block"
                +       "device"
                      ]
                    },
                …   "users": { … }
                  }""");
    }

    @Test
    void what_was_taken_out_stands_beside_what_was_put_in_its_place() {
        var diff = diff(
                "{\"state\":\"enabled\",\"grant\":{\"controls\":[\"mfa\"]},\"gone\":1}",
                "{\"state\":{\"is\":\"off\"},\"grant\":{\"controls\":[\"mfa\",\"device\"]}}");

        assertThat(diff.passages().stream().map(JsonDiffTest::text))
                .containsExactly(
                        "{ | {",
                        "'state': 'enabled', | 'state': { / 'is': 'off' / },",
                        "'grant': { / 'controls': [ / … | 'grant': { / 'controls': [ / …",
                        " | 'device'",
                        "] / }, | ] / },",
                        "'gone': 1 | ",
                        "} | }");
    }

    @Test
    void side_by_side_holds_the_lines_of_the_one_column_in_their_order() {
        var diff =
                diff("{\"a\":[1,2,{\"b\":1}],\"c\":{\"d\":[]},\"e\":1}", "{\"f\":1,\"a\":[1,3,{\"b\":2}],\"c\":[4]}");

        assertThat(diff.passages().stream()
                        .flatMap(it -> it.isSame()
                                ? it.before().stream()
                                : Stream.concat(it.before().stream(), it.after().stream())))
                .containsExactlyElementsOf(diff.lines());
    }

    @Test
    void what_came_and_what_went_are_told_whole() {
        var diff = diff("{\"a\":1,\"b~/c\":null}", "{\"a\":1,\"list\":[{\"x\":1}]}");

        assertThat(diff.changes())
                .containsExactly(
                        new ChangedPlace(Op.ADDED, "/list", null, "[ … ]", false),
                        new ChangedPlace(Op.REMOVED, "/b~0~1c", "null", null, false));
        assertThat(diff.lines().stream().filter(it -> it.mark() == Mark.ADDED).map(DiffLine::text))
                .containsExactly("\"list\": [", "{", "\"x\": 1", "}", "],");
    }

    @Test
    void one_that_was_put_between_others_is_the_only_one_that_changed() {
        assertThat(diff("[1,2,3,4]", "[1,2,9,3,4]").changes())
                .containsExactly(new ChangedPlace(Op.ADDED, "/2", null, "9", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clientSecret",
                "Password",
                "wifi_passphrase",
                "access-token",
                "connectionString",
                "key",
                "ApiKey",
                "preSharedKey",
                "recoveryKeyRotation",
                "pwd",
                "primaryKey",
                "storage_keys",
                "adminPwd",
                "smtpPass",
                "wifiPSK",
                "sasUrl",
                "SAS-Uri",
                "Authorization"
            })
    void a_secret_is_never_shown_only_that_it_changed(String name) {
        var diff = diff(
                "{\"x\":{\"%s\":\"old-value\"}}".formatted(name), "{\"x\":{\"%s\":\"new-value\"}}".formatted(name));

        assertThat(diff.changes()).containsExactly(new ChangedPlace(Op.CHANGED, "/x/" + name, null, null, true));
        assertThat(diff.toString()).doesNotContain("old-value").doesNotContain("new-value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "Name", "DISPLAYNAME", "settingDefinitionID", "Key"})
    void a_pair_that_names_a_secret_hides_its_value_however_its_members_are_written(String naming) {
        var pair = "[{\"%s\":\"clientSecret\",\"Value\":\"%s\"}]";

        assertThat(diff(pair.formatted(naming, "s3"), pair.formatted(naming, "s4"))
                        .toString())
                .doesNotContain("s3")
                .doesNotContain("s4");
    }

    @Test
    void a_secret_within_what_is_new_same_or_a_pair_is_not_shown_either() {
        assertThat(diff("{}", "{\"a\":{\"secret\":\"s3\"}}").toString()).doesNotContain("s3");
        assertThat(diff("{\"secret\":\"s3\",\"a\":1}", "{\"secret\":\"s3\",\"a\":2}")
                        .toString())
                .doesNotContain("s3");
        assertThat(diff(
                                "[{\"name\":\"adminPassword\",\"value\":\"s3\"}]",
                                "[{\"name\":\"adminPassword\",\"value\":\"s4\"}]")
                        .toString())
                .doesNotContain("s3")
                .doesNotContain("s4");
        assertThat(diff("{\"token\":[\"s3\"]}", "{\"token\":{\"x\":\"s4\"}}").toString())
                .doesNotContain("s3")
                .doesNotContain("s4");
    }

    @Test
    void a_document_that_is_no_json_is_only_said_to_differ() {
        assertThat(diff("{broken", "{}"))
                .isEqualTo(new JsonDiff(java.util.List.of(), java.util.List.of(), false, false));
        assertThat(diff(null, "{\"a\":1}").lines()).hasSize(3).allMatch(line -> line.mark() == Mark.ADDED);
    }

    @Test
    void a_long_one_is_cut_and_says_so() {
        var long1 = "[" + "1,".repeat(3_000) + "1]";
        var long2 = "[" + "2,".repeat(3_000) + "2]";

        var diff = diff(long1, long2);

        assertThat(diff.cut()).isTrue();
        assertThat(diff.changes()).hasSize(JsonDiff.MOST_CHANGES);
        assertThat(diff.lines()).hasSize(JsonDiff.MOST_LINES);
    }

    @Test
    void what_a_document_says_does_not_depend_on_its_form() {
        assertThat(DocumentReading.meaning(bytes("{\"a\":1.0,\"b\":[true,null]}")))
                .isPresent()
                .isEqualTo(DocumentReading.meaning(bytes("\uFEFF{ \"b\" : [true, null], \"a\" : 1 }\r\n")))
                .isNotEqualTo(DocumentReading.meaning(bytes("{\"a\":\"1\",\"b\":[true,null]}")))
                .isNotEqualTo(DocumentReading.meaning(bytes("{\"a\":1.5,\"b\":[true,null]}")));
        assertThat(DocumentReading.meaning("{\"a\":1}".getBytes(StandardCharsets.UTF_16)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":1,\"a\":2}", "NaN", "1 2", "{\"a\":\"\\uD800\"}", "'a'", "[1,]"})
    void what_is_no_json_says_nothing(String text) {
        assertThat(DocumentReading.meaning(bytes(text))).isEmpty();
        assertThat(DocumentReading.meaning(bytes("[".repeat(101) + "]".repeat(101))))
                .isEmpty();
        assertThat(DocumentReading.meaning(bytes("[".repeat(100) + "]".repeat(100))))
                .isPresent();
    }

    private static String text(JsonDiff diff) {
        return diff.lines().stream()
                .map(line -> switch (line.mark()) {
                            case SAME -> " ";
                            case FOLDED -> "…";
                            case REMOVED -> "-";
                            case ADDED -> "+";
                        }
                        + " "
                        + "  ".repeat(line.depth())
                        + line.text())
                .collect(Collectors.joining("\n"));
    }

    private static JsonDiff diff(String before, String after) {
        return JsonDiff.of(before == null ? null : bytes(before), after == null ? null : bytes(after));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Passage passage) {
        return Stream.of(passage.before(), passage.after())
                .map(side -> side.stream().map(DiffLine::text).collect(Collectors.joining(" / ")))
                .collect(Collectors.joining(" | "))
                .replace('"', '\'');
    }
}
