package io.runtruth.restore;

import io.runtruth.restore.RestoreRepository.FoundDocument;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a target says when it is read back: of each document what it is now, that it is not there, or
/// nothing. Only what was said contradicts a result; what could not be read says nothing.
final class ReadBack {

    private final Map<String, KeptDocument> found = new HashMap<>();
    private final Set<String> absent = new HashSet<>();
    private boolean isWhole;

    void found(DocumentPath path, byte[] content) {
        var digest = ContentDigest.of(content);
        found.put(path.text(), new KeptDocument(path.text(), digest, null, content.length));
    }

    void absent(String path) {
        absent.add(path);
    }

    /// Everything that is there has been found.
    void whole() {
        isWhole = true;
    }

    /// Documents that have been reached, and of which nothing is known yet.
    List<DocumentPath> unknown(Collection<RestoreItem> items) {
        return items.stream()
                .filter(it -> it.isReached() && !found.containsKey(it.path()) && !absent.contains(it.path()))
                .map(it -> new DocumentPath(it.path()))
                .toList();
    }

    /// What there is to say of documents that were reached: what contradicts their results, and which of
    /// them could not be read.
    List<FoundDocument> told(Collection<RestoreItem> items) {
        return items.stream().filter(RestoreItem::isReached).flatMap(this::told).toList();
    }

    private Stream<FoundDocument> told(RestoreItem item) {
        var is = digest(item.path());
        if (is != null) {
            return item.isAsItsResultSays(is) ? Stream.empty() : Stream.of(new FoundDocument(item.path(), is, null));
        }
        var reason = absent.contains(item.path()) ? RestoreItem.NOT_FOUND : RestoreItem.UNREAD;
        return Stream.of(new FoundDocument(item.path(), null, reason));
    }

    private @Nullable String digest(String path) {
        var is = found.get(path);
        return is == null ? null : is.digest();
    }

    /// Of all documents of the target; null where they were not all read.
    @Nullable
    String digest() {
        return isWhole ? DocumentSet.digest(List.copyOf(found.values())) : null;
    }
}
