package io.runtruth.node.quick;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationListener;

/// Starts the plain jar by what an earlier start of it has learned, where there is something: the process
/// goes on as another program, which is the same jar in parts, with a cache of the JVM. Where there is
/// nothing, the start goes on as it is, and once it is ready a training sees to the next one.
public final class QuickStart implements ApplicationListener<ApplicationReadyEvent> {

    /// Open until the process ends, so that nobody removes what it runs from.
    private static @Nullable FileChannel inUse;

    private final Consumer<ApplicationReadyEvent> whenReady;

    private QuickStart(Consumer<ApplicationReadyEvent> whenReady) {
        this.whenReady = whenReady;
    }

    /// Returns where this process is to start the node: because it is the other program already, because
    /// there is none yet, or because anything at all was in the way.
    ///
    /// @param data the data folder; empty where no quick start is wanted
    public static QuickStart of(Supplier<Optional<Path>> data) {
        var jar = Path.of(System.getProperty("java.class.path"));
        try {
            var from = QuickFolder.around(jar);
            if (from.isPresent()) {
                return inside(from.get());
            }
            var line = isPackaged() ? CommandLine.own().filter(CommandLine::isPlain) : Optional.<CommandLine>empty();
            var folder = line.isPresent() ? data.get() : Optional.<Path>empty();
            if (folder.isPresent()) {
                return outside(QuickFolder.of(folder.get(), jar), jar, line.orElseThrow());
            }
        } catch (IOException | RuntimeException _) {
            // a plain start needs none of this, or meets it again and says so
        }
        return new QuickStart(_ -> {});
    }

    /// As one jar with others in it.
    private static boolean isPackaged() {
        return QuickStart.class.getClassLoader().getClass().getName().startsWith("org.springframework.boot.loader.");
    }

    private static QuickStart inside(QuickFolder folder) {
        inUse = folder.use();
        if (QuickTraining.isUnderWay()) {
            QuickTraining.endWithItsNode();
            return new QuickStart(_ -> {});
        }
        return new QuickStart(_ -> QuickAttempt.at(folder).succeed());
    }

    private static QuickStart outside(QuickFolder folder, Path jar, CommandLine line) throws IOException {
        var attempt = QuickAttempt.at(folder);
        if (attempt.hasDied()) {
            folder.forget();
            attempt.fail();
        } else if (folder.isReady() && attempt.begin()) {
            try {
                ProcessImage.replace(CommandLine.program(), line.with(taking(folder), folder.jar()));
            } finally {
                // only where this process goes on as it is
                attempt.succeed();
            }
        }
        return new QuickStart(event -> train(folder, jar, line, event));
    }

    /// That a cache does not fit is nobody's trouble: the JVM goes without.
    private static List<String> taking(QuickFolder folder) {
        return List.of("-XX:AOTCache=" + folder.cache(), "-Xlog:aot*=off");
    }

    private static void train(QuickFolder folder, Path jar, CommandLine line, ApplicationReadyEvent event) {
        var database = event.getApplicationContext().getBean(JdbcConnectionDetails.class);
        var training = new QuickTraining(folder, jar, line, database);
        SpringApplication.getShutdownHandlers().add(training::stop);
        Thread.ofPlatform().name("quick-start").daemon().start(training);
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        whenReady.accept(event);
    }
}
