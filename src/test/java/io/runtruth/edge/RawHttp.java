package io.runtruth.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A client that sends exactly what it is told, well-formed or not, and reads until the other side closes.
public final class RawHttp implements AutoCloseable {

    private static final int PATIENCE_MS = 30_000;

    private final Socket socket;

    private RawHttp(Socket socket) {
        this.socket = socket;
    }

    public static RawHttp connect(int port) {
        try {
            var socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(PATIENCE_MS);
            return new RawHttp(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One exchange on a connection of its own.
    ///
    /// @param lines of the head, without the empty one at its end
    public static Answer exchange(int port, List<String> lines, String content) {
        try (var http = connect(port)) {
            return http.send(String.join("\r\n", lines) + "\r\n\r\n" + content).answer();
        }
    }

    public RawHttp send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Nothing more will be sent.
    public RawHttp end() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Answer answer() {
        var bytes = new ByteArrayOutputStream();
        try {
            var in = socket.getInputStream();
            var buffer = new byte[8_192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.write(buffer, 0, read);
            }
        } catch (IOException e) {
            if (bytes.size() == 0) {
                throw new UncheckedIOException(e);
            }
        }
        return Answer.of(bytes.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param headers by their names in lower case
    public record Answer(int status, Map<String, String> headers, String body) {

        static Answer of(String text) {
            var end = text.indexOf("\r\n\r\n");
            var head = (end < 0 ? text : text.substring(0, end)).split("\r\n");
            var headers = new TreeMap<String, String>();
            for (var line : List.of(head).subList(1, head.length)) {
                var colon = line.indexOf(':');
                headers.merge(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (one, two) -> one + "\n" + two);
            }
            return new Answer(Integer.parseInt(head[0].split(" ")[1]), headers, end < 0 ? "" : text.substring(end + 4));
        }

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }
}
