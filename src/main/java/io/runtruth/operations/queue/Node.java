package io.runtruth.operations.queue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// This process, under a name that no other has or had: the host's, a part that is new at each start, and a
/// number that is new whenever the node had to begin again because it could not be told from a dead one.
@Component
public class Node {

    /// The queue keeps 50 characters of a name; the rest of it must fit behind the host's part.
    private static final int HOST_LENGTH = 36;

    private final NodeRole role;
    private final NodeBuild build;
    private final String boot;
    private volatile Epoch epoch;

    @Autowired
    Node(NodeRole role, NodeBuild build) {
        this(role, build, host() + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /// @param boot unlike any other
    Node(NodeRole role, String boot) {
        this(role, NodeBuild.DEVELOPMENT, boot);
    }

    private Node(NodeRole role, NodeBuild build, String boot) {
        this.role = role;
        this.build = build;
        this.boot = boot;
        this.epoch = new Epoch(boot, 1);
    }

    public NodeRole role() {
        return role;
    }

    public NodeBuild build() {
        return build;
    }

    /// At most 50 characters.
    public String name() {
        return epoch.name;
    }

    /// The name it takes next, which is its name once it [#begins][#begin(Epoch)] under it.
    Epoch next() {
        var number = epoch.number + 1;
        return new Epoch(boot + "." + number, number);
    }

    Epoch current() {
        return epoch;
    }

    void begin(Epoch next) {
        epoch = next;
    }

    private static String host() {
        try {
            var name = InetAddress.getLocalHost().getHostName();
            return name.substring(0, Math.min(HOST_LENGTH, name.length()));
        } catch (UnknownHostException e) {
            return "node";
        }
    }

    record Epoch(String name, int number) {}
}
