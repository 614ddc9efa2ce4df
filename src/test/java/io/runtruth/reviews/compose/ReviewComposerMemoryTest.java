package io.runtruth.reviews.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewComposerMemoryTest {

    @TempDir
    Path folder;

    @Test
    @Tag("I13")
    void a_million_checks_fit_a_small_heap_and_another_process_and_locale_give_the_same_bytes() throws Exception {
        var output = folder.resolve("content").toFile();
        var errors = folder.resolve("errors").toFile();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Asia/Kathmandu",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MillionChecks.class.getName())
                .redirectOutput(output)
                .redirectError(errors)
                .start();

        var here = MillionChecks.compose().canonicalBytes();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(errors).isEmpty();
        assertThat(Files.readAllLines(output.toPath()))
                .containsOnly(new String(here, StandardCharsets.UTF_8))
                .hasSize(2);
    }
}
