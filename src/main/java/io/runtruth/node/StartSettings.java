package io.runtruth.node;

import io.runtruth.node.quick.QuickStart;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/// The settings of a node as it will read them, for what comes before it or in its place.
public final class StartSettings {

    /// Lines of JSON say anything, and are read later.
    private static final String JSON = "springapplicationjson";

    /// Names that lead to files, or to no quick start.
    private static final Pattern UNCLEAR = Pattern.compile("(springconfig|runtruthquickstart).*");

    private StartSettings() {}

    static ConfigurableEnvironment environment(String... arguments) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return environment;
    }

    static RuntruthProperties of(ConfigurableEnvironment environment) {
        return Binder.get(environment).bindOrCreate("runtruth", RuntruthProperties.class);
    }

    /// Starts this node by what an earlier start has learned ([QuickStart]), or returns.
    ///
    /// @return sees, when the node is ready, to the next start
    public static ApplicationListener<ApplicationReadyEvent> takeQuickStart(String... arguments) {
        return QuickStart.of(() -> quick(arguments));
    }

    /// The data folder, for a quick start; empty where none is wanted, or nobody can know.
    static Optional<Path> quick(String... arguments) {
        var said = said(arguments);
        if (said.containsKey(JSON)) {
            return Optional.empty();
        }
        if (said.keySet().stream().noneMatch(UNCLEAR.asMatchPredicate()) && !hasFiles(new File("").getAbsoluteFile())) {
            return Optional.of(Path.of(said.getOrDefault("runtruthdatadir", "data")));
        }
        LoggingSystem.get(StartSettings.class.getClassLoader()).beforeInitialize();
        return Optional.of(of(environment(arguments)))
                .filter(RuntruthProperties::quickStart)
                .map(RuntruthProperties::dataDir);
    }

    /// What arguments, the JVM's properties and variables say, in that order, by names without the dots,
    /// dashes and capitals in which they differ. To have Spring read them takes longer than all the rest
    /// before a quick start.
    private static Map<String, String> said(String... arguments) {
        var said = new HashMap<String, String>();
        for (var argument : arguments) {
            var at = argument.indexOf('=');
            said.putIfAbsent(plain(at < 0 ? argument : argument.substring(0, at)), argument.substring(at + 1));
        }
        System.getProperties().forEach((name, value) -> said.putIfAbsent(plain(name), value.toString()));
        System.getenv().forEach((name, value) -> said.putIfAbsent(plain(name), value));
        return said;
    }

    private static String plain(Object name) {
        return name.toString().replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }

    /// Files of settings, as Spring looks for them in the current folder.
    static boolean hasFiles(File folder) {
        var found = folder.list((_, name) -> name.startsWith("application") || name.equals("config"));
        return found == null || found.length > 0;
    }
}
