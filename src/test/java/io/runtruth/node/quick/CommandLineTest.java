package io.runtruth.node.quick;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void all_words_are_handed_on_in_their_order_and_the_jar_is_another() {
        var line = CommandLine.of(told(
                        "java",
                        "-Xmx768m",
                        "-Dgreeting=good day",
                        "-jar",
                        "runtruth.jar",
                        "--server.port=8121",
                        "",
                        "-jar"))
                .orElseThrow();

        assertThat(line.with(List.of("-XX:AOTCache=c"), Path.of("/data/parts.jar")))
                .containsExactly(
                        "java",
                        "-Xmx768m",
                        "-Dgreeting=good day",
                        "-XX:AOTCache=c",
                        "-jar",
                        "/data/parts.jar",
                        "--server.port=8121",
                        "",
                        "-jar");
    }

    @Test
    void what_was_not_told_whole_or_cannot_be_said_again_is_no_command_line() {
        assertThat(CommandLine.of("java\0-jar\0cut".getBytes(CommandLine.NATIVE)))
                .isEmpty();
        assertThat(CommandLine.of(new byte[] {'j', (byte) 0xff, 0})).isEmpty();
    }

    @Test
    void a_node_with_arguments_of_its_own_is_started_quickly() {
        assertThat(line("java", "-Xmx1g", "-Dname=@x", "-XX:+UseSerialGC", "-jar", "runtruth.jar", "-agentlib")
                        .isPlain())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-agentlib:jdwp=transport=dt_socket",
                "-javaagent:agent.jar",
                "-XX:AOTMode=record",
                "-XX:AOTCacheOutput=own.aot",
                "-XX:SharedArchiveFile=own.jsa",
                "-Xshare:off",
                "-Dspring.context.exit=onRefresh",
                "-Dcom.sun.management.jmxremote.port=9010",
                "@arguments"
            })
    void whoever_debugs_watches_or_trains_the_jvm_gets_a_plain_start(String word) {
        assertThat(line("java", word, "-jar", "runtruth.jar").isPlain()).isFalse();
    }

    @Test
    void a_jvm_that_was_not_called_with_a_jar_gets_a_plain_start() {
        assertThat(line("java", "-cp", "runtruth.jar", "io.runtruth.RuntruthApplication")
                        .isPlain())
                .isFalse();
    }

    @Test
    void a_training_is_called_with_what_its_cache_has_to_fit_and_nothing_else() {
        assertThat(line(
                                "java",
                                "-Xmx8g",
                                "-XX:+UseZGC",
                                "-Dsecret=s",
                                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                                "-jar",
                                "runtruth.jar",
                                "-XX:+UseG1GC")
                        .shared())
                .containsExactly("-XX:+UseZGC", "--add-opens=java.base/java.lang=ALL-UNNAMED");
    }

    private static CommandLine line(String... words) {
        return new CommandLine(List.of(words));
    }

    private static byte[] told(String... words) {
        return (String.join("\0", words) + "\0").getBytes(CommandLine.NATIVE);
    }
}
