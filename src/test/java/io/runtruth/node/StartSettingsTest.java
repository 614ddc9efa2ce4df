package io.runtruth.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tests of this project run where no file of settings is.
class StartSettingsTest {

    @AfterEach
    void clear() {
        System.clearProperty("runtruth.dataDir");
    }

    @Test
    void the_data_folder_is_the_usual_one_where_nobody_says_another() {
        assertThat(StartSettings.quick("--server.port=8121")).contains(Path.of("data"));
    }

    @Test
    void an_argument_says_the_data_folder_before_a_property_of_the_jvm() {
        System.setProperty("runtruth.dataDir", "/of/the/jvm");

        assertThat(StartSettings.quick()).contains(Path.of("/of/the/jvm"));
        assertThat(StartSettings.quick("--runtruth.data-dir=/of/the=call")).contains(Path.of("/of/the=call"));
    }

    @Test
    void where_files_say_the_data_folder_spring_reads_them(@TempDir Path files) throws IOException {
        Files.writeString(files.resolve("application.properties"), "runtruth.data-dir=/of/the/file");

        assertThat(StartSettings.quick("--spring.config.additional-location=" + files + "/"))
                .contains(Path.of("/of/the/file"));
    }

    @Test
    void files_of_settings_are_those_that_spring_looks_for(@TempDir Path folder) throws IOException {
        assertThat(StartSettings.hasFiles(folder.toFile())).isFalse();

        var file = Files.createFile(folder.resolve("application-demo.yaml"));
        assertThat(StartSettings.hasFiles(folder.toFile())).isTrue();

        Files.delete(file);
        Files.createDirectory(folder.resolve("config"));
        assertThat(StartSettings.hasFiles(folder.toFile())).isTrue();
    }

    /// It is read later than anything here could look at it.
    @Test
    void where_json_may_say_it_there_is_no_quick_start() {
        assertThat(StartSettings.quick("--spring.application.json={}")).isEmpty();
    }

    @Test
    void who_wants_no_quick_start_has_none() {
        assertThat(StartSettings.quick("--runtruth.quick-start=off")).isEmpty();
        assertThat(StartSettings.quick("--runtruth.quick-start=true")).contains(Path.of("data"));
    }
}
