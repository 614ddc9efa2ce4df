package io.runtruth.node;

import io.runtruth.node.embedded.DataFolder;
import io.runtruth.node.embedded.EmbeddedBackup;
import io.runtruth.shared.StartRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/// `backup FILE` and `restore FILE`, in place of starting a node: for the embedded database, with the settings that
/// the node has.
///
/// @param file to be written or read
public record DatabaseCommand(boolean backup, Path file, String[] arguments) {

    /// Empty where the arguments start a node.
    public static Optional<DatabaseCommand> of(String[] arguments) {
        if (arguments.length == 0 || !(arguments[0].equals("backup") || arguments[0].equals("restore"))) {
            return Optional.empty();
        }
        var file = arguments.length > 1 ? arguments[1] : "";
        return Optional.of(new DatabaseCommand(arguments[0].equals("backup"), Path.of(file), arguments));
    }

    /// Prints one line.
    ///
    /// @return the exit code
    public int run() {
        LoggingSystem.get(getClass().getClassLoader()).beforeInitialize();
        try {
            System.out.println(backup ? write() : read());
            return 0;
        } catch (StartRefused e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private String write() {
        var folder = folder();
        if (!Files.isDirectory(folder)) {
            throw new StartRefused(
                    "There is no data folder %s: set RUNTRUTH_DATA_DIR to that of the node.",
                    folder.toAbsolutePath().normalize());
        }
        var size = EmbeddedBackup.write(DataFolder.open(folder), file);
        return "%s is a backup of %s, %d MB. It holds the secrets of this installation."
                .formatted(file, folder, DataSize.ofBytes(size).toMegabytes());
    }

    private String read() {
        var folder = folder();
        EmbeddedBackup.restore(DataFolder.open(folder), file);
        return "%s has been restored into %s; start Runtruth with it.".formatted(file, folder);
    }

    private Path folder() {
        if (file.toString().isEmpty()) {
            throw new StartRefused("Say which file: backup FILE, or restore FILE.");
        }
        var environment = StartSettings.environment(Arrays.copyOfRange(arguments, 1, arguments.length));
        if (StringUtils.hasText(environment.getProperty("spring.datasource.url"))) {
            throw new StartRefused("SPRING_DATASOURCE_URL names a PostgreSQL of your own: back it up and restore it "
                    + "with its own tools.");
        }
        return StartSettings.of(environment).dataDir();
    }
}
