package io.runtruth.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/// One address before several nodes: each connection goes to the first that takes it. One whose node has gone is
/// closed, as a proxy would.
final class Balancer implements AutoCloseable {

    private final ServerSocket door;
    private final List<Integer> ports;

    private Balancer(ServerSocket door, List<Integer> ports) {
        this.door = door;
        this.ports = ports;
    }

    /// @param ports on loopback, in the order in which they are tried
    static Balancer before(List<Integer> ports) {
        try {
            var balancer = new Balancer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), ports);
            Thread.ofVirtual().start(balancer::accept);
            return balancer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                Thread.ofVirtual().start(() -> passOn(client));
            } catch (IOException _) {
                // the door was closed
            }
        }
    }

    private void passOn(Socket client) {
        for (var port : ports) {
            try {
                var node = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> copy(client, node));
                copy(node, client);
                return;
            } catch (IOException _) {
                // this node is gone: the next one
            }
        }
        close(client);
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // one of the two has gone, and so the other is closed too
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
