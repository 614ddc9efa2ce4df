package io.runtruth.restore;

import io.runtruth.shared.CanonicalJson;
import io.runtruth.shared.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The documents of a set as they come in, one at a time: no two of them may be one on any system, and no folder
/// may be a document too.
final class DocumentSet {

    static final int MOST = 20_000;
    static final long MOST_BYTES = 256L << 20;

    private final List<KeptDocument> documents = new ArrayList<>();
    private final Map<String, String> byTwin = new HashMap<>();
    private final Set<String> folders = new HashSet<>();
    private long bytes;

    /// Before its bytes are read.
    ///
    /// @throws Problem.InvalidInput `snapshot.twins`, `snapshot.too_many`, `snapshot.too_large`
    void expect(DocumentPath path, long sizeBytes) {
        if (byTwin.size() >= MOST) {
            throw new Problem.InvalidInput("snapshot.too_many", MOST);
        }
        if (sizeBytes > DocumentReading.MOST_BYTES) {
            throw new Problem.InvalidInput(
                    "snapshot.document_large", DocumentPath.shown(path.text()), DocumentReading.MOST_BYTES >> 20);
        }
        bytes += sizeBytes;
        if (bytes > MOST_BYTES) {
            throw new Problem.InvalidInput("snapshot.too_large", MOST_BYTES >> 20);
        }
        var twin = path.twin();
        var other = byTwin.putIfAbsent(twin, path.text());
        if (other != null) {
            throw twins(path.text(), other);
        }
        if (folders.contains(twin)) {
            throw twins(path.text(), path.text() + "/");
        }
        for (var folder : path.folderTwins()) {
            var document = byTwin.get(folder);
            if (document != null) {
                throw twins(path.text(), document);
            }
            folders.add(folder);
        }
    }

    private static Problem.InvalidInput twins(String path, String other) {
        return new Problem.InvalidInput("snapshot.twins", DocumentPath.shown(path), DocumentPath.shown(other));
    }

    void add(KeptDocument document) {
        documents.add(document);
    }

    /// By path.
    List<KeptDocument> documents() {
        return documents.stream()
                .sorted(Comparator.comparing(KeptDocument::path))
                .toList();
    }

    /// Of the set: `sha256:…`, the same for the same documents in any order.
    static String digest(List<KeptDocument> documents) {
        var named = documents.stream()
                .sorted(Comparator.comparing(KeptDocument::path))
                .map(it -> List.of(it.path(), it.digest()))
                .toList();
        return ContentDigest.of(CanonicalJson.bytes(List.of("documents-1", named)));
    }
}
