package io.runtruth.ui.kit;

import io.runtruth.shared.Cursor;
import io.runtruth.shared.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A list by key in memory, in the order that PostgreSQL has, which remembers what was read of it.
final class KeyList implements KeyRows<KeyList.Row> {

    record Row(int number, String text) {}

    private final TreeMap<Cursor, Row> rows = new TreeMap<>(KeyWindow.NEWEST_FIRST);
    final List<Range> pages = new ArrayList<>();
    int readsById;
    int countedTo;

    /// Rows with these numbers; the highest is the newest.
    static KeyList of(int... numbers) {
        var list = new KeyList();
        IntStream.of(numbers).forEach(number -> list.put(number, "row " + number));
        return list;
    }

    static KeyList upTo(int newest) {
        return of(IntStream.rangeClosed(1, newest).toArray());
    }

    void put(int number, String text) {
        rows.put(keyOf(number), new Row(number, text));
    }

    void remove(int number) {
        rows.remove(keyOf(number));
    }

    static UUID id(int number) {
        return new UUID(0, number);
    }

    @Override
    public List<Row> page(Range range) {
        pages.add(range);
        return from(range).skip(range.skip()).limit(range.limit()).toList();
    }

    @Override
    public List<Cursor> keys(Range range) {
        return from(range)
                .skip(range.skip())
                .limit(range.limit())
                .map(this::key)
                .toList();
    }

    @Override
    public int count(Range range) {
        countedTo = range.limit();
        return (int) from(range).limit(range.limit()).count();
    }

    @Override
    public List<Row> byIds(List<UUID> ids) {
        readsById++;
        return rows.values().stream()
                .filter(row -> ids.contains(id(row.number())))
                .sorted(Comparator.comparingInt(Row::number))
                .toList();
    }

    @Override
    public Cursor key(Row row) {
        return keyOf(row.number());
    }

    private Stream<Row> from(Range range) {
        var part = range.upTo() == null ? rows : rows.tailMap(range.upTo(), true);
        return (range.after() == null ? part : part.tailMap(range.after(), false)).values().stream();
    }

    private static Cursor keyOf(int number) {
        return new Cursor(Instant.EPOCH.plusSeconds(number), id(number));
    }
}
