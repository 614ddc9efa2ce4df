package io.runtruth.node.quick;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickAttemptTest {

    @TempDir
    private Path home;

    private Process other;

    @BeforeEach
    void start() throws IOException {
        other = new ProcessBuilder("cat").start();
    }

    @AfterEach
    void end() {
        other.destroyForcibly();
    }

    @Test
    void where_nobody_starts_nobody_has_died() throws IOException {
        assertThat(attempt().hasDied()).isFalse();
        assertThat(attempt().isUnderWay()).isFalse();
    }

    @Test
    void a_process_that_lives_is_left_to_its_start() throws Exception {
        word(other.pid());

        assertThat(attempt().isUnderWay()).isTrue();
        assertThat(attempt().hasDied()).isFalse();
    }

    @Test
    void a_process_that_is_gone_has_died_in_its_start() throws Exception {
        other.destroyForcibly().waitFor();
        word(other.pid());

        assertThat(attempt().hasDied()).isTrue();
        assertThat(attempt().isUnderWay()).isFalse();
    }

    /// In a container the first process has the same number each time.
    @Test
    void a_word_under_the_number_of_this_process_is_of_one_before_it() throws IOException {
        attempt().begin();

        assertThat(attempt().hasDied()).isTrue();
    }

    @Test
    void a_number_is_another_processs_after_ten_minutes() throws Exception {
        word(other.pid());
        Files.setLastModifiedTime(
                attempt().trying(), FileTime.from(Clock.systemUTC().instant().minus(Duration.ofMinutes(11))));

        assertThat(attempt().hasDied()).isTrue();
    }

    @Test
    void what_is_no_number_is_nobody_who_lives() throws IOException {
        Files.writeString(attempt().trying(), "nobody");

        assertThat(attempt().hasDied()).isTrue();
    }

    /// Its number is about to be written.
    @Test
    void an_empty_word_is_of_a_process_that_lives() throws IOException {
        Files.createFile(attempt().trying());

        assertThat(attempt().isUnderWay()).isTrue();
    }

    @Test
    void of_two_at_the_same_moment_one_begins() throws IOException {
        assertThat(attempt().begin()).isTrue();
        assertThat(attempt().begin()).isFalse();
    }

    @Test
    void a_word_is_taken_back_with_all_failures_before_it() throws IOException {
        attempt().fail();
        attempt().begin();

        attempt().succeed();

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void two_failures_in_a_row_are_enough() throws IOException {
        attempt().fail();
        assertThat(attempt().isHopeless()).isFalse();

        attempt().fail();
        assertThat(attempt().isHopeless()).isTrue();
    }

    private QuickAttempt attempt() {
        return QuickAttempt.at(new QuickFolder(home.resolve("key")));
    }

    private void word(long pid) throws IOException {
        Files.writeString(attempt().trying(), Long.toString(pid));
    }
}
