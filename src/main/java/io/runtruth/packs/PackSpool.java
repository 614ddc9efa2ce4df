package io.runtruth.packs;

import io.runtruth.shared.Problem;
import io.runtruth.shared.Sha256;
import io.runtruth.shared.SpoolFolder;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Writes a pack to disk before anybody is sent anything, so that a slow reader holds neither memory nor a place
/// among those that are written. Its name goes as soon as it is open: a node that is killed leaves nothing.
@Component
class PackSpool {

    static final long MOST_BYTES = 256L << 20;
    static final Duration LONGEST = Duration.ofSeconds(90);

    private final SpoolFolder folder;

    PackSpool(PackFolder folder) {
        this.folder = new SpoolFolder(folder.path(), "pack-");
    }

    /// @throws Problem.Conflict `pack.too_large` beyond [#MOST_BYTES] or [#LONGEST]
    WrittenPack write(String fileName, PackFormat format, SpooledContent content) {
        return write(fileName, format, "pack.too_large", content);
    }

    /// @param tooLarge code of the conflict beyond [#MOST_BYTES] or [#LONGEST]
    WrittenPack write(String fileName, PackFormat format, String tooLarge, SpooledContent content) {
        try {
            var path = folder.newFile();
            var file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            try {
                unlink(path);
                var digest = Sha256.begin();
                content.writeTo(new Limited(new DigestOutputStream(Channels.newOutputStream(file), digest), tooLarge));
                return new WrittenPack(fileName, format, digest.digest(), path, file);
            } catch (IOException | RuntimeException e) {
                file.close();
                Files.deleteIfExists(path);
                throw e;
            }
        } catch (IOException e) {
            throw folder.fault(e);
        }
    }

    private static void unlink(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException _) {
            // where an open file keeps its name, it goes when it is closed
        }
    }

    /// Writes a pack.
    interface SpooledContent {

        void writeTo(OutputStream out) throws IOException;
    }

    private static final class Limited extends FilterOutputStream {

        private final long until = System.nanoTime() + LONGEST.toNanos();
        private final String tooLarge;
        private long left = MOST_BYTES;

        private Limited(OutputStream out, String tooLarge) {
            super(out);
            this.tooLarge = tooLarge;
        }

        @Override
        public void write(int one) throws IOException {
            take(1);
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            take(length);
            out.write(bytes, offset, length);
        }

        private void take(int more) {
            left -= more;
            if (left < 0 || System.nanoTime() - until > 0) {
                throw new Problem.Conflict(tooLarge);
            }
        }
    }
}
