package io.runtruth.webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// A receiver that is never silent for long and never done: a byte of a header at a time.
final class DribblingReceiver implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private DribblingReceiver(ServerSocket socket) {
        this.socket = socket;
        threads.execute(this::serve);
    }

    static DribblingReceiver open() {
        try {
            return new DribblingReceiver(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        try (var caller = socket.accept()) {
            var answer = caller.getOutputStream();
            answer.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes());
            while (!Thread.currentThread().isInterrupted()) {
                answer.write('a');
                answer.flush();
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (IOException _) {
            // the caller has left, which is what the test waits for
        }
    }

    String url() {
        return "http://localhost:" + socket.getLocalPort() + "/";
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
