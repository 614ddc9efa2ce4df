package io.runtruth.ui.environments;

import io.runtruth.access.Actor;
import io.runtruth.evidence.EvidenceChangeQueries;
import io.runtruth.evidence.EvidenceChanges;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.evidence.EvidenceRow;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.Range;
import io.runtruth.shared.Scope;
import io.runtruth.ui.kit.KeyRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The newest 1,000 imports of one environment, last imported first.
record EvidenceHistory(EvidenceQueries evidence, EvidenceChangeQueries changes, Actor actor, Scope scope)
        implements KeyRows<EvidenceRow> {

    private static final UUID LEAST = new UUID(0, 0);

    @Override
    public List<EvidenceRow> page(Range range) {
        var left = EvidenceQueries.MOST - range.skip();
        return left < 1
                ? List.of()
                : evidence.history(actor, scope, behind(range), range.skip(), Math.min(range.limit(), left));
    }

    @Override
    public List<Cursor> keys(Range range) {
        return page(range).stream().map(this::key).toList();
    }

    @Override
    public int count(Range range) {
        return evidence.count(actor, scope, behind(range), range.limit());
    }

    @Override
    public List<EvidenceRow> byIds(List<UUID> ids) {
        return evidence.history(actor, scope, ids);
    }

    @Override
    public Cursor key(EvidenceRow row) {
        return new Cursor(row.snapshot().importedAt(), row.snapshot().id());
    }

    EvidenceChanges changes(EvidenceRow row) {
        return changes.changes(actor, scope, row.snapshot().id());
    }

    /// The last import, if there is one.
    Optional<UUID> newest() {
        return evidence.page(actor, scope, null, 1).items().stream()
                .map(EvidenceSnapshot::id)
                .findFirst();
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
