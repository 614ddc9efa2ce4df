package io.runtruth.evidence.formats;

import static io.runtruth.evidence.formats.XccdfFile.of;
import static io.runtruth.evidence.formats.XccdfFile.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.runtruth.shared.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bad XML (contract 12): read, or refused whole with what and where; never a wrong count, and nothing that the
/// file names is opened.
class HostileXmlTest {

    private static final String RESULTS = of(result("a", "pass"));

    private static final String MARKS = "<>/!?[]'\"=&;- \u0000ax:%";

    private static Problem refused(String file) {
        return catchThrowableOfType(Problem.InvalidInput.class, () -> ReadFile.of(file));
    }

    private static String within(String parts) {
        return of(result("a", "pass") + parts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE TestResult>",
                "<!DOCTYPE TestResult SYSTEM 'file:///etc/passwd'>",
                "<!DOCTYPE TestResult PUBLIC '-//x' 'http://127.0.0.1:1/x.dtd'>",
                "<!DOCTYPE TestResult [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
                "<!DOCTYPE TestResult [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/p'>%p;]>",
                "<!DOCTYPE TestResult [<!ATTLIST rule-result idref CDATA 'forged'>]>",
            })
    void a_document_type_is_refused_by_its_name(String type) {
        var problem = refused("<?xml version='1.0'?>\n" + type + RESULTS.replace("pass<", "pass&x;<"));

        assertThat(problem.code()).isEqualTo("evidence.doctype_refused");
        assertThat(problem.arguments()).first().isEqualTo(2);
    }

    @Test
    void a_billion_laughs_are_not_heard() {
        var entities = new StringBuilder("<!ENTITY l0 'lol'>");
        for (int i = 1; i < 10; i++) {
            entities.append("<!ENTITY l")
                    .append(i)
                    .append(" '")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }

        var problem = refused("<!DOCTYPE TestResult [" + entities + "]>" + RESULTS.replace("pass<", "&l9;<"));

        assertThat(problem.code()).isEqualTo("evidence.doctype_refused");
    }

    @Test
    void an_entity_that_is_not_declared_is_no_text() {
        assertThat(refused(of(result("a", "&secret;"))).code()).isEqualTo("evidence.broken_xml");
        assertThat(refused(of(result("&secret;", "pass"))).code()).isEqualTo("evidence.broken_xml");
    }

