package io.runtruth.ui.environments;

import io.runtruth.access.Actor;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.Range;
import io.runtruth.shared.Scope;
import io.runtruth.ui.kit.KeyRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The newest 1,000 imports of one environment, last imported first. A posture is compared as far as
/// [#COMPARED] imports back.
record EvidenceHistory(EvidenceQueries evidence, Actor actor, Scope scope) implements KeyRows<EvidenceRow> {

    static final int COMPARED = 200;

    private static final UUID LEAST = new UUID(0, 0);

    @Override
    public List<EvidenceRow> page(Range range) {
        var last = range.skip() + range.limit();
        var read = read(range, last + COMPARED);
        return read.stream()
                .skip(range.skip())
                .limit(range.limit())
                .map(snapshot -> EvidenceRow.of(snapshot, read))
                .toList();
    }

    @Override
    public List<Cursor> keys(Range range) {
        return read(range, range.skip() + range.limit()).stream()
                .skip(range.skip())
                .map(EvidenceHistory::key)
                .toList();
    }

    @Override
    public int count(Range range) {
        return read(range, range.limit()).size();
    }

    @Override
    public List<EvidenceRow> byIds(List<UUID> ids) {
        return page(new Range(null, null, 0, EvidenceQueries.MOST)).stream()
                .filter(row -> ids.contains(row.snapshot().id()))
                .toList();
    }

    @Override
    public Cursor key(EvidenceRow row) {
        return key(row.snapshot());
    }

    private static Cursor key(EvidenceSnapshot snapshot) {
        return new Cursor(snapshot.importedAt(), snapshot.id());
    }

    private List<EvidenceSnapshot> read(Range range, int limit) {
        return evidence.page(actor, scope, behind(range), Math.min(limit, EvidenceQueries.MOST))
                .items();
    }

    private static @Nullable Cursor behind(Range range) {
        var upTo = range.upTo();
        return range.after() != null || upTo == null ? range.after() : new Cursor(justAfter(upTo.at()), LEAST);
    }

    /// Imports of one microsecond belong together.
    private static Instant justAfter(Instant at) {
        return at.plus(1, ChronoUnit.MICROS);
    }
}
