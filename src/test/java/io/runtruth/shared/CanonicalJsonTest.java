package io.runtruth.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @Test
    void the_bytes_are_those_of_the_rfc_sample_without_its_fractions() {
        var sample = new HashMap<String, Object>();
        sample.put("string", "\u20ac$\u000f\nA'B\"\\\\\"/");
        sample.put("literals", Arrays.asList(null, true, false));
        sample.put("numbers", List.of(0, -1, 9007199254740991L));

        var bytes = CanonicalJson.bytes(sample);

        // RFC 8785, 3.2.4, the bytes of "literals" and "string"
        var literals = "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c";
        var numbers =
                HexFormat.of().formatHex("\"numbers\":[0,-1,9007199254740991],".getBytes(StandardCharsets.US_ASCII));
        var string = "22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d";
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(literals + numbers + string);
    }

    @Test
    void keys_are_sorted_by_utf_16_code_units_as_in_the_rfc() {
        var sample = new LinkedHashMap<String, Object>();
        sample.put("\u20ac", "Euro Sign");
        sample.put("\r", "Carriage Return");
        sample.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
        sample.put("1", "One");
        sample.put("\ud83d\ude00", "Emoji: Grinning Face");
        sample.put("\u0080", "Control");
        sample.put("\u00f6", "Latin Small Letter O With Diaeresis");

        var text = CanonicalJson.text(sample);

        assertThat(text)
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @ParameterizedTest
    @CsvSource({"0,\\u0000", "8,\\b", "9,\\t", "10,\\n", "12,\\f", "13,\\r", "27,\\u001b", "31,\\u001f", "127,\u007f"})
    void a_control_character_has_one_form(int character, String form) {
        assertThat(CanonicalJson.text(Character.toString(character))).isEqualTo('"' + form + '"');
    }

    @Test
    void empty_values_keep_their_kind() {
        assertThat(CanonicalJson.text(Map.of("list", List.of(), "map", Map.of(), "text", "")))
                .isEqualTo("{\"list\":[],\"map\":{},\"text\":\"\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "\ude00\ud83d", "a\ud83db"})
    void a_lone_surrogate_is_refused(String text) {
        assertThatThrownBy(() -> CanonicalJson.text(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {9007199254740992L, -9007199254740992L, Long.MAX_VALUE, Long.MIN_VALUE})
    void an_integer_that_a_double_cannot_hold_exactly_is_refused(long number) {
        assertThatThrownBy(() -> CanonicalJson.text(number)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void any_other_number_or_object_is_refused() {
        for (var value : List.of(1.0, 1.0f, BigDecimal.ONE, Map.of(1, "a"), 'c', Map.of("set", java.util.Set.of()))) {
            assertThatThrownBy(() -> CanonicalJson.text(value)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
