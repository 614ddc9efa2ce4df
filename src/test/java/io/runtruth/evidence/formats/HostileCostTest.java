package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// A hostile file costs at most four times the time of a friendly one of its size. Both are read in turn in one
/// run, and the fastest of each counts, so that what else the machine does is in neither.
@Tag("bench")
class HostileCostTest {

    private static final int BYTES = 300_000;
    private static final int ROUNDS = 5;
    private static final double MOST = 4;

    private static final String FRIENDLY = """
        ## Result\\n\\n**Two** of 40 accounts are *not* protected, see [the guide](https://example.org/guide) and ask
         ann@example.org.\\n\\n- one\\n- two `x`\\n\\n| Account | State |\\n| --- | --- |\\n| one | open<br>since May |
        """.replace("\n", "");

    @TestFactory
    Stream<DynamicTest> markdown() {
        return Stream.of(
                        "<div>",
                        "<b>",
                        "> ",
                        "- ",
                        "1. ",
                        "[",
                        "![",
                        "**",
                        "*a ",
                        "_*",
                        "`",
                        "``` ",
                        "| a ",
                        "&#",
                        "&amp;",
                        "<!--",
                        "](x)",
                        "[a](",
                        "a@",
                        "a@a.",
                        "@aaaa.aaaa",
                        "a",
                        "\\n\\n",
                        "\\\\",
                        "<a href='",
                        "| a | b |\\n| - | - |\\n")
                .map(mark -> DynamicTest.dynamicTest("ZTA " + mark, () -> costs(RepeatedChecks.ZERO_TRUST, mark)));
    }

    @TestFactory
    Stream<DynamicTest> html() {
        return Stream.of(
                        "<div>",
                        "<table>",
                        "<a>",
                        "<b>",
                        "<p>",
                        "<li>",
                        "<script>",
                        "<select>",
                        "<svg>",
                        "<!--",
                        "&",
                        "&lt;",
                        "a@a.",
                        "<td>",
                        "<font>",
                        "</p>")
                .map(mark -> DynamicTest.dynamicTest("Scuba " + mark, () -> costs(RepeatedChecks.SCUBA, mark)));
    }

    @TestFactory
    Stream<DynamicTest> texts_in_xml() {
        return Stream.of("&lt;", "&#65;", "<br/>", "<p/>", "<sub idref='x'/>", "<!-- -->", "<![CDATA[a]]>", "a@a.")
                .map(mark -> DynamicTest.dynamicTest(
                        "XCCDF " + mark,
                        () -> compare(
                                RepeatedChecks.XCCDF.file(BYTES, "Two of 40 accounts &amp; groups: <b>open</b>"),
                                RepeatedChecks.XCCDF.file(BYTES, repeated(mark, JsonCursor.KEPT_CHARS)))));
    }

    @TestFactory
    Stream<DynamicTest> messages() {
        return Stream.of("[", "[a", "](", "[a](b", "\\\\[", "{0}", "{{", "a@a.", "%20")
                .map(mark -> DynamicTest.dynamicTest("SARIF " + mark, () -> costs(RepeatedChecks.SARIF, mark)));
    }

    @TestFactory
    Stream<DynamicTest> texts_of_controls() {
        return Stream.of("<div>", "<pre>", "<b>", "&lt;", "/home/a", "\\n", "\\n- ", "a@a.", "attestation")
                .map(mark -> DynamicTest.dynamicTest("HDF " + mark, () -> costs(RepeatedChecks.HDF, mark)));
    }

    @TestFactory
    Stream<DynamicTest> texts_of_aws_findings() {
        return Stream.of("[", "**", "<div>", "> ", "\\n", "\\n- ", "a@a.", "a v1/", ":product/")
                .map(mark -> DynamicTest.dynamicTest("ASFF " + mark, () -> costs(RepeatedChecks.ASFF, mark)));
    }

    /// Of the formats whose texts are Markdown as well, those marks that are dear to others.
    @TestFactory
    Stream<DynamicTest> markdown_elsewhere() {
        return Stream.of(RepeatedChecks.MAESTER, RepeatedChecks.OSCAL, RepeatedChecks.OCSF)
                .flatMap(format -> Stream.of(
                                "<div>", "[", "[a](", "**", "_*", "- ", "> ", "| a ", "`", "a@a.", "\\n\\n")
                        .map(mark -> DynamicTest.dynamicTest(format + " " + mark, () -> costs(format, mark))));
    }

