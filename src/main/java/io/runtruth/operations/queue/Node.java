package io.runtruth.operations.queue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// This process, under a name that no other has or had: the host's, and a part that is new at each start.
@Component
public class Node {

    private final NodeRole role;
    private final String name = host() + "-" + UUID.randomUUID().toString().substring(0, 8);

    Node(NodeRole role) {
        this.role = role;
    }

    public NodeRole role() {
        return role;
    }

    public String name() {
        return name;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "node";
        }
    }
}
