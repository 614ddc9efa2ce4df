package io.runtruth.node.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// A port on 127.0.0.1, chosen by the system once and kept in a file: the same at every start while it is free.
record RememberedPort(Path file) {

    int choose() throws IOException {
        if (Files.exists(file)) {
            var remembered = Integer.parseInt(Files.readString(file).strip());
            if (isFree(remembered)) {
                return remembered;
            }
        }
        try (var socket = listen(0)) {
            Files.writeString(file, Integer.toString(socket.getLocalPort()));
            DataFolder.keepForOwner(file);
            return socket.getLocalPort();
        }
    }

    static boolean isFree(int port) {
        try (var _ = listen(port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
    }
}