    @TestFactory
    Stream<DynamicTest> many_small_parts() {
        return Stream.of(
                DynamicTest.dynamicTest(
                        "results of one control",
                        () -> compare(
                                RepeatedChecks.HDF.file(BYTES, FRIENDLY),
                                RepeatedChecks.HDF.begin() + "{\"id\":\"A\",\"results\":["
                                        + repeated("{\"status\":\"failed\"},", BYTES) + "{}]}"
                                        + RepeatedChecks.HDF.end())),
                DynamicTest.dynamicTest(
                        "profiles that stand on each other",
                        () -> compare(RepeatedChecks.HDF.file(BYTES, FRIENDLY), profiles())),
                DynamicTest.dynamicTest(
                        "spaces in the id of a control",
                        () -> compare(
                                RepeatedChecks.HDF.file(BYTES, FRIENDLY),
                                RepeatedChecks.HDF.begin()
                                        + repeated(
                                                "{\"id\":\"A" + " ".repeat(JsonCursor.KEPT_CHARS - 2)
                                                        + "B\",\"impact\":1},",
                                                BYTES)
                                        + "{}" + RepeatedChecks.HDF.end())),
                DynamicTest.dynamicTest(
                        "requirements and types of one finding",
                        () -> compare(
                                RepeatedChecks.ASFF.file(BYTES, FRIENDLY),
                                "["
                                        + RepeatedChecks.ASFF
                                                .check()
                                                .replace(
                                                        "\"Resources\":[]",
                                                        "\"Types\":[" + repeated("\"a b\",", BYTES / 2) + "\"\"]")
                                                .replace("[\"%s\"]", "[" + repeated("\"b a\",", BYTES / 2) + "\"\"]")
                                        + "]")),
                DynamicTest.dynamicTest(
                        "resources of one finding",
                        () -> compare(
                                RepeatedChecks.ASFF.file(BYTES, FRIENDLY),
                                "["
                                        + RepeatedChecks.ASFF
                                                .check()
                                                .replace(
                                                        "\"Resources\":[]",
                                                        "\"Resources\":[" + repeated("{\"Id\":\"r\"},", BYTES) + "{}]")
                                        + "]")),
                DynamicTest.dynamicTest(
                        "resources",
                        () -> compare(
                                RepeatedChecks.OCSF.file(BYTES, FRIENDLY),
                                "[{\"class_uid\":2004,\"resources\":[" + repeated("{\"uid\":\"r\"},", BYTES)
                                        + "{}]}]")),
                DynamicTest.dynamicTest(
                        "values of one name",
                        () -> compare(
                                RepeatedChecks.OCSF.file(BYTES, FRIENDLY),
                                "[{\"class_uid\":2004,\"remediation\":{\"references\":[" + repeated("\"a\",", BYTES)
                                        + "\"\"]}}]")),
                DynamicTest.dynamicTest(
                        "small findings",
                        () -> compare(
                                RepeatedChecks.OCSF.file(BYTES, "x"),
                                "[" + repeated("{\"class_uid\":2004},", BYTES) + "{\"class_uid\":2004}]")),
                DynamicTest.dynamicTest(
                        "suppressions",
                        () -> compare(
                                RepeatedChecks.SARIF.file(BYTES, FRIENDLY),
                                sarif("{\"suppressions\":[" + repeated("{\"kind\":\"inSource\"},", BYTES) + "{}]}"))),
                DynamicTest.dynamicTest(
                        "locations",
                        () -> compare(
                                RepeatedChecks.SARIF.file(BYTES, FRIENDLY),
                                sarif("{\"locations\":[" + repeated("{\"physicalLocation\":{}},", BYTES) + "{}]}"))));
    }

    /// Each with the same controls as all others.
    private static String profiles() {
        var controls = IntStream.range(0, 100)
                .mapToObj(i -> "{\"id\":\"" + i + "\",\"impact\":1}")
                .collect(Collectors.joining(",", "[", "]"));
        return IntStream.range(0, HdfProfiles.MAX_PROFILES)
                .mapToObj(i -> "{\"name\":\"p%d\",\"title\":\"t%d\",\"parent_profile\":\"p%d\",\"controls\":%s}"
                        .formatted(i, i, i + 1, controls))
                .collect(Collectors.joining(
                        ",", "{\"platform\":{},\"version\":\"1\",\"statistics\":{},\"profiles\":[", "]}"));
    }

    private static void costs(RepeatedChecks format, String mark) {
        compare(
                format.file(BYTES, FRIENDLY),
                format.file(BYTES, repeated(mark, JsonCursor.KEPT_CHARS - mark.length())));
    }

    private static String repeated(String text, int chars) {
        return text.repeat(Math.max(1, chars / text.length()));
    }

    private static String sarif(String results) {
        return "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{},\"results\":[" + results + "]}]}";
    }

    private static void compare(String friendly, String hostile) {
        var best = new double[] {Double.MAX_VALUE, Double.MAX_VALUE};
        for (int round = 0; round < ROUNDS; round++) {
            best[0] = Math.min(best[0], nanosPerChar(friendly));
            best[1] = Math.min(best[1], nanosPerChar(hostile));
        }

        var measured = String.format(
                Locale.ROOT, "%.1f against %.1f ns a character: %.2f times", best[1], best[0], best[1] / best[0]);
        System.out.println(measured);
        assertThat(best[1] / best[0]).as(measured).isLessThan(MOST);
    }

    private static double nanosPerChar(String file) {
        var start = System.nanoTime();
        ReadFile.of(file);
        return (double) (System.nanoTime() - start) / file.length();
    }
}
