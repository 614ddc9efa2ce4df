package io.runtruth.ui.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.texts.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What readers say of a file by code has words on the screen.
class EvidenceCodesTest {

    private static final Path READERS = Path.of("src/main/java/io/runtruth/evidence/formats");

    private final Texts texts = new Texts();

    @Test
    void every_warning_of_a_reader_has_a_text() throws IOException {
        assertThat(codes("warn")).isNotEmpty().allSatisfy(code -> assertHasText("evidence.warning." + code));
    }

    @Test
    void everything_that_a_reader_leaves_aside_has_a_text() throws IOException {
        assertThat(codes("skipped")).isNotEmpty().allSatisfy(code -> assertHasText("evidence.skipped." + code));
    }

    private void assertHasText(String key) {
        assertThat(texts.getTranslation(key, Locale.ENGLISH)).isNotEqualTo(key);
    }

    private static Stream<String> codes(String method) throws IOException {
        var call = Pattern.compile("\\b" + method + "\\(\"([a-z_]+)\"");
        try (var files = Files.list(READERS)) {
            return files.toList().stream()
                    .flatMap(file -> call.matcher(read(file)).results())
                    .map(code -> code.group(1));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
