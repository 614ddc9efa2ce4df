package io.runtruth.node.quick;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The word of a process that starts from a folder, beside that folder, taken back when it is ready. A
/// start that finds the word of a process that is gone knows that the folder may be to blame.
record QuickAttempt(Path trying, Path failed) {

    /// The number of a process that began earlier may be another's by now.
    private static final Duration LONGEST_START = Duration.ofMinutes(10);

    /// One may have been stopped by a person; after two in a row the jar starts plainly for good.
    private static final int MOST_FAILURES = 2;

    static QuickAttempt at(QuickFolder folder) {
        return new QuickAttempt(beside(folder, ".trying"), beside(folder, ".failed"));
    }

    private static Path beside(QuickFolder folder, String ending) {
        return folder.path().resolveSibling(folder.path().getFileName() + ending);
    }

    /// Gives this process's word.
    ///
    /// @return false where another process gave its own at the same moment
    boolean begin() throws IOException {
        try {
            Files.writeString(trying, Long.toString(ProcessHandle.current().pid()), StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    /// Takes it back.
    void succeed() {
        try {
            Files.deleteIfExists(trying);
            Files.deleteIfExists(failed);
        } catch (IOException _) {
            // then the next start is a plain one
        }
    }

    void fail() throws IOException {
        Files.writeString(failed, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.deleteIfExists(trying);
    }

    boolean isHopeless() throws IOException {
        return Files.exists(failed) && Files.size(failed) >= MOST_FAILURES;
    }

    boolean hasDied() throws IOException {
        var pid = pid();
        return pid != null && !isAlive(pid);
    }

    boolean isUnderWay() throws IOException {
        var pid = pid();
        return pid != null && isAlive(pid);
    }

    private boolean isAlive(String pid) throws IOException {
        var until = Files.getLastModifiedTime(trying).toInstant().plus(LONGEST_START);
        return until.isAfter(Clock.systemUTC().instant()) && (pid.isEmpty() || isAnother(pid));
    }

    private static boolean isAnother(String pid) {
        return pid.matches("\\d{1,9}")
                && Long.parseLong(pid) != ProcessHandle.current().pid()
                && ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    private @Nullable String pid() throws IOException {
        try {
            return Files.readString(trying).strip();
        } catch (NoSuchFileException _) {
            return null;
        }
    }
}
