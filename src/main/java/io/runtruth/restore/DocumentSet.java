package io.runtruth.restore;

import io.runtruth.shared.CanonicalJson;
import io.runtruth.shared.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
        twin(path).ifPresent(other -> {
            throw new Problem.InvalidInput(
                    "snapshot.twins", DocumentPath.shown(path.text()), DocumentPath.shown(other));
        });
        byTwin.put(path.twin(), path.text());
        folders.addAll(path.folderTwins());
    }

    /// What of the set is one with the path on some system; a folder ends in `/`.
    Optional<String> twin(DocumentPath path) {
        var twin = path.twin();
        if (folders.contains(twin)) {
            return Optional.of(path.text() + "/");
        }
        return Stream.concat(Stream.of(twin), path.folderTwins().stream())
                .map(byTwin::get)
                .filter(Objects::nonNull)
                .findFirst();
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
