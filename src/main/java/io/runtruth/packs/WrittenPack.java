package io.runtruth.packs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// A pack on disk, until it is closed.
public final class WrittenPack implements AutoCloseable {

    private final String fileName;
    private final PackFormat format;
    private final byte[] digest;
    private final long sizeBytes;
    private final Path path;
    private final FileChannel file;

    WrittenPack(String fileName, PackFormat format, byte[] digest, Path path, FileChannel file) throws IOException {
        this.fileName = fileName;
        this.format = format;
        this.digest = digest.clone();
        this.path = path;
        this.file = file;
        this.sizeBytes = file.size();
    }

    /// Letters, digits, dots and hyphens.
    public String fileName() {
        return fileName;
    }

    public String contentType() {
        return format.contentType();
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    /// SHA-256 of its bytes: 64 hexadecimal digits.
    public String digest() {
        return HexFormat.of().formatHex(digest);
    }

    /// The same as a header tells it (RFC 9530).
    public String reprDigest() {
        return "sha-256=:" + java.util.Base64.getEncoder().encodeToString(digest) + ":";
    }

    /// All of it, to somebody who may be slow.
    public void sendTo(OutputStream out) throws IOException {
        file.position(0);
        Channels.newInputStream(file).transferTo(out);
    }

    @Override
    public void close() {
        try {
            file.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
