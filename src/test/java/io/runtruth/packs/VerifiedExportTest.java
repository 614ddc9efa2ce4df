package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.runtruth.RuntruthApplication;
import io.runtruth.operations.EventKind;
import io.runtruth.operations.RunOutcome;
import io.runtruth.packs.chain.ExportLayout;
import io.runtruth.packs.chain.ExportVerifier;
import io.runtruth.packs.chain.ExportVerifier.Verdict;
import io.runtruth.shared.Sha256;
import io.runtruth.testing.RunRowBuilder;
import io.runtruth.texts.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An export is as it was exported, or it shows: by our command and by plain `sha256sum`.
class VerifiedExportTest {

    private static final byte[] EXPORT = SomeExports.ofRun(Language.ENGLISH);

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();

    private Verdict verify(byte[] zip) {
        return verify(zip, null);
    }

    private Verdict verify(byte[] zip, @Nullable String digest) {
        said.clear();
        try {
            return ExportVerifier.verify(Files.write(folder.resolve("export.zip"), zip), digest, said::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] changed(Consumer<Map<String, byte[]>> change) {
        var files = SomeExports.files(EXPORT);
        change.accept(files);
        return SomeExports.zip(files);
    }

    @Test
    void what_was_exported_is_verified_with_what_each_check_found() {
        assertThat(verify(EXPORT, Sha256.hex(EXPORT))).isEqualTo(Verdict.WHOLE);

        assertThat(said)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("SHA-256 of the file: " + Sha256.hex(EXPORT)),
                        line -> assertThat(line).startsWith("ok      digest"),
                        line -> assertThat(line).isEqualTo("ok      archive: 5 files, nothing else"),
                        line -> assertThat(line).isEqualTo("ok      SHA256SUMS: 4 files"),
                        line -> assertThat(line).isEqualTo("ok      manifest: 3 files, with sizes"),
                        line -> assertThat(line)
                                .startsWith("ok      chain: 6 entries, each follows from the one before; head "),
                        line -> assertThat(line)
                                .matches("It is of operation_run [0-9a-f-]{36}, exported 2026-11-29T10:00:00Z\\."),
                        line -> assertThat(line).isEqualTo("VERIFIED: this is the file of that digest, and whole."));
    }

    @Test
    void without_its_digest_it_is_said_what_that_leaves_open() {
        assertThat(verify(EXPORT)).isEqualTo(Verdict.WHOLE);

        assertThat(said.getLast()).startsWith("VERIFIED: it is whole. That nobody made it anew shows only where");
    }

    @Test
    void what_was_made_anew_as_a_whole_is_told_apart_by_its_digest_alone() {
        var other = SomeExports.ofRun(Language.ENGLISH);

        assertThat(verify(other)).isEqualTo(Verdict.WHOLE);
        assertThat(verify(other, Sha256.hex(EXPORT))).isEqualTo(Verdict.CHANGED);
        assertThat(said).contains("FAILED  digest: the file has another one than was given");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(
                        "a byte of a file is another",
                        change(files -> files.get("run.json")[20] ^= 1),
                        List.of("FAILED  SHA256SUMS: changed: [run.json]", "FAILED  manifest: changed: [run.json]")),
                Arguments.of(
                        "a file is gone",
                        change(files -> files.remove("run.json")),
                        List.of(
                                "FAILED  SHA256SUMS: a file that is named is not there",
                                "FAILED  manifest: a file that is named is not there")),
                Arguments.of(
                        "a file is there beside",
                        change(files -> files.put("more.json", new byte[1])),
                        List.of(
                                "FAILED  SHA256SUMS: not named: [more.json]",
                                "FAILED  manifest: not named: [more.json]")),
                Arguments.of(
                        "the sums are gone",
                        change(files -> files.remove("SHA256SUMS")),
                        List.of("FAILED  SHA256SUMS: SHA256SUMS is not there")),
                Arguments.of(
                        "the manifest is gone",
                        change(files -> files.remove("manifest.json")),
                        List.of(
                                "FAILED  manifest: manifest.json is not there",
                                "FAILED  SHA256SUMS: a file that is named is not there")),
                Arguments.of(
                        "the manifest names somebody else",
                        change(files -> replace(files, "manifest.json", "Olivia Owner", "Mallory Mall")),
                        List.of("FAILED  SHA256SUMS: changed: [manifest.json]")),
                Arguments.of(
                        "the manifest is written another way",
                        anew(files -> replace(files, "manifest.json", "{\"chain\"", "{ \"chain\"")),
                        List.of("FAILED  manifest: it is not written as in an export")),
                Arguments.of(
                        "the manifest takes a file for another",
                        change(files ->
                                replace(files, "manifest.json", "\"name\":\"run.json\"", "\"name\":\"README.txt\"")),
                        List.of("FAILED  manifest: a file has another size than it names")),
                Arguments.of(
                        "an entry is another",
                        chain(lines -> lines.set(2, lines.get(2).replace("\"r2\"", "\"r5\""))),
                        List.of("FAILED  chain: entry 3 does not follow from the one before it")),
                Arguments.of(
                        "the last entry is another",
                        chain(lines -> lines.set(5, lines.get(5).replace("\"r4\"", "\"r5\""))),
                        List.of("FAILED  chain: it does not end where the manifest says")),
                Arguments.of(
                        "an entry is gone",
                        chain(lines -> lines.remove(2)),
                        List.of("FAILED  chain: entry 2 does not follow from the one before it")),
                Arguments.of(
                        "the last entry is gone",
                        chain(List::removeLast),
                        List.of("FAILED  chain: it does not end where the manifest says")),
                Arguments.of(
                        "two entries are in another order",
                        chain(lines -> Collections.swap(lines, 2, 3)),
                        List.of("FAILED  chain: entry 2 does not follow from the one before it")),
                Arguments.of(
                        "an entry is there twice",
                        chain(lines -> lines.add(3, lines.get(2))),
                        List.of("FAILED  chain: entry 3 does not follow from the one before it")),
                Arguments.of(
                        "an entry is added that follows",
                        chain(VerifiedExportTest::append),
                        List.of("FAILED  chain: it does not end where the manifest says")),
                Arguments.of(
                        "the last entry has another number",
                        end(line -> line.replace("\"position\":5", "\"position\":7")),
                        List.of("FAILED  chain: entry 5 does not follow from the one before it")),
                Arguments.of(
                        "the last entry has something more",
                        end(line -> line.replace(",\"position\"", ",\"more\":1,\"position\"")),
                        List.of("FAILED  chain: entry 5 is none")),
                Arguments.of(
                        "the manifest tells of another length",
                        anew(files -> replace(files, "manifest.json", "\"entries\":6", "\"entries\":7")),
                        List.of("FAILED  chain: it does not end where the manifest says")),
                Arguments.of(
                        "the chain is one of something else",
                        anew(files -> {
                            var other = SomeExports.files(SomeExports.ofRun(Language.ENGLISH));
                            files.put(ExportLayout.CHAIN, other.get(ExportLayout.CHAIN));
                        }),
                        List.of("FAILED  chain: it begins as one of something else than the manifest says")),
                Arguments.of(
                        "an entry holds a name twice",
                        chain(lines -> lines.set(1, lines.get(1).replaceFirst("\\{", "{\"kind\":\"audit\","))),
                        List.of("FAILED  chain: entry 1 is not written as in an export")),
                Arguments.of(
                        "an entry is nested without end",
                        chain(lines -> lines.set(1, "[".repeat(500_000))),
                        List.of("FAILED  chain: entry 1 is not written as in an export")),
                Arguments.of(
                        "a line of the chain does not end",
                        chain(lines -> lines.set(1, "x".repeat(2 << 20))),
                        List.of("FAILED  chain: a line is longer than in any export")),
                Arguments.of(
                        "the last line is cut",
                        anew(files -> {
                            var chain = files.get(ExportLayout.CHAIN);
                            files.put(ExportLayout.CHAIN, Arrays.copyOf(chain, chain.length - 1));
                        }),
                        List.of("FAILED  chain: its last line is cut")));
    }

