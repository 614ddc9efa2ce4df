package io.runtruth.node.quick;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How the JVM of a node was called: program, its own arguments, `-jar`, the jar, and the node's arguments.
///
/// @param words all of them
public record CommandLine(List<String> words) {

    /// In which the system has words and names of files.
    static final Charset NATIVE = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private static final Path OWN = Path.of("/proc/self/cmdline");
    private static final String JAR = "-jar";

    /// Variables from which a JVM takes arguments too.
    private static final List<String> VARIABLES = List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

    /// Who asks for one of these wants to see a plain start, has a cache already, or names what can't be
    /// looked into.
    private static final List<String> PLAIN = List.of(
            "@",
            "-agentlib",
            "-agentpath",
            "-javaagent",
            "-Xdebug",
            "-Xrun",
            "-Xshare",
            "-Xbootclasspath",
            "-XX:AOT",
            "-XX:Shared",
            "-XX:Archive",
            "-XX:Flags",
            "-XX:VMOptionsFile",
            "-XX:StartFlightRecording",
            "-Dcom.sun.management",
            "-Djava.system.class.loader",
            "-Djarmode",
            "-Dspring.context.exit",
            "--patch-module",
            "--upgrade-module-path",
            "--limit-modules");

    /// What the cache is of use to a JVM with only if it was made with it.
    private static final String SHARED = "-XX:[+-]Use\\w+|--(add|enable)-[a-z-]+=.*";

    public CommandLine {
        words = List.copyOf(words);
    }

    /// Of this process; empty where the system does not tell all of it.
    public static Optional<CommandLine> own() throws IOException {
        return Files.exists(OWN) ? of(Files.readAllBytes(OWN)) : Optional.empty();
    }

    /// The program of this process.
    static String program() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    /// @param told each word with a zero behind it
    static Optional<CommandLine> of(byte[] told) {
        var text = new String(told, NATIVE);
        return text.endsWith("\0") && Arrays.equals(text.getBytes(NATIVE), told)
                ? Optional.of(new CommandLine(
                        List.of(text.substring(0, text.length() - 1).split("\0", -1))))
                : Optional.empty();
    }

    /// Whether a start from elsewhere would be as this one in all but time.
    public boolean isPlain() {
        return words.contains(JAR)
                && Stream.concat(ofJvm().stream(), VARIABLES.stream().flatMap(CommandLine::variable))
                        .noneMatch(word -> PLAIN.stream().anyMatch(word::startsWith));
    }

    private static Stream<String> variable(String name) {
        return Stream.of(System.getenv().getOrDefault(name, "").strip().split("\\s+"));
    }

    private List<String> ofJvm() {
        return words.subList(1, words.indexOf(JAR));
    }

    /// The same with another jar, and more arguments of the JVM behind those that are there.
    List<String> with(List<String> more, Path jar) {
        var at = words.indexOf(JAR);
        var changed = new ArrayList<>(words.subList(0, at));
        changed.addAll(more);
        changed.add(JAR);
        changed.add(jar.toString());
        changed.addAll(words.subList(at + 2, words.size()));
        return changed;
    }

    /// What a training has to be called with for its cache to fit.
    List<String> shared() {
        return ofJvm().stream().filter(word -> word.matches(SHARED)).toList();
    }
}
