package io.runtruth.shared;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The canonical form of a JSON value (RFC 8785), for fingerprints, digests and content whose bytes must not vary.
///
/// A value is a `Map` with `String` keys, a `List`, a `String`, a `Boolean`, an `Integer`, a `Long` or `null`.
/// Integers lie within ±(2^53 - 1), where the RFC's number form is plain decimal digits. Every other number is
/// refused: the RFC's rules for fractions and exponents are its one hard part, and nothing that Runtruth counts
/// needs them.
public final class CanonicalJson {

    private static final long LARGEST_INTEGER = (1L << 53) - 1;

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /// The canonical text; its UTF-8 encoding is the canonical form.
    ///
    /// @throws IllegalArgumentException for a value that is not of the listed kinds, an integer out of range or a
    ///     text with a lone surrogate (which has no UTF-8 form)
    public static String text(@Nullable Object value) {
        var json = new CanonicalJson();
        json.write(value);
        return json.out.toString();
    }

    /// The canonical bytes.
    ///
    /// @throws IllegalArgumentException as [#text(Object)] does
    public static byte[] bytes(@Nullable Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    private void write(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Boolean bool -> out.append(bool.booleanValue());
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(inRange(number));
            case String text -> string(text);
            case List<?> list -> array(list);
            case Map<?, ?> map -> object(map);
            default ->
                throw new IllegalArgumentException(
                        "no canonical form for " + value.getClass().getName());
        }
    }

    private static long inRange(long number) {
        if (Math.abs(number) > LARGEST_INTEGER || number == Long.MIN_VALUE) {
            throw new IllegalArgumentException("integer beyond 2^53 - 1: " + number);
        }
        return number;
    }

    private void array(List<?> list) {
        var separator = "[";
        for (var item : list) {
            out.append(separator);
            write(item);
            separator = ",";
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }

    private void object(Map<?, ?> map) {
        var separator = "{";
        for (var entry : sorted(map).entrySet()) {
            out.append(separator);
            string(entry.getKey());
            out.append(':');
            write(entry.getValue());
            separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    /// By UTF-16 code units (RFC 8785, 3.2.3), which is how Java compares strings.
    private static Map<String, @Nullable Object> sorted(Map<?, ?> map) {
        var sorted = new TreeMap<String, @Nullable Object>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("a key is not a text: " + key);
            }
            sorted.put(name, value);
        });
        return sorted;
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                character(c);
            }
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (Character.isSurrogate(c)) {
                    throw new IllegalArgumentException("a text holds a lone surrogate");
                }
                out.append(c < ' ' ? "\\u00" + HexFormat.of().toHexDigits((byte) c) : c);
            }
        }
    }
}