    private static Consumer<Map<String, byte[]>> change(Consumer<Map<String, byte[]>> change) {
        return change;
    }

    /// With all digests of files made anew.
    private static Consumer<Map<String, byte[]>> anew(Consumer<Map<String, byte[]>> change) {
        return change.andThen(SomeExports::makeAnew);
    }

    private static Consumer<Map<String, byte[]>> chain(Consumer<List<String>> change) {
        return anew(files -> {
            var lines = SomeExports.lines(files);
            change.accept(lines);
            SomeExports.put(files, lines);
        });
    }

    /// With the manifest's head made anew too.
    private static Consumer<Map<String, byte[]>> end(UnaryOperator<String> change) {
        return anew(files -> {
            var lines = SomeExports.lines(files);
            var last = lines.getLast();
            lines.set(5, change.apply(last));
            SomeExports.put(files, lines);
            replace(files, "manifest.json", digest(last), digest(lines.getLast()));
        });
    }

    private static String digest(String line) {
        return Sha256.hex(line.getBytes(StandardCharsets.UTF_8));
    }

    private static void replace(Map<String, byte[]> files, String name, String text, String by) {
        var before = new String(files.get(name), StandardCharsets.UTF_8);
        assertThat(before).contains(text);
        files.put(name, before.replace(text, by).getBytes(StandardCharsets.UTF_8));
    }

