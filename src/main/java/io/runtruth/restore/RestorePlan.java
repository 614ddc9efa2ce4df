package io.runtruth.restore;

import io.runtruth.shared.CanonicalJson;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a restore would do, decided from two snapshots: what is to be, and the target as it is. Pure.
final class RestorePlan {

    private RestorePlan() {}

    /// Every document of the first, by path. What only the target has is left alone, and is not in it.
    ///
    /// @param paths the documents that are chosen; null for all
    /// @throws Problem.InvalidInput `restore.path_unknown`, `restore.nothing_chosen`
    static List<RestoreItem> items(List<KeptDocument> wanted, List<KeptDocument> before, @Nullable Set<String> paths) {
        var target = new HashMap<String, KeptDocument>();
        before.forEach(document -> target.put(document.path(), document));
        var items = new ArrayList<RestoreItem>(wanted.size());
        for (var document : wanted) {
            var is = target.get(document.path());
            items.add(new RestoreItem(
                    document.path(),
                    change(document, is),
                    paths == null || paths.contains(document.path()),
                    is == null ? null : is.digest(),
                    document.digest(),
                    null,
                    null,
                    null));
        }
        requireKnown(items, paths);
        return items;
    }

    private static ItemChange change(KeptDocument wanted, @Nullable KeptDocument is) {
        if (is == null) {
            return ItemChange.CREATE;
        }
        return wanted.saysSame(is) ? ItemChange.UNCHANGED : ItemChange.CHANGE;
    }

    /// The same documents, chosen otherwise.
    ///
    /// @throws Problem.InvalidInput as [#items]
    static List<RestoreItem> chosen(List<RestoreItem> items, Set<String> paths) {
        requireKnown(items, paths);
        return items.stream()
                .map(it -> new RestoreItem(
                        it.path(),
                        it.change(),
                        paths.contains(it.path()),
                        it.beforeDigest(),
                        it.wantedDigest(),
                        null,
                        null,
                        null))
                .toList();
    }

    private static void requireKnown(List<RestoreItem> items, @Nullable Set<String> paths) {
        if (paths == null) {
            return;
        }
        if (paths.isEmpty()) {
            throw new Problem.InvalidInput("restore.nothing_chosen");
        }
        var unknown = new HashSet<>(paths);
        items.forEach(it -> unknown.remove(it.path()));
        if (!unknown.isEmpty()) {
            throw new Problem.InvalidInput(
                    "restore.path_unknown",
                    DocumentPath.shown(unknown.iterator().next()));
        }
    }

    /// What the target would hold afterwards has to be a set of documents as this one: else nothing could
    /// read it again, and there would be no way back.
    ///
    /// @param wanted the documents of the snapshot
    /// @param before those of the target
    /// @throws Problem.InvalidInput `restore.twins`, `snapshot.too_many`, `snapshot.too_large`
    static void requireSet(List<RestoreItem> items, List<KeptDocument> wanted, List<KeptDocument> before) {
        var chosen = items.stream()
                .filter(RestoreItem::chosen)
                .map(RestoreItem::path)
                .collect(Collectors.toSet());
        var after = new DocumentSet();
        before.stream()
                .filter(it -> !chosen.contains(it.path()))
                .forEach(it -> after.expect(new DocumentPath(it.path()), it.sizeBytes()));
        wanted.stream().filter(it -> chosen.contains(it.path())).forEach(it -> {
            var path = new DocumentPath(it.path());
            after.twin(path).ifPresent(other -> {
                throw new Problem.InvalidInput(
                        "restore.twins", DocumentPath.shown(path.text()), DocumentPath.shown(other));
            });
            after.expect(path, it.sizeBytes());
        });
    }

    /// Of all that somebody confirms by confirming the preview: which environment and target, and each chosen
    /// document as it is and as it is to be. `sha256:…`
    static String digest(Scope scope, String place, UUID snapshotId, List<RestoreItem> items) {
        Map<String, @Nullable Object> confirmed = new LinkedHashMap<>();
        confirmed.put("version", "restore-1");
        confirmed.put("workspace", scope.workspaceId().toString());
        confirmed.put("environment", scope.environmentId().toString());
        confirmed.put("place", place);
        confirmed.put("snapshot", snapshotId.toString());
        List<@Nullable Object> documents = new ArrayList<>();
        for (var item : items) {
            if (item.chosen()) {
                var document = new ArrayList<@Nullable Object>();
                document.add(item.path());
                document.add(item.beforeDigest());
                document.add(item.wantedDigest());
                documents.add(document);
            }
        }
        confirmed.put("documents", documents);
        return ContentDigest.of(CanonicalJson.bytes(confirmed));
    }
}
