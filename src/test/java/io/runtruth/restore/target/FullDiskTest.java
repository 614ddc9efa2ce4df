package io.runtruth.restore.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runtruth.restore.ContentDigest;
import io.runtruth.restore.DocumentPath;
import io.runtruth.restore.target.ConfigurationTarget.Put;
import io.runtruth.restore.target.ConfigurationTarget.PutMark;
import io.runtruth.testing.TestTargets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk of 2 MiB that fills up; where this process may mount one.
@Tag("faults")
class FullDiskTest {

    @TempDir
    private Path root;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(ran("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", root.toString()));
        Files.createDirectories(root.resolve("w/e"));
    }

    @AfterEach
    void unmount() throws Exception {
        ran("umount", root.toString());
    }

    @Test
    void what_finds_no_room_is_as_it_was_and_what_did_is_whole() throws Exception {
        var home = root.resolve("w/e");
        var large = "\"" + "x".repeat(300_000) + "\"";
        for (int i = 0; i < 10; i++) {
            TestTargets.write(home, i + ".json", "1");
        }
        var told = new ArrayList<String>();
        try (var target = DirectoryTarget.open(root, List.of("w", "e"), "place")) {
            for (int i = 0; i < 10; i++) {
                told.add(put(target, i + ".json", large));
            }
            assertThat(put(target, "small.json", "2")).as("what still fits").isEqualTo("APPLIED");
        }

        assertThat(told).contains("APPLIED", "NO_ROOM").hasSize(10);
        var all = TestTargets.all(home);
        for (int i = 0; i < 10; i++) {
            assertThat(all.get(i + ".json").equals(told.get(i).equals("APPLIED") ? large : "1"))
                    .as(i + " " + told.get(i))
                    .isTrue();
        }
        assertThat(all).as("and nothing is left over").hasSize(11);
    }

    private static String put(ConfigurationTarget target, String path, String wanted) {
        try {
            var before = path.equals("small.json") ? null : ContentDigest.of("1".getBytes(StandardCharsets.UTF_8));
            Put put = target.put(
                    new DocumentPath(path), before, wanted.getBytes(StandardCharsets.UTF_8), new PutMark("mark", 1));
            return put.name();
        } catch (TargetFault e) {
            return e.kind().name();
        }
    }

    private static boolean ran(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
