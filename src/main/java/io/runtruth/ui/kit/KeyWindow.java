package io.runtruth.ui.kit;

import io.runtruth.shared.Cursor;
import io.runtruth.shared.Range;
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

/// A list as it was when it was opened, read by key: what a person has seen keeps its place until they ask for
/// news. New rows above do not shift it, and a row that stops passing the filter stays where it was read.
///
/// An offset, which is what a grid asks by, is found from the nearest known key above it. Nothing is counted
/// beyond [#MOST_COUNTED]; a longer list is read on from key to key as far as somebody scrolls, and cannot be
/// jumped through.
final class KeyWindow<T> {

    /// As PostgreSQL orders: by time, then by the id's bytes.
    static final Comparator<Cursor> NEWEST_FIRST = Comparator.comparing(Cursor::at)
            .thenComparing(it -> it.id().getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(it -> it.id().getLeastSignificantBits(), Long::compareUnsigned)
            .reversed();

    /// Beyond it a list says "more" (contract 13).
    static final int MOST_COUNTED = Range.MOST_SKIPPED;

    private static final int NEWS_READ = 100;

    private final KeyRows<T> rows;
    private final @Nullable Cursor top;
    private final int most;
    private final int size;
    private final boolean cut;

    private final TreeMap<Integer, Cursor> keyBefore = new TreeMap<>();
    private final Map<Integer, UUID> idAt = new HashMap<>();
    private final Set<UUID> seen = new HashSet<>();
    private int seenWithoutGap;

    /// @param most how many rows it holds at most
    KeyWindow(KeyRows<T> rows, int most) {
        this.rows = rows;
        this.most = most;
        top = rows.keys(Range.newest(1)).stream().findFirst().orElse(null);
        var mostCounted = Math.min(most, MOST_COUNTED);
        var counted = top == null ? 0 : rows.count(new Range(null, top, 0, mostCounted + 1));
        size = Math.min(counted, mostCounted);
        cut = counted > mostCounted;
    }

    /// How many rows were counted, up to [#MOST_COUNTED].
    int size() {
        return size;
    }

    /// Whether there are more rows than were counted.
    boolean isCut() {
        return cut;
    }

    /// @return fewer rows than the limit only at the list's end, or further down than it has been scrolled
    List<T> fetch(int offset, int limit) {
        var end = cut ? most : size;
        var wanted =
                IntStream.range(offset, Math.min(offset + limit, end)).boxed().toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
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
        return (int) rows.keys(Range.newest(NEWS_READ)).stream()
                .filter(key -> !seen.contains(key.id()))
                .filter(key -> from == null || NEWEST_FIRST.compare(key, from) < 0)
                .count();
    }

    private List<T> read(int offset, int limit) {
        var anchor = keyBefore.floorEntry(offset);
        var after = anchor == null ? null : anchor.getValue();
        var skip = anchor == null ? offset : offset - anchor.getKey();
        if (skip > Range.MOST_SKIPPED) {
            return List.of();
        }
        var page = rows.page(new Range(after, top, skip, limit));
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