    private static void append(List<String> lines) {
        var last = lines.getLast();
        lines.add(last.replaceFirst("\"before\":\"\\w+\"", "\"before\":\"" + digest(last) + "\"")
                .replace("\"position\":5", "\"position\":6"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void a_change_is_named(String what, Consumer<Map<String, byte[]>> change, List<String> expected) {
        assertThat(verify(changed(change))).isEqualTo(Verdict.CHANGED);

        assertThat(said).as(what).containsAll(expected).endsWith("NOT VERIFIED: this is not what was exported.");
    }

    @Test
    void a_file_that_was_packed_by_another_program_is_another_file() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : SomeExports.files(EXPORT).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }

        assertThat(verify(out.toByteArray())).isEqualTo(Verdict.CHANGED);
        assertThat(said)
                .contains("FAILED  archive: a file in it is packed or locked: it is not the file that was exported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../run.json", "/etc/passwd", "folder/", "a\\b.json", "run.json\u0000", "r\u001b[2Jn.json", ""})
    void a_name_that_leads_elsewhere_or_draws_on_the_screen_is_refused(String name) {
        assertThat(verify(changed(files -> files.put(name, new byte[0])))).isEqualTo(Verdict.CHANGED);

        assertThat(said).contains("FAILED  archive: a file in it has a name that no export has");
    }

    @Test
    void two_files_of_one_name_are_refused() {
        var zip = changed(files -> files.put("run.jsoX", new byte[1]));
        var twice = new String(zip, StandardCharsets.ISO_8859_1)
                .replace("run.jsoX", "run.json")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(verify(twice)).isEqualTo(Verdict.CHANGED);
        assertThat(said).contains("FAILED  archive: it holds two files of one name");
    }

    @Test
    void what_lies_before_between_or_behind_the_files_is_seen() {
        var end = ByteBuffer.wrap(EXPORT).order(ByteOrder.LITTLE_ENDIAN).getInt(EXPORT.length - 22 + 16);

        assertThat(verify(with(EXPORT, EXPORT.length))).isEqualTo(Verdict.CHANGED);
        assertThat(verify(with(EXPORT, end))).isEqualTo(Verdict.CHANGED);
        assertThat(said).contains("FAILED  archive: something lies between its files");
        assertThat(verify(with(EXPORT, 0))).isEqualTo(Verdict.NOT_CHECKED);
    }

    private static byte[] with(byte[] zip, int at) {
        var more = new byte[zip.length + 10];
        Arrays.fill(more, (byte) 'x');
        System.arraycopy(zip, 0, more, 0, at);
        System.arraycopy(zip, at, more, at + 10, zip.length - at);
        return more;
    }

    @Test
    void a_byte_that_was_damaged_in_place_is_named_by_its_file() {
        var content = new String(EXPORT, StandardCharsets.ISO_8859_1);
        var zip = EXPORT.clone();
        zip[content.indexOf("\"attempt\"")] ^= 1;

        assertThat(verify(zip)).isEqualTo(Verdict.CHANGED);
        assertThat(said).contains("FAILED  archive: damaged: [run.json]");
    }

    @Test
    void what_is_larger_than_any_export_is_not_read() throws IOException {
        var large = folder.resolve("large.zip");
        try (var file = new RandomAccessFile(Files.write(large, EXPORT).toFile(), "rw")) {
            file.setLength((512L << 20) + 1);
        }

        assertThat(ExportVerifier.verify(large, null, said::add)).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(said).hasSize(1);
    }

    @Test
    void a_link_in_the_list_is_refused() {
        var zip = EXPORT.clone();
        var listed = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 22 + 16);
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(listed + 38, 0xA1FF << 16);

        assertThat(verify(zip)).isEqualTo(Verdict.CHANGED);
        assertThat(said).contains("FAILED  archive: its list of files is not of what lies in it");
    }

