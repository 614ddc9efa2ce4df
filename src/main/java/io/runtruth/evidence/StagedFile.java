package io.runtruth.evidence;

import io.runtruth.shared.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/// Hands the checks and the bytes of one file on in batches, so that neither memory nor a transaction grows with
/// it.
final class StagedFile {

    private static final int CHECKS_AT_ONCE = 500;
    private static final int CHUNK_BYTES = 1 << 20;

    private final EvidenceStagingService staging;
    private final Scope scope;
    private final UUID importId;
    private final ImportDeadline deadline;
    private final List<Check> batch = new ArrayList<>(CHECKS_AT_ONCE);
    private int position;

    StagedFile(EvidenceStagingService staging, Scope scope, UUID importId, ImportDeadline deadline) {
        this.staging = staging;
        this.scope = scope;
        this.importId = importId;
        this.deadline = deadline;
    }

    void add(Check check) {
        deadline.require();
        batch.add(check);
        if (batch.size() == CHECKS_AT_ONCE) {
            flush();
        }
    }

    void flush() {
        if (!batch.isEmpty()) {
            staging.addChecks(scope, importId, position, batch);
            position += batch.size();
            batch.clear();
        }
    }

    void addBytes(Path file) {
        try (var in = Files.newInputStream(file)) {
            int chunk = 0;
            for (var bytes = in.readNBytes(CHUNK_BYTES); bytes.length > 0; bytes = in.readNBytes(CHUNK_BYTES)) {
                deadline.require();
                staging.addChunk(scope, importId, chunk++, gzip(bytes));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream(bytes.length / 4);
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }
}
