package io.runtruth.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.shared.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path parent;

    @Test
    void a_second_copy_on_the_same_folder_is_refused_in_one_sentence() throws IOException {
        var folder = DataFolder.open(parent.resolve("data"));
        try (var _ = folder.lock()) {

            assertThatThrownBy(() -> DataFolder.open(parent.resolve("data")).lock())
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining(folder.path().toString())
                    .hasMessageContaining("RUNTRUTH_DATA_DIR and SERVER_PORT");
        }
    }

    @Test
    void a_folder_that_its_own_process_opens_again_stays_closed_to_others() throws Exception {
        var path = parent.resolve("data");
        try (var _ = DataFolder.open(path).lock()) {
            assertThat(tryInAnotherProcess(path)).isEqualTo(OtherCopy.REFUSED);

            DataFolder.open(path).secret("one");

            assertThat(tryInAnotherProcess(path)).isEqualTo(OtherCopy.REFUSED);
        }
        assertThat(tryInAnotherProcess(path)).isEqualTo(OtherCopy.LOCKED);
    }

    @Test
    void a_folder_is_free_again_when_its_copy_has_ended() throws IOException {
        var folder = DataFolder.open(parent.resolve("data"));
        folder.lock().close();

        try (var lock = folder.lock()) {
            assertThat(lock.isOpen()).isTrue();
        }
    }

    @Test
    void a_secret_is_made_once_and_differs_from_others() throws IOException {
        var folder = DataFolder.open(parent.resolve("data"));

        var secret = folder.secret("one");

        assertThat(secret).as("128 bits or more, of 5 bits each").matches("[a-z2-9]{26}");
        assertThat(DataFolder.open(parent.resolve("data")).secret("one")).isEqualTo(secret);
        assertThat(folder.secret("two")).isNotEqualTo(secret);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void only_the_owner_may_read_the_folder_and_its_secrets() throws IOException {
        var folder = DataFolder.open(parent.resolve("data"));
        folder.secret("one");

        assertThat(permissions(folder.path())).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("one"))).isEqualTo("rw-------");
    }

    @Test
    void a_password_that_people_type_is_shorter_and_kept_too() throws IOException {
        var folder = DataFolder.open(parent.resolve("data"));

        assertThat(folder.password("typed")).matches("[a-z2-9]{16}").isEqualTo(folder.password("typed"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void rights_of_others_that_were_left_in_the_folder_are_taken_away() throws IOException {
        var path = Files.createDirectory(parent.resolve("data"), mode("rwxr-xr-x"));
        Files.createDirectory(path.resolve("uploads"), mode("rwxr-xr-x"));
        Files.createFile(path.resolve("postgres-port"), mode("rw-r--r--"));

        try (var _ = DataFolder.open(path).lock()) {
            assertThat(permissions(path)).isEqualTo("rwx------");
            assertThat(permissions(path.resolve("uploads"))).isEqualTo("rwx------");
            assertThat(permissions(path.resolve("postgres-port"))).isEqualTo("rw-------");
            assertThat(permissions(path.resolve("lock"))).isEqualTo("rw-------");
        }
    }

    @Test
    void a_folder_that_cannot_be_made_is_refused_in_one_sentence() throws IOException {
        var file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("RUNTRUTH_DATA_DIR");
    }

    private static int tryInAnotherProcess(Path path) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherCopy.class.getName(),
                        path.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /// A process of its own: within one, a lock is known without asking the system.
    static final class OtherCopy {

        static final int LOCKED = 10;
        static final int REFUSED = 11;

        static void main(String... arguments) {
            System.exit(DataFolder.open(Path.of(arguments[0])).tryLock().isPresent() ? LOCKED : REFUSED);
        }
    }
}
