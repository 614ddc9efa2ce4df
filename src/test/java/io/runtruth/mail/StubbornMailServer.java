package io.runtruth.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A mail server that answers each recipient in the same way, or nobody at all.
final class StubbornMailServer implements AutoCloseable {

    private final ServerSocket socket;
    private final @Nullable String answer;

    private StubbornMailServer(@Nullable String answer) {
        this.answer = answer;
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    static StubbornMailServer answering(String answer) {
        return new StubbornMailServer(answer);
    }

    /// Takes the connection, and says nothing.
    static StubbornMailServer silent() {
        return new StubbornMailServer(null);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var caller = socket.accept();
                Thread.ofVirtual().start(() -> talk(caller));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void talk(Socket caller) {
        if (answer == null) {
            return;
        }
        try (caller) {
            var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
            say(caller, "220 stubborn");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                say(caller, line.startsWith("RCPT") ? answer : line.startsWith("QUIT") ? "221 bye" : "250 yes");
            }
        } catch (IOException _) {
            // whoever called has gone
        }
    }

    private static void say(Socket caller, String line) throws IOException {
        caller.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        caller.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
