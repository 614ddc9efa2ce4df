package io.runtruth.node.quick;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes.Name;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {

    @TempDir
    private Path folder;

    @Test
    void a_jar_that_is_none_of_jars_starts_as_it_is_and_looks_for_no_data_folder() throws Exception {
        var process = new ProcessBuilder(CommandLine.program(), "-jar", jar().toString()).start();

        assertThat(process.inputReader().lines()).containsExactly("started");
        assertThat(process.waitFor()).isZero();
    }

    static final class Start {

        public static void main(String[] arguments) {
            QuickStart.of(() -> {
                System.out.println("looked for a data folder");
                return Optional.empty();
            });
            System.out.println("started");
        }
    }

    /// Of nothing but where the classes of this test are.
    private Path jar() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Name.MAIN_CLASS, Start.class.getName());
        manifest.getMainAttributes()
                .put(
                        Name.CLASS_PATH,
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(place -> Path.of(place).toUri().toString())
                                .collect(Collectors.joining(" ")));
        var jar = folder.resolve("plain.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }
}
