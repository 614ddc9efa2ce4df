package io.runtruth.node.embedded;

import io.runtruth.shared.StartRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Runs programs of PostgreSQL and waits for them.
///
/// PostgreSQL refuses to run as root. Where the console itself does, as containers often do, each program runs in a
/// user namespace of its own (`unshare --user`), in which it is nobody but still owns its files.
///
/// Of the console's environment they see what they need to run: the server lives as long as the console, and what
/// is in its environment, other processes of the same user can read. The console's has passwords in it.
record PostgresPrograms(Path bin, List<String> prefix) {

    private static final Path SELF = Path.of("/proc/self");
    private static final List<String> AS_NOBODY = List.of("unshare", "--user");

    /// Where programs and libraries are, where temporary files go, and what time it is; on Windows, what every
    /// process needs. Language and character set are `initdb`'s arguments.
    private static final Set<String> ENVIRONMENT = Set.of(
            "PATH",
            "HOME",
            "LD_LIBRARY_PATH",
            "DYLD_LIBRARY_PATH",
            "TMPDIR",
            "TEMP",
            "TMP",
            "TZ",
            "SYSTEMROOT",
            "SYSTEMDRIVE",
            "WINDIR",
            "COMSPEC",
            "PATHEXT",
            "USERPROFILE");

    static PostgresPrograms in(Path folder) throws IOException {
        var bin = folder.resolve("bin");
        return new PostgresPrograms(bin, isRoot() ? unprivileged() : List.of());
    }

    /// The exit code and what was printed.
    record Result(int exitCode, String output) {
        boolean ok() {
            return exitCode == 0;
        }
    }

    Result run(String program, List<String> arguments) throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        return run(command);
    }

    private static boolean isRoot() throws IOException {
        return Files.exists(SELF)
                ? Files.getAttribute(SELF, "unix:uid") instanceof Integer uid && uid == 0
                : "root".equals(System.getProperty("user.name"));
    }

    private static List<String> unprivileged() {
        var probe = new ArrayList<>(AS_NOBODY);
        probe.add("true");
        try {
            if (run(probe).ok()) {
                return AS_NOBODY;
            }
        } catch (IOException _) {
            // no such program here: the same answer as where it is forbidden
        }
        throw new StartRefused(
                "The embedded PostgreSQL cannot run as root here, because this system does not let it give up "
                        + "root (unshare): start Runtruth as another user, or set SPRING_DATASOURCE_URL to use "
                        + "a PostgreSQL of your own.");
    }

    private static Result run(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> !ENVIRONMENT.contains(name.toUpperCase(Locale.ROOT)));
        var process = builder.start();
        process.getOutputStream().close();
        try {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.getFirst(), e);
        }
    }
}
