package io.runtruth.restore.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.restore.ContentDigest;
import io.runtruth.restore.DocumentPath;
import io.runtruth.restore.target.ConfigurationTarget.Put;
import io.runtruth.restore.target.ConfigurationTarget.PutMark;
import io.runtruth.restore.target.TargetFault.FaultKind;
import io.runtruth.testing.TestTargets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTargetTest {

    private static final PutMark MARK = new PutMark("mark", 1);

    @TempDir
    private Path root;

    @TempDir
    private Path elsewhere;

    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectories(root.resolve("w/e"));
    }

    @Test
    void documents_are_found_wherever_they_lie_and_nothing_else_is() throws Exception {
        TestTargets.write(home, "a.json", "1");
        TestTargets.write(home, "sub/deep/b.JSON", "2");
        TestTargets.write(home, "readme.md", "x");
        TestTargets.write(home, ".git/config.json", "x");
        TestTargets.write(home, ".runtruth-x.part", "x");

        assertThat(found()).containsExactlyEntriesOf(new TreeMap<>(Map.of("a.json", "1", "sub/deep/b.JSON", "2")));
    }

    @Test
    void a_link_is_not_followed_but_told_of_wherever_it_leads() throws Exception {
        TestTargets.write(elsewhere, "secret.json", "1");
        Files.createSymbolicLink(home.resolve("out"), elsewhere);

        assertFault(this::found, FaultKind.LINK, "out");

        Files.delete(home.resolve("out"));
        Files.createSymbolicLink(home.resolve("out.json"), elsewhere.resolve("secret.json"));

        assertFault(this::found, FaultKind.LINK, "out.json");
        assertFault(() -> put("out.json", null, "2"), FaultKind.LINK, "out.json");
        assertThat(TestTargets.all(elsewhere)).isEqualTo(Map.of("secret.json", "1"));
    }

    @Test
    void a_target_that_is_a_link_or_not_there_can_not_be_opened() throws Exception {
        Files.createSymbolicLink(root.resolve("w/link"), elsewhere);
        Files.writeString(root.resolve("w/file"), "x");

        assertFault(() -> open("link"), FaultKind.LINK, "place");
        assertFault(() -> open("none"), FaultKind.MISSING, "place");
        assertFault(() -> open("file"), FaultKind.FOLDER, "place");
    }

    @Test
    void a_root_may_be_a_link_itself() throws Exception {
        var link = Files.createSymbolicLink(elsewhere.resolve("root"), root);

        try (var target = DirectoryTarget.open(link, List.of("w", "e"), "place")) {
            assertThat(target.put(path("a.json"), null, bytes("1"), MARK)).isEqualTo(Put.APPLIED);
        }
        assertThat(TestTargets.all(home)).isEqualTo(Map.of("a.json", "1"));
    }

    @Test
    void a_document_is_written_also_in_folders_that_were_not_there() throws Exception {
        assertThat(put("a/b/c.json", null, "1")).isEqualTo(Put.APPLIED);
        assertThat(put("a/b/d.json", null, "2")).isEqualTo(Put.APPLIED);

        assertThat(TestTargets.all(root)).isEqualTo(Map.of("w/e/a/b/c.json", "1", "w/e/a/b/d.json", "2"));
        assertThat(Files.list(root)).containsExactly(root.resolve("w"));
    }

    @Test
    void a_document_keeps_the_mode_of_the_one_it_replaces() throws Exception {
        TestTargets.write(home, "a.json", "1");
        Files.setPosixFilePermissions(home.resolve("a.json"), PosixFilePermissions.fromString("rw-r-----"));

        assertThat(put("a.json", "1", "2")).isEqualTo(Put.APPLIED);

        assertThat(Files.readString(home.resolve("a.json"))).isEqualTo("2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("a.json"))))
                .isEqualTo("rw-r-----");
    }

    @Test
    void one_that_somebody_else_changed_made_or_removed_is_left_as_it_is() throws Exception {
        TestTargets.write(home, "a.json", "theirs");

        assertThat(put("a.json", "1", "2")).isEqualTo(Put.CHANGED);
        assertThat(put("a.json", null, "2")).isEqualTo(Put.CHANGED);
        assertThat(put("gone.json", "1", "2")).isEqualTo(Put.CHANGED);
        assertThat(put("gone/too.json", "1", "2")).isEqualTo(Put.CHANGED);

        assertThat(TestTargets.all(home)).isEqualTo(Map.of("a.json", "theirs"));
    }

    @Test
    void one_that_is_as_wanted_already_is_not_written_again() throws Exception {
        TestTargets.write(home, "a.json", "2");
        var before = Files.readAttributes(home.resolve("a.json"), "unix:ino").get("ino");

        assertThat(put("a.json", "1", "2")).isEqualTo(Put.ALREADY);

        assertThat(Files.readAttributes(home.resolve("a.json"), "unix:ino").get("ino"))
                .isEqualTo(before);
    }

    @Test
    void one_that_nobody_is_to_write_is_not_written() throws Exception {
        TestTargets.write(home, "a.json", "1");
        Files.setPosixFilePermissions(home.resolve("a.json"), PosixFilePermissions.fromString("r--r--r--"));

        assertFault(() -> put("a.json", "1", "2"), FaultKind.READ_ONLY, "a.json");

        assertThat(TestTargets.all(home)).isEqualTo(Map.of("a.json", "1"));
    }

    @Test
    void a_file_in_the_place_of_a_folder_and_a_folder_in_that_of_a_file_are_told() throws Exception {
        TestTargets.write(home, "a", "x");
        Files.createDirectories(home.resolve("b.json"));

        assertFault(() -> put("a/b.json", null, "1"), FaultKind.FOLDER, "a/b.json");
        assertFault(() -> put("b.json", null, "1"), FaultKind.FOLDER, "b.json");
    }

    @Test
    void what_an_interrupted_try_has_left_is_gone_after_the_next() throws Exception {
        TestTargets.write(home, ".runtruth-mark-1.part", "half");
        TestTargets.write(home, ".runtruth-mark-2.part", "half");

        try (var target = open("e")) {
            assertThat(target.put(path("a.json"), null, bytes("1"), new PutMark("mark", 3)))
                    .isEqualTo(Put.APPLIED);
        }

        assertThat(TestTargets.all(home)).isEqualTo(Map.of("a.json", "1"));
    }

    @Test
    void an_earlier_attempt_leaves_what_a_later_one_is_writing() throws Exception {
        TestTargets.write(home, ".runtruth-mark-2.part", "half");

        assertThat(put("a.json", null, "1")).isEqualTo(Put.APPLIED);

        assertThat(TestTargets.all(home)).isEqualTo(Map.of("a.json", "1", ".runtruth-mark-2.part", "half"));
    }

    /// Two attempts put the same document over and over, the older one with another content, so that a torn or
    /// doubled write would show.
    @Test
    void an_attempt_whose_part_was_taken_away_stops_and_no_document_is_ever_torn() throws Exception {
        var large = "x".repeat(1 << 20);
        var isOver = new AtomicBoolean();
        var remover = Thread.ofPlatform().start(() -> {
            while (!isOver.get()) {
                home.resolve(".runtruth-mark-1.part").toFile().delete();
            }
        });
        int stopped = 0;
        try (var target = open("e")) {
            for (int i = 0; i < 200; i++) {
                try {
                    target.put(path(i + ".json"), null, bytes(large), MARK);
                } catch (TargetFault e) {
                    stopped++;
                    assertThat(home.resolve(i + ".json")).doesNotExist();
                }
            }
        } finally {
            isOver.set(true);
            remover.join();
        }

        assertThat(stopped).isPositive();
        assertThat(TestTargets.all(home).values()).allMatch(large::equals);
    }

    @Test
    void an_open_target_stays_in_its_folder_whatever_takes_its_place() throws Exception {
        TestTargets.write(home, "a.json", "1");
        try (var target = open("e")) {
            Files.move(home, root.resolve("w/moved"));
            Files.createSymbolicLink(home, elsewhere);

            assertThat(target.put(path("a.json"), digest("1"), bytes("2"), MARK))
                    .isEqualTo(Put.APPLIED);
            assertThat(target.put(path("sub/b.json"), null, bytes("2"), MARK)).isEqualTo(Put.APPLIED);
        }

        assertThat(TestTargets.all(elsewhere)).isEmpty();
        assertThat(TestTargets.all(root.resolve("w/moved"))).containsOnlyKeys("a.json", "sub/b.json");
    }

    /// Somebody swaps a folder with a link that leads out, as fast as they can, while documents are written.
    @Test
    void nothing_is_ever_written_outside_while_folders_are_swapped_with_links() throws Exception {
        Files.createDirectories(home.resolve("sub"));
        var link = Files.createSymbolicLink(root.resolve("w/link"), elsewhere);
        var isOver = new AtomicBoolean();
        var swapper = Thread.ofPlatform().start(() -> {
            while (!isOver.get()) {
                try {
                    Files.move(home.resolve("sub"), root.resolve("w/sub"));
                    Files.move(link, home.resolve("sub"));
                    Thread.onSpinWait();
                    Files.move(home.resolve("sub"), link);
                    Files.move(root.resolve("w/sub"), home.resolve("sub"));
                } catch (IOException e) {
                    // the target made the folder anew meanwhile
                    try {
                        if (Files.isDirectory(root.resolve("w/sub"))) {
                            Files.move(home.resolve("sub"), elsewhere.resolveSibling("kept" + System.nanoTime()));
                            Files.move(root.resolve("w/sub"), home.resolve("sub"));
                        }
                    } catch (IOException _) {
                        // tried again
                    }
                }
            }
        });
        int refused = 0;
        try (var target = open("e")) {
            for (int i = 0; i < 3_000; i++) {
                try {
                    target.put(path("sub/" + i + ".json"), null, bytes("x"), new PutMark("mark" + i, 1));
                } catch (TargetFault e) {
                    refused++;
                }
            }
        } finally {
            isOver.set(true);
            swapper.join();
        }

        assertThat(TestTargets.all(elsewhere)).isEmpty();
        assertThat(refused).as("writes that met the link").isPositive();
    }

    @Test
    void what_can_not_be_written_leaves_no_folder_open() throws Exception {
        TestTargets.write(home, "sub/deep/file", "x");
        Files.createSymbolicLink(home.resolve("sub/deep/link"), elsewhere);
        try (var target = open("e")) {
            long before = descriptors();
            for (int i = 0; i < 1_000; i++) {
                for (var path : List.of("sub/deep/file/a.json", "sub/deep/link/a.json")) {
                    assertThatThrownBy(() -> target.put(path(path), null, bytes("1"), MARK))
                            .isInstanceOf(TargetFault.class);
                }
                assertThat(target.put(path("sub/none/a.json"), "sha256:0", bytes("1"), MARK))
                        .isEqualTo(Put.CHANGED);
            }

            assertThat(descriptors()).isLessThan(before + 100);
        }
    }

    private static long descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void settling_fails_where_the_folder_that_was_written_is_gone_or_a_link() throws Exception {
        try (var target = open("e")) {
            target.put(path("a/b.json"), null, bytes("1"), MARK);
            Files.move(home.resolve("a"), elsewhere.resolve("a"));
            assertFault(target::settle, FaultKind.FOLDER, "a");

            target.put(path("c/b.json"), null, bytes("1"), MARK);
            Files.move(home.resolve("c"), elsewhere.resolve("c"));
            Files.createSymbolicLink(home.resolve("c"), elsewhere);
            assertFault(target::settle, FaultKind.LINK, "c");

            target.settle();
        }
    }

    @Test
    void settling_does_no_harm() throws Exception {
        try (var target = open("e")) {
            target.put(path("a/b.json"), null, bytes("1"), MARK);
            target.put(path("c.json"), null, bytes("1"), MARK);
            target.settle();
            target.settle();
        }
    }

    @Test
    void a_document_is_read_by_its_path_and_a_missing_one_is_none() throws Exception {
        TestTargets.write(home, "sub/a.json", "1");

        try (var target = open("e")) {
            assertThat(target.read(path("sub/a.json"))).hasValue(bytes("1"));
            assertThat(target.read(path("sub/b.json"))).isEmpty();
            assertThat(target.read(path("none/b.json"))).isEmpty();
        }
    }

    @Test
    void each_document_is_looked_for_and_a_link_or_a_folder_in_its_place_is_none() throws Exception {
        TestTargets.write(home, "a.json", "1");
        TestTargets.write(home, "folder.json/x.json", "1");
        Files.createSymbolicLink(home.resolve("link.json"), elsewhere.resolve("secret.json"));
        Files.write(home.resolve("large.json"), new byte[(4 << 20) + 1]);
        var looked = new TreeMap<String, Boolean>();

        try (var target = open("e")) {
            target.readEach(
                    List.of(
                            path("a.json"),
                            path("folder.json"),
                            path("gone.json"),
                            path("large.json"),
                            path("link.json")),
                    (path, content) -> looked.put(path.text(), content.isPresent()));
        }

        assertThat(looked)
                .isEqualTo(Map.of("a.json", true, "folder.json", false, "gone.json", false, "link.json", false));
    }

    @Test
    void work_that_is_interrupted_says_nothing_of_the_target() throws Exception {
        TestTargets.write(home, "a.json", "1");
        try (var target = open("e")) {
            Thread.currentThread().interrupt();

            assertFault(() -> target.put(path("a.json"), digest("1"), bytes("2"), MARK), FaultKind.STOPPED, "a.json");
            assertFault(() -> target.readEach(List.of(path("a.json")), (_, _) -> {}), FaultKind.STOPPED, "a.json");
        } finally {
            Thread.interrupted();
        }
    }

    private static void assertFault(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, FaultKind kind, String at) {
        assertThatThrownBy(call).isInstanceOfSatisfying(TargetFault.class, fault -> {
            assertThat(fault.kind()).isEqualTo(kind);
            assertThat(fault.at()).isEqualTo(at);
        });
    }

    private Map<String, String> found() throws TargetFault {
        var found = new TreeMap<String, String>();
        try (var target = open("e")) {
            target.readAll((path, content) -> found.put(path.text(), new String(content, StandardCharsets.UTF_8)));
        }
        return found;
    }

    private Put put(String path, String before, String wanted) throws TargetFault {
        try (var target = open("e")) {
            return target.put(path(path), before == null ? null : digest(before), bytes(wanted), MARK);
        }
    }

    private ConfigurationTarget open(String name) throws TargetFault {
        return DirectoryTarget.open(root, List.of("w", name), "place");
    }

    private static DocumentPath path(String text) {
        return new DocumentPath(text);
    }

    private static String digest(String text) {
        return ContentDigest.of(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
