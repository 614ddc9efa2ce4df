package io.runtruth.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.shared.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackedTest {

    private static final String TEXT = "[{\"class_uid\":2004}]";

    @Test
    void what_is_not_packed_stays_as_it_is() {
        for (var text : new String[] {"", "[", "PK", TEXT}) {
            assertThat(unpacked(bytes(text))).isEqualTo(text);
        }
    }

    @Test
    void gzip_is_unpacked_all_its_members_and_however_it_comes() {
        var two = joined(gzip(TEXT), gzip("more"));

        assertThat(unpacked(gzip(TEXT))).isEqualTo(TEXT);
        assertThat(unpacked(two)).isEqualTo(TEXT + "more");
        assertThat(unpacked(new ByteAtATime(two))).isEqualTo(TEXT + "more");
        assertThat(unpacked(joined(gzip(TEXT), new byte[512]))).as("padded").isEqualTo(TEXT);
    }

    @Test
    void gzip_with_a_name_a_comment_and_more_in_its_head_is_unpacked() {
        var plain = gzip(TEXT);
        var head = new byte[] {0x1F, (byte) 0x8B, 8, 0x1E, 0, 0, 0, 0, 0, 3};
        var more = joined(new byte[] {2, 0, 'x', 'y'}, bytes("name\0comment\0"), new byte[] {0, 0});

        assertThat(unpacked(joined(head, more, Arrays.copyOfRange(plain, 10, plain.length))))
                .isEqualTo(TEXT);
    }

    @Test
    void gzip_that_was_cut_off_anywhere_is_refused() {
        var two = joined(gzip(TEXT), gzip("more"));
        var whole = gzip(TEXT).length;

        for (int length = 2; length < two.length; length++) {
            if (length != whole) {
                refused(Arrays.copyOf(two, length), "evidence.packed_unreadable");
            }
        }
    }

    @Test
    void gzip_whose_sum_or_length_is_wrong_or_that_something_follows_is_refused() {
        var file = gzip(TEXT);

        refused(changed(file, file.length - 8), "evidence.packed_unreadable");
        refused(changed(file, file.length - 4), "evidence.packed_unreadable");
        refused(joined(file, bytes("rest")), "evidence.packed_unreadable");
    }

    @Test
    void the_one_file_of_a_zip_is_the_file_whatever_else_systems_put_beside_it() throws IOException {
        var zip = new Zip()
                .deflated("reports/", "")
                .deflated("__MACOSX/reports/._results.json", "of a system")
                .deflated(".DS_Store", "of a system")
                .deflated(".git/config", "of a system")
                .stored("../../reports/results.json", TEXT)
                .deflated("reports\\.hidden", "of a system")
                .bytes();

        assertThat(unpacked(zip)).isEqualTo(TEXT);
        assertThat(unpacked(new ByteAtATime(zip))).isEqualTo(TEXT);
        assertThat(name(zip)).isEqualTo("results.json");
    }

    @Test
    void a_second_file_of_a_zip_is_refused_with_the_names_of_both() throws IOException {
        var zip = new Zip()
                .deflated("a/results.json", TEXT)
                .deflated("b/table\u202E.csv", "x")
                .bytes();

        assertThatThrownBy(() -> unpacked(zip))
                .hasMessage("evidence.zip_files")
                .satisfies(
                        it -> assertThat(((Problem) it).arguments().getFirst()).isEqualTo("results.json"));
    }

    @Test
    void a_zip_without_a_file_is_refused() throws IOException {
        refused(new Zip().deflated("folder/", "").bytes(), "evidence.zip_empty");
        refused(new Zip().bytes(), "evidence.zip_empty");
    }

    @Test
    void a_zip_that_was_cut_off_anywhere_is_refused() throws IOException {
        var zip =
                new Zip().deflated("results.json", TEXT).deflated(".more", "x").bytes();

        for (int length = 4; length < zip.length; length++) {
            refused(Arrays.copyOf(zip, length), "evidence.packed_unreadable");
        }
    }

    @Test
    void a_zip_that_is_locked_or_says_of_itself_what_is_not_so_is_refused() throws IOException {
        var zip = new Zip().stored("results.json", TEXT).bytes();

        refused(changed(zip, 6), "evidence.packed_unreadable"); // locked
        refused(changed(zip, 14), "evidence.packed_unreadable"); // sum
        refused(changed(zip, 22), "evidence.packed_unreadable"); // length
        refused(changed(zip, zip.length - 12), "evidence.packed_unreadable"); // entries
        for (int at = 4; at < 40; at++) {
            var broken = changed(zip, at);
            assertThatCodeRefusesOrReads(broken);
        }
    }

    /// Never another text, and no exception but a refusal.
    private static void assertThatCodeRefusesOrReads(byte[] broken) {
        try {
            assertThat(unpacked(broken)).isEqualTo(TEXT);
        } catch (Problem.InvalidInput refusal) {
            assertThat(refusal.code()).startsWith("evidence.");
        }
    }

    @Test
    void a_zip_of_many_entries_is_refused() throws IOException {
        var zip = new Zip();
        for (int i = 0; i < 1_001; i++) {
            zip.deflated("." + i, "");
        }

        refused(zip.bytes(), "evidence.zip_entries");
    }

    @Test
    void one_kind_may_lie_in_another_and_no_third() throws IOException {
        var packed = new Zip().deflated("results.json.gz", gzip(TEXT)).bytes();

        assertThat(unpacked(packed)).isEqualTo(TEXT);
        assertThat(unpacked(gzip(new Zip().deflated("results.json", bytes(TEXT)).bytes())))
                .isEqualTo(TEXT);
        assertThat(unpacked(gzip(gzip(TEXT)))).isEqualTo(TEXT);
        assertThat(unpacked(gzip(gzip(gzip(TEXT))))).isNotEqualTo(TEXT);
        assertThat(name(packed)).as("of the packed file").isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_unpacks_to_very_much_more_than_it_is_is_refused_also_where_it_is_only_passed_over(boolean isPassedOver)
            throws IOException {
        var zeros = new byte[64 << 20];
        var zip = new Zip()
                .deflated(isPassedOver ? ".zeros" : "results.json", zeros)
                .bytes();

        refused(zip, "evidence.packed_too_small");
        refused(gzip(gzip(zeros)), "evidence.packed_too_small");
    }

    @Test
    void what_is_passed_over_in_many_entries_counts_together() throws IOException {
        var zip = new Zip();
        for (int i = 0; i < 4; i++) {
            zip.deflated("." + i, new byte[12 << 20]);
        }

        refused(zip.deflated("results.json", TEXT).bytes(), "evidence.packed_too_small");
    }

    @Test
    void what_is_passed_over_is_held_against_what_was_sent_and_not_against_the_layer_around_it() throws IOException {
        var zip = Zip.ofLittlePacked()
                .deflated(".zeros", new byte[60 << 20])
                .deflated("results.json", TEXT)
                .bytes();
        assertThat(zip).as("an eighth").hasSizeBetween(7 << 20, 8 << 20);

        refused(gzip(zip), "evidence.packed_too_small");
    }

    @Test
    void what_a_real_report_could_unpack_to_is_taken() {
        var report = new StringBuilder();
        var random = new Random(1);
        while (report.length() < 20 << 20) {
            report.append(TEXT.repeat(8)).append(random.nextInt());
        }

        assertThat(unpacked(gzip(report.toString()))).hasSameSizeAs(report);
    }

    @Test
    void no_more_is_unpacked_than_a_file_may_have() {
        assertThatThrownBy(() -> Unpacked.requireBounded(Upload.MOST_BYTES + 1, Upload.MOST_BYTES))
                .hasMessage("evidence.too_large");
    }

    private static void refused(byte[] sent, String code) {
        assertThatThrownBy(() -> unpacked(sent))
                .isInstanceOf(Problem.InvalidInput.class)
                .hasMessage(code);
    }

    private static String unpacked(byte[] sent) {
        return unpacked(new ByteArrayInputStream(sent));
    }

    private static String unpacked(InputStream sent) {
        try (var unpacked = Unpacked.of(sent)) {
            var text = new ByteArrayOutputStream();
            var buffer = new byte[1_000];
            for (int read = unpacked.read(buffer); read >= 0; read = unpacked.read(buffer)) {
                text.write(buffer, 0, read);
            }
            return text.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static String name(byte[] sent) {
        try (var unpacked = Unpacked.of(new ByteArrayInputStream(sent))) {
            return unpacked.name();
        }
    }

    private static byte[] gzip(String text) {
        return gzip(bytes(text));
    }

    private static byte[] gzip(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] changed(byte[] bytes, int at) {
        var changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }

    /// As little at once as a network may bring, and nothing foretold.
    private static final class ByteAtATime extends ByteArrayInputStream {

        private boolean isEnded;

        ByteAtATime(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            assertThat(isEnded).as("asked after its end").isFalse();
            int read = super.read(into, offset, Math.min(length, 1));
            isEnded = read < 0;
            return read;
        }

        @Override
        public synchronized int available() {
            return 0;
        }
    }

    private static final class Zip {

        private final ByteArrayOutputStream packed;
        private final ZipOutputStream zip;

        Zip() {
            packed = new ByteArrayOutputStream();
            zip = new ZipOutputStream(packed, StandardCharsets.UTF_8);
        }

        private Zip(ByteArrayOutputStream packed, ZipOutputStream zip) {
            this.packed = packed;
            this.zip = zip;
        }

        /// Each byte takes one bit at least, so that what it gives can be packed once more.
        static Zip ofLittlePacked() {
            var packed = new ByteArrayOutputStream();
            return new Zip(packed, new ZipOutputStream(packed, StandardCharsets.UTF_8) {
                {
                    def.setStrategy(Deflater.HUFFMAN_ONLY);
                }
            });
        }

        Zip deflated(String name, String content) throws IOException {
            return deflated(name, UnpackedTest.bytes(content));
        }

        Zip deflated(String name, byte[] content) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
            return this;
        }

        Zip stored(String name, String content) throws IOException {
            var bytes = UnpackedTest.bytes(content);
            var sum = new CRC32();
            sum.update(bytes);
            var entry = new ZipEntry(name);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(bytes.length);
            entry.setCrc(sum.getValue());
            zip.putNextEntry(entry);
            zip.write(bytes);
            zip.closeEntry();
            return this;
        }

        byte[] bytes() throws IOException {
            zip.close();
            return packed.toByteArray();
        }
    }
}
