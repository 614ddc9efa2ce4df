package io.runtruth.packs;

import io.runtruth.packs.chain.ExportLayout;
import io.runtruth.shared.CanonicalJson;
import io.runtruth.shared.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The files of an export in one archive, with what is in it and the digests of all of it.
final class EvidenceZip {

    private final StoredZip zip;
    private final List<Object> files = new ArrayList<>();
    private final StringBuilder sums = new StringBuilder();

    EvidenceZip(OutputStream out, Instant at) {
        this.zip = new StoredZip(out, at);
    }

    void add(String name, byte[] bytes) throws IOException {
        var digest = put(name, bytes);
        files.add(Map.of("name", name, "size_bytes", bytes.length, "digest", ExportLayout.DIGEST + digest));
    }

    /// @param manifest all but the files
    void finish(Map<String, Object> manifest) throws IOException {
        var whole = new HashMap<>(manifest);
        whole.put("files", files);
        put(ExportLayout.MANIFEST, CanonicalJson.bytes(whole));
        zip.add(ExportLayout.SUMS, sums.toString().getBytes(StandardCharsets.UTF_8));
        zip.finish();
    }

    private String put(String name, byte[] bytes) throws IOException {
        var digest = Sha256.hex(bytes);
        sums.append(digest).append("  ").append(name).append('\n');
        zip.add(name, bytes);
        return digest;
    }
}
