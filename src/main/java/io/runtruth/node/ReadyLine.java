package io.runtruth.node;

import io.runtruth.access.SetupService;
import io.runtruth.node.demo.DemoMode;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;

/// Prints the one line that a person waits for after the start: where the console is, and who may sign in to the
/// demo, or how to set up where nobody can sign in yet. It goes to the standard output and not to the log, where a
/// password has no place.
public final class ReadyLine implements ApplicationListener<ApplicationReadyEvent> {

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        var context = event.getApplicationContext();
        System.out.println(text(
                address(context.getEnvironment()),
                context.getBean(DemoMode.class),
                context.getBean(SetupService.class).issueCode()));
    }

    /// @param code that opens the set-up, where nobody can sign in yet
    static String text(String address, DemoMode demo, Optional<String> code) {
        return switch (demo) {
            case DemoMode.On(var password) ->
                "Runtruth is ready at %s - sign in as %s with the password %s".formatted(address, accounts(), password);
            case DemoMode.Off _ ->
                "Runtruth is ready at " + address
                        + code.map(it -> " - nobody can sign in yet: open %ssetup within %d hours, with the code %s"
                                        .formatted(address, SetupService.CODE_LASTS.toHours(), it))
                                .orElse("");
        };
    }

    private static String accounts() {
        var accounts = DemoMode.ACCOUNTS;
        return String.join(", ", accounts.subList(0, accounts.size() - 1)) + " or " + accounts.getLast();
    }

    private static String address(ConfigurableEnvironment environment) {
        return "%s://%s:%s%s/"
                .formatted(
                        environment.containsProperty("server.ssl.bundle")
                                        || environment.containsProperty("server.ssl.key-store")
                                ? "https"
                                : "http",
                        host(NodeStart.address(environment)),
                        environment.getProperty("local.server.port"),
                        environment.getProperty("server.servlet.context-path", ""));
    }

    /// A node that listens on all addresses is shown by one that works on this machine.
    private static String host(@Nullable InetAddress address) {
        return address == null || address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
    }
}