    @Test
    void more_files_than_any_export_has_are_not_read() {
        assertThat(verify(changed(files -> {
                    for (var i = 0; i < 100; i++) {
                        files.put("f" + i, new byte[0]);
                    }
                })))
                .isEqualTo(Verdict.CHANGED);

        assertThat(said).contains("FAILED  archive: it holds more files than any export");
    }

    @Test
    void no_byte_can_be_another_and_no_part_missing_unseen() {
        var digest = Sha256.hex(EXPORT);
        var random = new Random(1);
        for (var at = 0; at < EXPORT.length; at += 1 + random.nextInt(20)) {
            var other = EXPORT.clone();
            other[at] ^= (byte) (1 << random.nextInt(8));

            assertThat(verify(other, digest)).as("byte %d", at).isNotEqualTo(Verdict.WHOLE);
            assertThat(verify(Arrays.copyOf(EXPORT, at))).as("cut at %d", at).isNotEqualTo(Verdict.WHOLE);
        }
    }

    @Test
    void what_is_no_export_is_not_checked() {
        var pack = SomePacks.bytes(
                SomePacks.content(), new PackOrder(PackProfile.EXECUTIVE, PackFormat.ZIP, Language.ENGLISH));
        var later =
                changed(anew(files -> replace(files, "manifest.json", "\"schema_version\":1", "\"schema_version\":2")));

        assertThat(verify(new byte[0])).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(verify("text".repeat(100).getBytes(StandardCharsets.UTF_8))).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(verify(pack)).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(verify(later)).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(ExportVerifier.verify(folder, null, said::add)).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(ExportVerifier.verify(folder.resolve("gone"), null, said::add))
                .isEqualTo(Verdict.NOT_CHECKED);
    }

    @Test
    void a_pinned_input_that_is_another_is_seen_by_the_fingerprint() {
        var zip = changed(anew(files -> {
            files.put(
                    "review.json",
                    "{\"fingerprint\":\"%s\"}".formatted("0".repeat(64)).getBytes(StandardCharsets.UTF_8));
            files.put("fingerprint.json", "{}".getBytes(StandardCharsets.UTF_8));
        }));

        assertThat(verify(zip)).isEqualTo(Verdict.CHANGED);
        assertThat(said)
                .contains("FAILED  fingerprint: that of the review is not the digest of what it was composed from");
    }

    @Test
    void sha256sum_checks_the_files_and_a_line_of_the_chain() throws Exception {
        var unpacked = folder.resolve("unpacked");
        assumeThat(run("sha256sum", "--version").exit()).isZero();
        Files.createDirectory(unpacked);
        for (var file : SomeExports.files(EXPORT).entrySet()) {
            Files.write(unpacked.resolve(file.getKey()), file.getValue());
        }

        var checked = run("sh", "-c", "cd unpacked && sha256sum -c --strict SHA256SUMS");
        var line = run("sh", "-c", "cd unpacked && sed -n 1p chain.jsonl | tr -d '\\n' | sha256sum");

        assertThat(checked.exit()).as(checked.said()).isZero();
        assertThat(checked.said().lines()).hasSize(4).allMatch(it -> it.endsWith(": OK"));
        assertThat(SomeExports.lines(SomeExports.files(EXPORT)).get(1))
                .startsWith("{\"before\":\"" + line.said().substring(0, 64) + "\"");
        Files.writeString(unpacked.resolve("run.json"), "{}");
        assertThat(run("sh", "-c", "cd unpacked && sha256sum -c SHA256SUMS").exit())
                .isEqualTo(1);
    }

