package io.runtruth.ui.kit;

import io.runtruth.shared.Cursor;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A list as it was when it was opened, read by key: what a person has seen keeps its place until they ask for news.
/// New rows above do not shift it, and a row that stops passing the filter stays where it was read.
///
/// An offset, which is what a grid asks by, is found from the nearest known key above it.
final class KeyWindow<T> {

    /// As PostgreSQL orders: by time, then by the id's bytes.
    static final Comparator<Cursor> NEWEST_FIRST = Comparator.comparing(Cursor::at)
            .thenComparing(it -> it.id().getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(it -> it.id().getLeastSignificantBits(), Long::compareUnsigned)
            .reversed();

    private static final int NEWS_READ = 100;

    private final KeyRows<T> rows;
    private final @Nullable Cursor top;
    private final int size;
    private final boolean cut;

    private final TreeMap<Integer, Cursor> keyBefore = new TreeMap<>();
    private final Map<Integer, UUID> idAt = new HashMap<>();
    private final Set<UUID> seen = new HashSet<>();
    private int seenWithoutGap;

    /// @param most how many rows it holds at most
    KeyWindow(KeyRows<T> rows, int most) {
        this.rows = rows;
        top = rows.page(KeyRows.Range.newest(1)).stream()
                .findFirst()
                .map(rows::key)
                .orElse(null);
        var counted = top == null ? 0 : rows.count(new KeyRows.Range(null, top, 0, most + 1));
        size = Math.min(counted, most);
        cut = counted > most;
    }

    int size() {
        return size;
    }

    /// Whether there are more rows than the window holds.
    boolean isCut() {
        return cut;
    }

    List<T> fetch(int offset, int limit) {
        var wanted =
                IntStream.range(offset, Math.min(offset + limit, size)).boxed().toList();
        var known = wanted.stream().map(idAt::get).toList();
        if (!known.contains(null)) {
            var again = inOrder(known);
            if (again.size() == known.size()) {
                return again;
            }
        }
        return read(offset, wanted.size());
    }

    boolean hasSeen(UUID id) {
        return seen.contains(id);
    }

    /// How many rows have come in above or between those that have been read, up to 100.
    int news() {
        var from = lowestSeen();
        return (int) rows.page(KeyRows.Range.newest(NEWS_READ)).stream()
                .map(rows::key)
                .filter(key -> !seen.contains(key.id()))
                .filter(key -> from == null || NEWEST_FIRST.compare(key, from) < 0)
                .count();
    }

    private List<T> read(int offset, int limit) {
        var anchor = keyBefore.floorEntry(offset);
        var page = rows.page(
                anchor == null
                        ? new KeyRows.Range(null, top, offset, limit)
                        : new KeyRows.Range(anchor.getValue(), top, offset - anchor.getKey(), limit));
        for (int i = 0; i < page.size(); i++) {
            remember(offset + i, rows.key(page.get(i)));
        }
        return page;
    }

    private void remember(int offset, Cursor key) {
        idAt.put(offset, key.id());
        seen.add(key.id());
        keyBefore.put(offset + 1, key);
        while (idAt.containsKey(seenWithoutGap)) {
            seenWithoutGap++;
        }
    }

    private List<T> inOrder(List<UUID> ids) {
        Map<UUID, T> found = rows.byIds(ids).stream()
                .collect(Collectors.toMap(row -> rows.key(row).id(), Function.identity()));
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    /// Null when everything has been read: then whatever is unseen is news.
    private @Nullable Cursor lowestSeen() {
        if (seenWithoutGap == 0) {
            return top;
        }
        return seenWithoutGap >= size && !cut ? null : keyBefore.get(seenWithoutGap);
    }
}
