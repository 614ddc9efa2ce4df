package io.runtruth.evidence.formats;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Damages a file: its values and elements (which mostly leaves a file that can be read), its words and numbers,
/// its bytes and its encoding. The same random numbers make the same file.
final class FileMutator {

    private static final Pattern JSON =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|-?\\d[\\d.eE+-]*+|[A-Za-z]++|\\s++|.", Pattern.DOTALL);
    private static final Pattern XML = Pattern.compile("<!--.*?-->|<[^>]*+>|[^<]++|<", Pattern.DOTALL);
    private static final Pattern ATTRIBUTE = Pattern.compile("=\\s*(\"[^\"]*+\"|'[^']*+')");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1e400",
            "-1e-400",
            "9007199254740993",
            "1.5",
            "99999999999999999999999999",
            "2004",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\n\\n| a | b |\\n| - | - |\\n| c | d |\"",
            "\"<a href='x'>y</a><ul><li>z\"",
            "\"ann@example.org\"",
            "\"2.1.0\"",
            "\"Passed\"",
            "\"absent\"",
            "\"2026-01-01T00:00:00\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "{\"a\":[]}");
    private static final List<String> PARTS = List.of(
            "",
            " ",
            "&#0;",
            "&#65;",
            "&amp;",
            "&x;",
            "]]>",
            "<![CDATA[a]]>",
            "<!-- a -->",
            "<?a b?>",
            "<b/>",
            "pass",
            "fail",
            "<result>pass</result>",
            "<rule-result/>",
            "<rule-result idref='a'><result>fail</result></rule-result>",
            "<TestResult xmlns='http://checklists.nist.gov/xccdf/1.2'/>",
            "<!DOCTYPE a>",
            "2026-01-01T00:00:00");
    private static final List<String> MARKS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "<",
            ">",
            "/",
            "&",
            "=",
            "\n",
            "\0",
            "\u00e4",
            "\uD83D\uDE00",
            "\uFEFF");
    private static final int MOST_CHANGES = 5;
    private static final int TOO_DEEP = 260;

    private final Random random;
    private final List<String> samples;
    private boolean isXml;
    private List<String> tokens = List.of();

    FileMutator(Random random, List<String> samples) {
        this.random = random;
        this.samples = samples;
    }

    byte[] mutated() {
        tokens = tokens(sample());
        if (!isXml && random.nextInt(5) > 0) {
            tokens = IntStream.range(0, tokens.size())
                    .filter(i -> !tokens.get(i).isBlank() || "{".equals(next(tokens, i)))
                    .mapToObj(tokens::get)
                    .toList();
        }
        for (int change = 1 + random.nextInt(MOST_CHANGES); change > 0; change--) {
            change();
        }
        return encoded(String.join("", tokens));
    }

    private String sample() {
        return samples.get(random.nextInt(samples.size()));
    }

    private List<String> tokens(String file) {
        isXml = file.stripLeading().startsWith("<");
        var found = new ArrayList<String>();
        var matcher = (isXml ? XML : JSON).matcher(file);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private void change() {
        if (tokens.isEmpty()) {
            return;
        }
        switch (random.nextInt(13)) {
            case 0, 1 -> replaceWord();
            case 2 -> number();
            case 3, 4 -> remove(value());
            case 5, 6 -> repeat(value());
            case 7 -> nest(value());
            case 8 -> exchange(value(), value());
            case 9 -> copyOfAnother(value());
            case 10 -> noise();
            case 11 -> another();
            default -> cutOrJoin();
        }
    }

    /// From where to where (behind it) a value or an element goes.
    private record Range(int from, int to) {}

    private Range value() {
        var ranges = ranges(tokens);
        return ranges.isEmpty() ? new Range(0, tokens.size()) : ranges.get(random.nextInt(ranges.size()));
    }

    private List<Range> ranges(List<String> of) {
        var ranges = new ArrayList<Range>();
        var open = new ArrayDeque<Integer>();
        for (int i = 0; i < of.size(); i++) {
            var token = of.get(i);
            if (isOpening(token)) {
                open.push(i);
            } else if (isClosing(token)) {
                if (!open.isEmpty()) {
                    ranges.add(new Range(open.pop(), i + 1));
                }
            } else if (!token.isBlank() && !",".equals(token) && !":".equals(token) && !isName(of, i)) {
                ranges.add(new Range(i, i + 1));
            }
        }
        return ranges;
    }

    private boolean isOpening(String token) {
        return isXml
                ? token.startsWith("<")
                        && !token.startsWith("</")
                        && !token.startsWith("<!")
                        && !token.startsWith("<?")
                        && !token.endsWith("/>")
                : token.equals("{") || token.equals("[");
    }

    private boolean isClosing(String token) {
        return isXml ? token.startsWith("</") : token.equals("}") || token.equals("]");
    }

    private boolean isName(List<String> of, int at) {
        return !isXml && ":".equals(next(of, at));
    }

    private static String next(List<String> of, int at) {
        int next = at + 1;
        while (next < of.size() && of.get(next).isBlank()) {
            next++;
        }
        return next < of.size() ? of.get(next) : "";
    }

    private void put(Range range, List<String> instead) {
        var changed = new ArrayList<>(tokens.subList(0, range.from));
        changed.addAll(instead);
        changed.addAll(tokens.subList(range.to, tokens.size()));
        tokens = changed;
    }

    private List<String> at(Range range) {
        return List.copyOf(tokens.subList(range.from, range.to));
    }

    private String oneOf(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void replaceWord() {
        var range = value();
        var token = tokens.get(range.from);
        var attribute = ATTRIBUTE.matcher(token);
        if (isXml && attribute.find()) {
            var word = List.of("''", "'x'", "\"-1\"", "'&#0;'", "'" + "y".repeat(400) + "'");
            put(
                    new Range(range.from, range.from + 1),
                    List.of(token.substring(0, attribute.start(1)) + oneOf(word) + token.substring(attribute.end(1))));
        } else {
            put(range, List.of(oneOf(isXml ? PARTS : VALUES)));
        }
    }

    private void number() {
        var numbers = new ArrayList<Integer>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).chars().anyMatch(Character::isDigit)) {
                numbers.add(i);
            }
        }
        if (!numbers.isEmpty()) {
            int at = numbers.get(random.nextInt(numbers.size()));
            var number = List.of("0", "-1", "1e999", "18446744073709551616", "", "0.1", "2147483648");
            put(new Range(at, at + 1), List.of(tokens.get(at).replaceFirst("\\d+", oneOf(number))));
        }
    }

    /// With the comma beside it.
    private void remove(Range range) {
        int to = range.to;
        int from = range.from;
        if (!isXml && to < tokens.size() && tokens.get(to).equals(",")) {
            to++;
        } else if (!isXml && from > 0 && tokens.get(from - 1).equals(",")) {
            from--;
        } else if (!isXml && from > 1 && tokens.get(from - 1).equals(":")) {
            from -= 2;
        }
        put(new Range(from, to), List.of());
    }

    private void repeat(Range range) {
        var value = at(range);
        var more = new ArrayList<>(value);
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            if (!isXml) {
                more.add(",");
            }
            more.addAll(value);
        }
        put(range, more);
    }

    private void nest(Range range) {
        int depth = random.nextInt(8) == 0 ? random.nextInt(TOO_DEEP) : 1 + random.nextInt(3);
        var isList = random.nextBoolean();
        var before = isXml ? "<a>" : isList ? "[" : "{\"a\":";
        var after = isXml ? "</a>" : isList ? "]" : "}";
        var nested = new ArrayList<String>();
        nested.add(before.repeat(depth));
        nested.addAll(at(range));
        nested.add(after.repeat(depth));
        put(range, nested);
        tokens = tokens(String.join("", tokens));
    }

    private void exchange(Range one, Range other) {
        if (one.to <= other.from) {
            var first = at(one);
            var second = at(other);
            put(other, first);
            put(one, second);
        } else {
            put(one, at(other));
        }
    }

    private void copyOfAnother(Range range) {
        var wasXml = isXml;
        var others = tokens(sample());
        if (wasXml == isXml) {
            var ranges = ranges(others);
            var chosen = ranges.get(random.nextInt(ranges.size()));
            put(range, List.copyOf(others.subList(chosen.from, chosen.to)));
        }
        isXml = wasXml;
    }

    private void noise() {
        int at = random.nextInt(tokens.size());
        var token = tokens.get(at);
        int place = random.nextInt(token.length() + 1);
        var end = random.nextBoolean() || place == token.length() ? place : place + 1;
        put(new Range(at, at + 1), List.of(token.substring(0, place) + oneOf(MARKS) + token.substring(end)));
    }

    /// A space or the end of a line more, where they mean nothing.
    private void another() {
        int at = random.nextInt(tokens.size());
        put(new Range(at, at), List.of(oneOf(List.of(" ", "\n", "\r\n", "\t"))));
    }

    private void cutOrJoin() {
        if (random.nextInt(3) == 0) {
            var all = String.join("", tokens);
            tokens = tokens(all.substring(0, random.nextInt(all.length() + 1)));
        } else if (!isXml) {
            var joined = new ArrayList<>(tokens);
            joined.add("\n");
            joined.addAll(tokens);
            tokens = joined;
        }
    }

    private byte[] encoded(String file) {
        return switch (random.nextInt(16)) {
            case 0 -> ("\uFEFF" + file).getBytes(StandardCharsets.UTF_8);
            case 1 -> ("\uFEFF" + file).getBytes(StandardCharsets.UTF_16LE);
            case 2 -> ("\uFEFF" + file).getBytes(StandardCharsets.UTF_16BE);
            case 3 -> file.getBytes(StandardCharsets.UTF_16LE);
            case 4 -> file.getBytes(StandardCharsets.ISO_8859_1);
            case 5 -> flipped(file.getBytes(StandardCharsets.UTF_8));
            case 6 -> ("\uFEFF\uFEFF" + file).getBytes(StandardCharsets.UTF_8);
            default -> file.getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] flipped(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        for (int change = 1 + random.nextInt(3); change > 0; change--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