    @Test
    void the_command_of_the_jar_says_it_by_its_exit_code_and_starts_nothing() throws Exception {
        Files.write(folder.resolve("export.zip"), EXPORT);
        Files.write(folder.resolve("changed.zip"), changed(files -> files.remove("run.json")));

        var whole = command("export.zip", "sha256:" + Sha256.hex(EXPORT));
        var other = command("changed.zip");

        assertThat(whole.exit()).as(whole.said()).isZero();
        assertThat(whole.said().lines()).hasSize(8).last().asString().startsWith("VERIFIED");
        assertThat(other.exit()).isEqualTo(1);
        assertThat(command("gone.zip").exit()).isEqualTo(2);
        assertThat(command().said()).contains("Say which file");
    }

    private Ran command(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RuntruthApplication.class.getName(),
                "verify-export"));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private Ran run(String... command) throws Exception {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ran(process.exitValue(), text);
        } catch (IOException e) {
            return new Ran(-1, e.toString());
        }
    }

    private record Ran(int exit, String said) {}

    @ParameterizedTest
    @EnumSource(Language.class)
    void what_is_in_it_and_how_it_is_checked_stands_beside_it(Language language) {
        var files = SomeExports.files(SomeExports.ofRun(language));

        var readme = new String(files.get("README.txt"), StandardCharsets.UTF_8);

        assertThat(files.keySet())
                .containsExactly("README.txt", "run.json", "chain.jsonl", "manifest.json", "SHA256SUMS");
        assertThat(readme)
                .contains("\nrun.json: ", "\nchain.jsonl: ", "\nmanifest.json: ", "\nSHA256SUMS: ", "Olivia Owner")
                .contains("  sha256sum -c SHA256SUMS\n", "  java -jar runtruth.jar verify-export FILE.zip SHA-256\n")
                .contains("sed -n 1p chain.jsonl | tr -d '\\n' | sha256sum")
                .doesNotContain("export.readme", "{0}");
    }

    @Test
    void the_chain_tells_what_happened_in_its_order_without_addresses() {
        var lines = SomeExports.lines(SomeExports.files(EXPORT));

        assertThat(lines)
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"kind\":\"subject\""),
                        line -> assertThat(line).contains("\"event\":\"dispatched\""),
                        line -> assertThat(line).contains("\"event\":\"joined\"", "\"request\":\"r2\""),
                        line -> assertThat(line).contains("\"action\":\"run.joined\"", "\"share\":\"0.5\""),
                        line -> assertThat(line).contains("\"event\":\"picked_up\""),
                        line -> assertThat(line).contains("\"event\":\"completed\""));
        assertThat(String.join("", lines)).doesNotContain("10.0.0.1");
    }

    @Test
    void a_part_that_would_be_too_long_keeps_what_is_newest_and_says_so() {
        var run = RunRowBuilder.aRun().ended(RunOutcome.SUCCEEDED).row();
        var events = Stream.iterate(0L, it -> it + 1)
                .limit(ChainEntries.MOST + 1L)
                .map(it -> SomeExports.event(run.id(), it, EventKind.JOINED))
                .toList();

        var entries = new ChainEntries(events, List.of(run), List.of());

        assertThat(entries.isComplete()).isFalse();
        var chain = entries.chain(Map.of());
        assertThat(chain.length()).isEqualTo(ChainEntries.MOST + 1);
        assertThat(new String(chain.bytes(), StandardCharsets.UTF_8))
                .doesNotContain("\"r0\"")
                .contains("\"r5000\"");
    }
}
