package io.runtruth.node.demo;

import io.runtruth.shared.StartRefused;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Decides whether a node has demo data: never where another machine could sign in with its password.
public final class DemoRule {

    private DemoRule() {}

    /// @param embedded whether the node runs on the embedded database
    /// @param asked `RUNTRUTH_DEMO`, null where it is not set
    /// @param address `SERVER_ADDRESS`, null where it is not set: then a node with demo data binds to loopback
    public static boolean isOn(boolean embedded, @Nullable Boolean asked, @Nullable InetAddress address) {
        var loopback = address == null || address.isLoopbackAddress();
        if (asked == null) {
            return embedded && loopback;
        }
        if (asked && !loopback) {
            throw new StartRefused(
                    "RUNTRUTH_DEMO=true makes accounts with a shared password, so it is only for this machine: "
                            + "leave SERVER_ADDRESS unset or set it to 127.0.0.1.");
        }
        return asked;
    }
}
