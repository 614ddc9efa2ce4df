package io.runtruth.restore;

import io.runtruth.restore.SnapshotRepository.DocumentContent;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// Stores documents as they come in, a portion at a time, so that memory does not grow with the set. What a
/// content says is not read again where the environment knows it.
final class SnapshotIntake {

    private static final int PORTION = 200;
    private static final int PORTION_BYTES = 4 << 20;

    private final SnapshotRepository snapshots;
    private final SnapshotStagingService staging;
    private final Scope scope;
    private final DocumentSet set = new DocumentSet();
    private final List<FoundDocument> portion = new ArrayList<>();
    private final Set<String> stored = new HashSet<>();
    private final boolean isJsonOnly;
    private int portionBytes;

    /// @param isJsonOnly whether what is no JSON is refused
    SnapshotIntake(SnapshotRepository snapshots, SnapshotStagingService staging, Scope scope, boolean isJsonOnly) {
        this.snapshots = snapshots;
        this.staging = staging;
        this.scope = scope;
        this.isJsonOnly = isJsonOnly;
    }

    DocumentSet set() {
        return set;
    }

    /// A document that the set expects.
    void add(DocumentPath path, byte[] content) {
        portion.add(new FoundDocument(path, ContentDigest.of(content), content));
        portionBytes += content.length;
        if (portion.size() >= PORTION || portionBytes >= PORTION_BYTES) {
            store();
        }
    }

    /// All of them, by path.
    List<KeptDocument> finished() {
        store();
        return set.documents();
    }

    private void store() {
        if (portion.isEmpty()) {
            return;
        }
        var known = snapshots.meanings(
                scope, portion.stream().map(FoundDocument::digest).distinct().toList());
        var contents = new LinkedHashMap<String, DocumentContent>();
        for (var found : portion) {
            var meaning = known.computeIfAbsent(found.digest(), _ -> DocumentReading.meaning(found.content()));
            if (isJsonOnly && meaning.isEmpty()) {
                throw new Problem.InvalidInput(
                        "snapshot.no_json", DocumentPath.shown(found.path().text()), DocumentReading.DEEPEST);
            }
            set.add(new KeptDocument(
                    found.path().text(), found.digest(), meaning.orElse(null), found.content().length));
            if (stored.add(found.digest())) {
                contents.put(found.digest(), new DocumentContent(found.digest(), found.content()));
            }
        }
        if (!contents.isEmpty()) {
            staging.store(scope, contents.values());
        }
        portion.clear();
        portionBytes = 0;
    }

    private record FoundDocument(DocumentPath path, String digest, byte[] content) {}
}