    @Test
    void what_a_file_names_is_not_opened(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret.xml"), "<secret/>");
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            asked.incrementAndGet();
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        server.start();
        var there = "http://127.0.0.1:" + server.getAddress().getPort() + "/";

        try {
            var read = ReadFile.of("<?xml-stylesheet type='text/xsl' href='" + there + "style'?>"
                    + within("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='" + secret.toUri() + "'/>"
                                    + "<benchmark href='" + there + "benchmark'/>")
                            .replace(
                                    "<TestResult ",
                                    "<TestResult xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xml:base='"
                                            + there + "' xsi:schemaLocation='" + XccdfFile.NAMESPACE + " " + there
                                            + "schema' "));
            refused("<!DOCTYPE TestResult SYSTEM '" + there + "dtd'>" + RESULTS);
            refused("<!DOCTYPE TestResult [<!ENTITY % p SYSTEM '" + there + "p'>%p;]>" + RESULTS);

            assertThat(read.checks()).hasSize(1);
            assertThat(read.toString()).doesNotContain("secret");
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void too_many_attributes_are_refused() {
        var attributes = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            attributes.append(" a").append(i).append("='x'");
        }

        assertThat(refused(within("<x" + attributes + "/>")).code()).isEqualTo("evidence.too_many_attributes");
        assertThat(refused("<x" + attributes + "/>").code()).isEqualTo("evidence.too_many_attributes");
    }

    @Test
    void too_deep_nesting_is_refused_even_in_what_is_skipped() {
        assertThat(refused(within("<x>".repeat(100_000))).code()).isEqualTo("evidence.too_deep");
        assertThat(ReadFile.of(within("<x>".repeat(190) + "</x>".repeat(190))).checks())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<x a='%s'/>", "<x><!--%s--></x>", "<x><![CDATA[%s]]></x>", "<x><?pi %s?></x>", "<%s/>"})
    void a_piece_that_would_have_to_be_held_as_a_whole_is_bounded(String piece) {
        var problem = refused(within("\n" + piece.formatted("x".repeat(2 << 20))));

        assertThat(problem.code()).isIn("evidence.text_too_long", "evidence.broken_xml");
        assertThat(problem.arguments()).first().isEqualTo(2);
    }

    @Test
    void an_attribute_of_a_megabyte_is_refused_and_a_text_of_one_is_cut() {
        assertThat(refused(within("<x a='" + "x".repeat(1_000_000) + "'/>")).code())
                .isEqualTo("evidence.text_too_long");
        var read = ReadFile.of(of("<rule-result idref='a'><result>fail</result><message>" + "x".repeat(10 << 20)
                + "</message></rule-result>"));
        assertThat(read.check().detail()).hasSize(1_000).endsWith("…");
    }

    @Test
    void a_file_of_ever_new_names_is_refused_rather_than_kept() {
        var names = new StringBuilder();
        for (int i = 0; i < 10_001; i++) {
            names.append("<n").append(i).append("/>");
        }

        assertThat(refused(within(names.toString())).code()).isEqualTo("evidence.too_many_names");
    }

    @Test
    void rules_beyond_what_can_be_kept_are_refused() {
        var rule = "<Rule id='%d'><title>" + "x".repeat(900) + "</title><fixtext>" + "y".repeat(3_900)
                + "</fixtext></Rule>";
        var rules = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            rules.append(rule.formatted(i));
        }

        assertThat(refused(XccdfFile.withBenchmark(rules.toString(), result("1", "pass")))
                        .code())
                .isEqualTo("evidence.too_many_definitions");
    }

    @Test
    void a_file_that_was_cut_off_is_refused_wherever_it_was_cut() {
        var whole = "<?xml version='1.0'?>\n<!-- c -->"
                + XccdfFile.withBenchmark(
                        "<Rule id='a'><title>A &amp; B</title></Rule>", result("a", "pass") + "\n<x><![CDATA[y]]></x>");

        for (int end = 1; end < whole.length(); end++) {
            var problem = refused(whole.substring(0, end));

            assertThat(problem).as(whole.substring(0, end)).isNotNull();
            assertThat(problem.code()).as(whole.substring(0, end)).isEqualTo("evidence.truncated");
            assertThat((int) problem.arguments().getFirst()).isBetween(1, 3);
        }
        assertThat(ReadFile.of(whole).checks()).hasSize(1);
    }

    @Test
    void a_long_file_that_was_cut_off_has_never_fewer_checks() {
        var whole = of(result("a", "fail").repeat(2_000));
        var random = new Random(7);

        for (int i = 0; i < 60; i++) {
            var end = random.nextInt(1, whole.length() - 1);

            assertThat(refused(whole.substring(0, end)).code())
                    .as("cut at " + end)
                    .isEqualTo("evidence.truncated");
        }
        assertThat(ReadFile.of(whole).checks()).hasSize(2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "<b/>", "]]>", "&amp;", "\u00e4"})
    void what_stands_behind_the_document_is_said_to_stand_behind_it(String more) {
        assertThat(refused(RESULTS + "\n" + more).code()).isEqualTo("evidence.trailing_content");
        assertThat(ReadFile.of(RESULTS + "\n<!-- " + "c --><?p i?>\n").checks()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x></y>",
                "<x a='1' a='2'/>",
                "<x a=1/>",
                "<u:x/>",
                "<x><</x>",
                "\u0001",
                "&#0;",
                "&#xd800;",
                "<x a='<'/>",
            })
    void what_is_no_xml_is_refused_with_its_line(String broken) {
        var problem = refused(within("\n\n" + broken));

        assertThat(problem.code()).isEqualTo("evidence.broken_xml");
        assertThat(problem.arguments()).first().isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE"})
    void utf_8_and_utf_16_are_read_with_and_without_a_mark(String charset) {
        var name = charset.startsWith("UTF-16") ? "UTF-16" : charset;
        var text = "<?xml version='1.0' encoding='" + name + "'?>" + of(result("\u00fc\uD83D\uDE00", "pass"));

        assertThat(ReadFile.of(text, Charset.forName(charset)).check().controlId())
                .isEqualTo("\u00fc\uD83D\uDE00");
        assertThat(ReadFile.of("\uFEFF" + text, Charset.forName(charset)).checks())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "US-ASCII", "UTF-32", "UTF-7", "IBM037", "none-such"})
    void another_encoding_is_refused_by_its_name(String encoding) {
        var problem = refused("<?xml version='1.0' encoding='" + encoding + "'?>" + RESULTS);

        assertThat(problem.code()).isEqualTo("evidence.encoding_unsupported");
        assertThat(problem.arguments()).containsExactly(encoding);
    }

    @Test
    void bytes_that_are_no_text_are_refused_with_their_place() {
        var bytes = ("<?xml version='1.0' encoding='UTF-8'?>\n" + of(result("\u00fc", "pass")))
                .getBytes(StandardCharsets.ISO_8859_1);

        var problem = catchThrowableOfType(Problem.InvalidInput.class, () -> ReadFile.of(bytes, ReadOptions.NONE));

        assertThat(problem.code()).isEqualTo("evidence.encoding");
        assertThat(problem.arguments())
                .containsExactly(2, 1 + of(result("\u00fc", "pass")).indexOf('\u00fc'));
    }

    @Test
    void a_refusal_says_the_path() {
        var problem = refused(within("<x><y>" + "<z a='" + "x".repeat(70_000) + "'/>"));

        assertThat(problem.arguments()).containsExactly(1, "/TestResult/x/y/z");
    }

    @Test
    void a_damaged_file_is_refused_or_read_and_never_breaks_the_reader() {
        var whole = XccdfFile.withBenchmark(
                "<Group id='g'><title>G</title><Rule id='a'><title>A</title><reference href='http://x/'>1</reference>"
                        + "<fixtext>f</fixtext></Rule></Group>",
                result("a", "pass") + result("b", "fail"));
        var random = new Random(11);

        for (int i = 0; i < 2_000; i++) {
            var bytes = whole.getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) MARKS.charAt(random.nextInt(MARKS.length()));
            }
            try {
                assertThat(ReadFile.of(bytes, ReadOptions.NONE).checks()).hasSizeLessThanOrEqualTo(2);
            } catch (Problem.InvalidInput e) {
                assertThat(e.code()).startsWith("evidence.");
            }
        }
        assertThatThrownBy(() -> ReadFile.of("<")).hasMessage("evidence.truncated");
    }
}
