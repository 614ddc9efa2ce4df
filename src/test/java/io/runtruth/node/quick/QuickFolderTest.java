package io.runtruth.node.quick;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.node.embedded.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickFolderTest {

    @TempDir
    private Path data;

    private QuickFolder folder;
    private Path part;

    @BeforeEach
    void made() throws IOException {
        folder = QuickFolder.of(data, jar("build.jar", "one"));
        DataFolder.open(folder.path().resolve("lib"));
        DataFolder.open(folder.path());
        part = Files.writeString(folder.path().resolve("lib/part.jar"), "part");
        Files.writeString(folder.cache(), "cache");
        folder.finish();
    }

    @Test
    void one_that_is_as_it_was_made_is_ready() throws IOException {
        assertThat(folder.isReady()).isTrue();
    }

    @Test
    void one_that_was_never_finished_is_not() throws IOException {
        folder.forget();

        assertThat(folder.isReady()).isFalse();
    }

    @Test
    void one_with_a_shorter_file_is_not() throws IOException {
        var time = Files.getLastModifiedTime(part);
        Files.writeString(part, "par");
        Files.setLastModifiedTime(part, time);

        assertThat(folder.isReady()).isFalse();
    }

    @Test
    void one_with_a_file_of_another_time_is_not() throws IOException {
        Files.setLastModifiedTime(part, FileTime.fromMillis(1));

        assertThat(folder.isReady()).isFalse();
    }

    @Test
    void one_that_lacks_a_file_or_has_one_more_is_not() throws IOException {
        var more = Files.writeString(folder.path().resolve("lib/more.jar"), "more");
        assertThat(folder.isReady()).isFalse();

        Files.delete(more);
        Files.delete(part);
        assertThat(folder.isReady()).isFalse();
    }

    @Test
    void one_that_others_may_write_is_not() throws IOException {
        Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwxrwx---"));

        assertThat(folder.isReady()).isFalse();
    }

    @Test
    void another_content_of_the_same_size_and_time_has_another_folder() throws IOException {
        var time = Files.getLastModifiedTime(data.resolve("build.jar"));
        var other = jar("build.jar", "two");
        Files.setLastModifiedTime(other, time);

        assertThat(QuickFolder.of(data, other)).isNotEqualTo(folder);
        assertThat(folder.isOf(other)).isFalse();
    }

    @Test
    void the_same_content_elsewhere_has_the_same_folder() throws IOException {
        assertThat(QuickFolder.of(data, jar("moved.jar", "one"))).isEqualTo(folder);
    }

    @Test
    void a_jar_in_such_a_folder_is_known_by_its_place() {
        assertThat(QuickFolder.around(folder.jar())).contains(folder);
        assertThat(QuickFolder.around(Path.of("runtruth.jar"))).isEmpty();
        assertThat(QuickFolder.around(folder.path().resolve("other.jar"))).isEmpty();
    }

    @Test
    void one_that_a_process_runs_from_is_not_removed() throws Exception {
        var user = new ProcessBuilder(
                        CommandLine.program(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        User.class.getName(),
                        folder.path().toString())
                .start();
        user.inputReader().readLine();

        assertThat(folder.remove()).isFalse();
        assertThat(folder.isReady()).isTrue();

        user.outputWriter().close();
        user.waitFor();
        assertThat(folder.remove()).isTrue();
        assertThat(folder.path()).doesNotExist();
    }

    /// Uses a folder, says so, and ends when nobody writes to it any more.
    static final class User {

        public static void main(String[] arguments) throws IOException {
            try (var _ = new QuickFolder(Path.of(arguments[0])).use()) {
                System.out.println("in use");
                System.in.read();
            }
        }
    }

    private Path jar(String name, String content) throws IOException {
        var jar = data.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            var entry = new ZipEntry("entry");
            entry.setLastModifiedTime(FileTime.fromMillis(0));
            zip.putNextEntry(entry);
            zip.write(content.getBytes());
            zip.closeEntry();
        }
        return jar;
    }
}
