package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memory does not grow with the file (contract 6). The heap of a process of its own is the measure: what fits
/// into 64 MB as a whole can't be 64 MB above what a small file needs.
@Tag("I15")
class LargeFileTest {

    private static final int LARGE_BYTES = 200_000_000;
    private static final int SMALL_BYTES = 1_000_000;
    private static final String FINDING = "{\"class_uid\":2004,\"metadata\":{\"event_code\":\"check_%03d\"},"
            + "\"finding_info\":{\"title\":\"Storage is private\"},\"status_code\":\"%s\",\"severity\":\"High\","
            + "\"resources\":[{\"uid\":\"resource-%07d\"}],\"time\":1767225600}";

    private static final String RULE_RESULT = "<rule-result idref='rule-%d'><result>%s</result><check system='s'>"
            + "<check-content-ref name='def-%d'/></check></rule-result>";
    private static final String OVAL_RESULT = "<definition definition_id='oval:x:def:1' result='true'>"
            + "<criteria operator='AND'><criterion test_ref='oval:x:tst:1' result='true'>text</criterion></criteria>"
            + "</definition>\n";

    private static final String CONTROL = "{\"id\":\"C-%07d\",\"title\":\"Storage is private\",\"impact\":0.7,"
            + "\"code\":\"control 'C' do describe storage('private') do it { should be_private } end end\",\"results\":[{\"status\":\"%s\",\"code_desc\":\"is private\","
            + "\"run_time\":0.1,\"start_time\":\"2026-01-01T00:00:00Z\"}]}";
    private static final String AWS_FINDING = "{\"SchemaVersion\":\"2018-10-08\",\"Id\":\"f-%1$07d\",\"ProductArn\":"
            + "\"arn:aws:securityhub:eu-west-1::product/aws/securityhub\",\"AwsAccountId\":\"123456789012\","
            + "\"UpdatedAt\":\"2026-01-01T00:00:00Z\",\"Compliance\":{\"Status\":\"%2$s\",\"SecurityControlId\":"
            + "\"S3.1\"},\"Resources\":[{\"Id\":\"arn:aws:s3:::bucket-%1$07d\"}]}";

    @TempDir
    private Path folder;

    /// One line of that many bytes, with up to a million checks (the last one a long one), each of another
    /// resource.
    private Path file(int bytes) throws IOException {
        var path = folder.resolve(bytes + ".json");
        try (var out = Files.newBufferedWriter(path)) {
            out.write('[');
            var checks = Math.min(999_999, bytes / FINDING.length());
            for (int i = 0; i < checks; i++) {
                out.write(i == 0 ? "" : ",");
                out.write(String.format(Locale.ROOT, FINDING, i % 500, i % 3 == 0 ? "FAIL" : "PASS", i));
            }
            pad(out, bytes - Files.size(path));
            out.write(']');
        }
        return path;
    }

    private static void pad(BufferedWriter out, long bytes) throws IOException {
        out.write(",{\"class_uid\":2004,\"unmapped\":{\"notes\":\"");
        for (long written = 0; written < bytes; written += 1_000) {
            out.write("x".repeat(1_000));
        }
        out.write("\"}}");
    }

    /// A list of that many bytes between its beginning and its end; how many items it has.
    private static long list(Path path, int bytes, String begin, String item, String end, String... words)
            throws IOException {
        int count = 0;
        long written = 0;
        try (var out = Files.newBufferedWriter(path)) {
            out.write(begin);
            for (; written < bytes; count++) {
                var one = (count == 0 ? "" : ",\n")
                        + String.format(Locale.ROOT, item, count, words[count % words.length]);
                out.write(one);
                written += one.length();
            }
            out.write(end);
        }
        return count;
    }

    /// Results of up to 999,999 checks, and OVAL behind them.
    private Path collection(int bytes) throws IOException {
        var path = folder.resolve(bytes + ".xml");
        try (var out = Files.newBufferedWriter(path)) {
            out.write("<a:asset-report-collection xmlns:a='http://scap.nist.gov/schema/asset-reporting-format/1.1'"
                    + " xmlns='http://checklists.nist.gov/xccdf/1.2'><a:reports><a:report id='x'><a:content>"
                    + "<TestResult id='r'><target>web01</target>");
            var checks = Math.min(999_999, bytes / 2 / RULE_RESULT.length());
            for (int i = 0; i < checks; i++) {
                out.write(String.format(Locale.ROOT, RULE_RESULT, i, i % 3 == 0 ? "fail" : "pass", i));
            }
            out.write("</TestResult></a:content></a:report><a:report id='o'><a:content><results xmlns='urn:oval'>");
            for (long written = Files.size(path); written < bytes; written += OVAL_RESULT.length()) {
                out.write(OVAL_RESULT);
            }
            out.write("</results></a:content></a:report></a:reports></a:asset-report-collection>");
        }
        return path;
    }

    private static String read(Path file, String heap) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var output = Files.createTempFile(file.getParent(), "output", ".txt");
        var process = new ProcessBuilder(List.of(
                        java,
                        heap,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadInOwnProcess.class.getName(),
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return Files.readString(output).strip();
    }

    @Test
    void two_hundred_megabytes_in_one_line_fit_into_a_heap_of_64() throws Exception {
        var large = file(LARGE_BYTES);

        assertThat(large).satisfies(f -> assertThat(Files.size(f)).isGreaterThan(LARGE_BYTES));
        assertThat(read(large, "-Xmx64m")).isEqualTo("checks 1000000");
        assertThat(read(file(SMALL_BYTES), "-Xmx64m")).startsWith("checks ");
    }

    @Test
    void two_hundred_megabytes_of_controls_fit_into_a_heap_of_64() throws Exception {
        var path = folder.resolve("controls.json");
        var begin = "{\"platform\":{\"name\":\"redhat\"},\"version\":\"5.22.40\",\"statistics\":{},"
                + "\"profiles\":[{\"name\":\"base\",\"controls\":[";

        var count = list(path, LARGE_BYTES, begin, CONTROL, "]}]}", "passed", "failed");

        assertThat(read(path, "-Xmx64m")).isEqualTo("checks " + count);
    }

    @Test
    void two_hundred_megabytes_of_aws_findings_fit_into_a_heap_of_64() throws Exception {
        var path = folder.resolve("findings.json");

        var count = list(path, LARGE_BYTES, "{\"Findings\":[", AWS_FINDING, "]}", "PASSED", "FAILED");

        assertThat(read(path, "-Xmx64m")).isEqualTo("checks " + count);
    }

    @Test
    void two_hundred_megabytes_of_xml_fit_into_a_heap_of_64() throws Exception {
        var large = collection(LARGE_BYTES);

        assertThat(large).satisfies(f -> assertThat(Files.size(f)).isGreaterThan(LARGE_BYTES));
        assertThat(read(large, "-Xmx64m")).isEqualTo("checks " + LARGE_BYTES / 2 / RULE_RESULT.length());
        assertThat(read(collection(SMALL_BYTES), "-Xmx64m")).startsWith("checks ");
    }
}
