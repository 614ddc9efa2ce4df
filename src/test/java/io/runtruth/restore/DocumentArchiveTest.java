package io.runtruth.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.restore.HostileArchives.Said;
import io.runtruth.shared.Problem;
import io.runtruth.testing.TestTargets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Archives as people make them, and as nobody means well with (contract 12).
class DocumentArchiveTest {

    @TempDir
    private Path folder;

    @Test
    void documents_are_read_in_their_own_bytes_and_what_systems_put_beside_them_is_not() throws IOException {
        var read = read(TestTargets.zip(
                "a.json", "{ \"a\": 1 }\r\n",
                "sub/", "",
                "sub/ä.json", "[]",
                "__MACOSX/._a.json", "\u0000\u0001",
                ".DS_Store", "x",
                ".git/config", "x"));

        assertThat(read)
                .containsExactlyEntriesOf(new TreeMap<>(Map.of("a.json", "{ \"a\": 1 }\r\n", "sub/ä.json", "[]")));
    }

    @Test
    void names_with_the_separators_of_another_system_are_paths_too() throws IOException {
        assertThat(read(new HostileArchives().add("sub\\a.json", "1").bytes())).containsOnlyKeys("sub/a.json");
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd.json,snapshot.path_traversal",
        "a/../../b.json,snapshot.path_traversal",
        "..\\..\\b.json,snapshot.path_traversal",
        ".hidden/../../b.json,snapshot.path_traversal",
        "../out/,snapshot.path_traversal",
        "/etc/a.json,snapshot.path_absolute",
        "\\\\host\\share\\a.json,snapshot.path_absolute",
        "C:\\a.json,snapshot.path_absolute",
        "NUL.json,snapshot.path_reserved",
        "readme.txt,snapshot.path_no_document"
    })
    void a_name_that_leads_elsewhere_is_refused_with_the_whole(String name, String code) {
        assertRefused(new HostileArchives().add("good.json", "1").add(name, name.endsWith("/") ? "" : "1"), code);
    }

    @Test
    void a_link_a_pipe_and_a_device_are_refused() {
        for (int mode : new int[] {0120777, 0010644, 0020644, 0060644, 0140644}) {
            var said = new Said("a.json", "/etc/passwd");
            said.mode = mode;

            assertRefused(new HostileArchives().add(said), "snapshot.link");
        }
    }

    @Test
    void two_entries_of_one_name_are_refused_also_where_they_differ_in_case_or_composition_only() {
        assertRefused(new HostileArchives().add("a.json", "1").add("a.json", "2"), "snapshot.twins");
        assertRefused(new HostileArchives().add("a.json", "1").add("A.JSON", "2"), "snapshot.twins");
        assertRefused(new HostileArchives().add("\u00E4.json", "1").add("a\u0308.json", "2"), "snapshot.twins");
        assertRefused(new HostileArchives().add("a.json", "1").add("A.json/b.json", "2"), "snapshot.twins");
        assertRefused(new HostileArchives().add("A.json/b.json", "2").add("a.json", "1"), "snapshot.twins");
    }

    @Test
    void what_is_locked_is_refused() {
        var said = new Said("a.json", "1");
        said.flags |= 1;

        assertRefused(new HostileArchives().add(said), "snapshot.locked");
    }

    @Test
    void a_name_that_is_another_in_its_own_place_is_refused() {
        var said = new Said("a.json", "1");
        said.localName = "b.json";

        assertRefused(new HostileArchives().add(said), "snapshot.zip_unreadable");
    }

    @Test
    void a_size_or_a_sum_that_is_a_lie_is_refused() {
        var smaller = new Said("a.json", "[" + "0,".repeat(1_000) + "0]");
        smaller.bytes = 10L;
        var larger = new Said("a.json", "1");
        larger.bytes = 10L;
        var other = new Said("a.json", "1");
        other.crc = 7;

        assertRefused(new HostileArchives().add(smaller), "snapshot.zip_unreadable");
        assertRefused(new HostileArchives().add(larger), "snapshot.zip_unreadable");
        assertRefused(new HostileArchives().add(other), "snapshot.zip_unreadable");
    }

    @Test
    void ten_gigabytes_of_zeros_are_refused_before_any_of_them_is_unpacked() {
        var huge = new Said("a.json", "1");
        huge.bytes = 0xFFFF_FFF0L;
        var many = new HostileArchives();
        var four = " ".repeat((4 << 20) - 1) + "1";
        for (int i = 0; i < 63; i++) {
            many.add(i + ".json", four);
        }

        assertRefused(new HostileArchives().add(huge), "snapshot.document_large");
        assertRefused(many, "snapshot.packed_too_small");
    }

    @Test
    void entries_that_share_their_bytes_are_refused() {
        var archive = new HostileArchives().add("0.json", "[" + "0,".repeat(500) + "0]");
        for (int i = 1; i < 50; i++) {
            var again = new Said(i + ".json", "[" + "0,".repeat(500) + "0]");
            again.at = 0;
            archive.add(again);
        }

        assertRefused(archive, "snapshot.zip_unreadable");
    }

    @Test
    void a_million_entries_are_refused_before_they_are_read() throws IOException {
        var archive = new HostileArchives();
        for (int i = 0; i < 60_000; i++) {
            archive.add("d" + i + "/", "");
        }

        assertThatThrownBy(() -> read(archive.bytes())).hasMessage("snapshot.too_many");
        assertThatThrownBy(() -> read(new HostileArchives().add("a.json", "1").bytes(0xFFFF)))
                .hasMessage("snapshot.too_many");
    }

    @Test
    void more_documents_than_a_set_has_are_refused() {
        var archive = new HostileArchives();
        for (int i = 0; i <= DocumentSet.MOST; i++) {
            archive.add(i + ".json", "");
        }

        assertRefused(archive, "snapshot.too_many");
    }

    @Test
    void what_is_no_zip_or_broken_off_is_refused() {
        var whole = new HostileArchives().add("a.json", "1").add("b.json", "2").bytes();

        assertThatThrownBy(() -> read("{}".getBytes(StandardCharsets.UTF_8))).hasMessage("snapshot.no_zip");
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1))).hasMessage("snapshot.no_zip");
        assertThatThrownBy(() -> read(Arrays.copyOfRange(whole, 5, whole.length)))
                .isInstanceOf(Problem.InvalidInput.class);
        assertThatThrownBy(() -> read(new HostileArchives().add("a.json", "1").bytes(2)))
                .hasMessage("snapshot.zip_unreadable");
        assertThatThrownBy(() -> read(new HostileArchives().add("a.json", "1").bytes(0)))
                .hasMessage("snapshot.zip_unreadable");
        assertThatThrownBy(() -> read(new HostileArchives().bytes())).hasMessage("snapshot.empty");
    }

    /// Whatever single byte is another, it is read as it was meant, or refused in plain words.
    @Test
    void no_single_byte_that_is_changed_ends_in_anything_but_an_answer() throws IOException {
        var whole = new HostileArchives()
                .add("a.json", "{\"a\":1}")
                .add("sub/b.json", "[1,2,3]")
                .bytes();
        for (int at = 0; at < whole.length; at++) {
            for (int flip : new int[] {1, 0x80, 0xFF}) {
                var changed = whole.clone();
                changed[at] ^= (byte) flip;
                try {
                    read(changed);
                } catch (Problem.InvalidInput _) {
                    // an answer
                }
            }
        }
    }

    private void assertRefused(HostileArchives archive, String code) {
        assertThatThrownBy(() -> read(archive.bytes()))
                .isInstanceOf(Problem.InvalidInput.class)
                .hasMessage(code);
    }

    private Map<String, String> read(byte[] archive) throws IOException {
        var file = Files.write(folder.resolve("archive.zip"), archive);
        var read = new TreeMap<String, String>();
        try (var opened = DocumentArchive.open(file)) {
            opened.read(
                    new DocumentSet(),
                    (path, content) -> read.put(path.text(), new String(content, StandardCharsets.UTF_8)));
        }
        return read;
    }
}
