package io.runtruth.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberedPortTest {

    @TempDir
    private Path folder;

    @Test
    void a_port_is_the_same_at_the_next_start() throws Exception {
        var chosen = port().choose();

        assertThat(port().choose()).isEqualTo(chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0", "99999", "123456", "-1"})
    void what_a_start_that_was_cut_off_left_counts_for_nothing(String left) throws Exception {
        Files.writeString(folder.resolve("port"), left);

        var chosen = port().choose();

        assertThat(chosen).isBetween(1, 65_535);
        assertThat(folder.resolve("port")).hasContent(Integer.toString(chosen));
    }

    private RememberedPort port() {
        return new RememberedPort(folder.resolve("port"));
    }
}
