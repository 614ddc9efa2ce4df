package io.runtruth.node;

import io.runtruth.node.demo.DemoRule;
import io.runtruth.node.embedded.DataFolder;
import io.runtruth.node.embedded.EmbeddedConnection;
import java.net.InetAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/// Settles what must be known before the application's context exists: which database, and which address. It
/// belongs to `main` and not to the context, so a test with a database of its own never meets it.
public final class NodeStart implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var environment = event.getEnvironment();
        var properties = Binder.get(environment).bindOrCreate("runtruth", RuntruthProperties.class);
        var embedded = !StringUtils.hasText(environment.getProperty("spring.datasource.url"));
        if (DemoRule.isOn(embedded, properties.demo(), address(environment))) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("demo", Map.of("server.address", "127.0.0.1")));
        }
        if (embedded) {
            useEmbeddedDatabase(event.getSpringApplication(), DataFolder.open(properties.dataDir()));
        }
    }

    /// The address of `SERVER_ADDRESS`, null where it is not set: all addresses.
    static @Nullable InetAddress address(ConfigurableEnvironment environment) {
        return Binder.get(environment).bind("server.address", InetAddress.class).orElse(null);
    }

    private static void useEmbeddedDatabase(SpringApplication application, DataFolder folder) {
        var database = EmbeddedConnection.start(folder);
        SpringApplication.getShutdownHandlers().add(database::stop);
        ApplicationContextInitializer<GenericApplicationContext> register =
                context -> context.registerBean(EmbeddedConnection.class, () -> database);
        application.addInitializers(register);
    }
}
