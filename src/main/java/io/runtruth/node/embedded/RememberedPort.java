package io.runtruth.node.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// A port on 127.0.0.1, chosen by the system once and kept in a file: the same at every start while it is free.
/// What a start that was cut off left there counts for nothing.
record RememberedPort(Path file) {

    private static final Pattern PORT = Pattern.compile("[1-9]\\d{0,4}");
    private static final int HIGHEST = 65_535;

    int choose() throws IOException {
        if (Files.exists(file)) {
            var remembered = Files.readString(file).strip();
            if (PORT.matcher(remembered).matches()
                    && Integer.parseInt(remembered) <= HIGHEST
                    && isFree(Integer.parseInt(remembered))) {
                return Integer.parseInt(remembered);
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
