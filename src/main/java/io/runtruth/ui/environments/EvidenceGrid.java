package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.ValueProvider;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceRow;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.evidence.FileFacts;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.KeyGrid;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.Spans;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The history of an environment's evidence, live. Texts of files are shown as plain text.
final class EvidenceGrid extends Composite<Div> {

    private static final int DIGEST_SHOWN = "sha256:".length() + 12;

    private final KeyGrid<EvidenceRow> rows = new KeyGrid<>("evidence", getTranslation("evidence.grid.label"));

    private @Nullable EvidenceHistory history;
    private @Nullable UUID newest;

    EvidenceGrid() {
        getContent().addClassName("evidence-history");
        getContent().add(rows);
        column("evidence.grid.imported", row -> imported(row.snapshot())).setWidth("140px");
        headed("evidence.grid.changes", rows.grid().addColumn(changes())).setWidth("280px");
        column(
                        "evidence.grid.tool_and_target",
                        row -> toolAndTarget(row.snapshot().facts()))
                .setWidth("170px");
        column("evidence.grid.collected", this::collected).setWidth("150px");
        column("evidence.grid.results", row -> results(row.snapshot().facts())).setWidth("220px");
        column("evidence.grid.file", row -> file(row.snapshot())).setWidth("190px");
        RowCards.follow(rows.grid());
    }

    void show(EvidenceHistory history) {
        this.history = history;
        rows.grid().setDetailsVisibleOnClick(false);
        rows.grid().setItemDetailsRenderer(new ComponentRenderer<>(row -> new ChangeLists(history.changes(row))));
        newest = null;
        rows.show(
                history,
                new EmptyState(
                        Glyph.EMPTY, getTranslation("evidence.empty.title"), getTranslation("evidence.empty.text")));
    }

    /// After one's own import: it is to be seen at once.
    void reload() {
        rows.reload();
    }

    /// What a lost push left: rows never change, so only the newest is asked for.
    void refresh() {
        Optional.ofNullable(history)
                .flatMap(EvidenceHistory::newest)
                .filter(it -> !it.equals(newest))
                .ifPresent(it -> {
                    newest = it;
                    rows.changed(Set.of(it));
                });
    }

    void changed(Collection<UUID> snapshots) {
        rows.changed(snapshots);
    }

    private Grid.Column<EvidenceRow> column(String header, ValueProvider<EvidenceRow, Component> cell) {
        return headed(header, rows.grid().addComponentColumn(cell));
    }

    private Grid.Column<EvidenceRow> headed(String header, Grid.Column<EvidenceRow> column) {
        return column.setHeader(getTranslation(header)).setFlexGrow(1);
    }

    private static Component imported(EvidenceSnapshot snapshot) {
        return Spans.stacked(new RelativeTime(snapshot.importedAt()), Spans.quiet(snapshot.importedBy()));
    }

    private Component collected(EvidenceRow row) {
        var at = row.snapshot().collectedAtUpload() ? notCollected(row.snapshot()) : collectedAt(row.snapshot());
        return row.unchangedSince() == null
                ? at
                : Spans.stacked(
                        at,
                        Spans.quiet(getTranslation("evidence.grid.unchanged", format().date(row.unchangedSince()))));
    }

    private Component notCollected(EvidenceSnapshot snapshot) {
        var stated = snapshot.facts().collectedAt();
        return Spans.quiet(
                stated == null
                        ? getTranslation("evidence.grid.no_time")
                        : getTranslation("evidence.grid.time_in_future", format().date(stated)));
    }

    private Component collectedAt(EvidenceSnapshot snapshot) {
        var at = new RelativeTime(snapshot.collectedAt());
        return snapshot.facts().isWarned(FileFacts.TIME_WITHOUT_ZONE)
                ? Spans.stacked(at, Spans.quiet(getTranslation("evidence.grid.time_without_zone")))
                : at;
    }

    /// A sentence, and what it is about below the row; read when somebody looks. A row that is drawn again keeps the
    /// button that somebody has just pressed.
    private ComponentRenderer<Component, EvidenceRow> changes() {
        return new ComponentRenderer<>(
                row -> new ChangeFold(row, rows.grid()), (before, row) -> ((ChangeFold) before).shown(row));
    }

    private static String tool(FileFacts facts) {
        return ForeignText.joined(" ", facts.tool(), facts.toolVersion());
    }

    private String target(FileFacts facts) {
        var named = facts.targetName() == null ? facts.targetId() : facts.targetName();
        return named == null ? getTranslation("evidence.target.unnamed") : named;
    }

    /// The results count every check, those too that are suppressed: by result these are not known.
    private Component results(FileFacts facts) {
        var results = new Span(counts(facts));
        return facts.suppressed() == 0
                ? results
                : Spans.stacked(
                        results,
                        Spans.quiet(getTranslation("evidence.grid.suppressed", facts.suppressed(), facts.total())));
    }

    private String counts(FileFacts facts) {
        return Arrays.stream(CheckResult.values())
                .filter(result -> facts.byResult().getOrDefault(result, 0L) > 0)
                .map(result -> counted(
                        "check.result." + result.code(),
                        Objects.requireNonNull(facts.byResult().get(result))))
                .collect(Collectors.joining(" · "));
    }

    private String counted(String key, long count) {
        return getTranslation("evidence.grid.result", getTranslation(key), count);
    }

    private Component toolAndTarget(FileFacts facts) {
        return Spans.stacked(Spans.foreign(tool(facts)), Spans.quiet(target(facts)));
    }

    /// With what there is to say of it.
    private Component file(EvidenceSnapshot snapshot) {
        var file = snapshot.file();
        var digest = Spans.quiet(
                file.digest().substring(0, Math.min(DIGEST_SHOWN, file.digest().length())));
        digest.addClassName("mono");
        digest.setTitle(file.digest());
        var told = Spans.stacked(Spans.foreign(file.name()), digest);
        var notes = notes(snapshot);
        if (!notes.isEmpty()) {
            told.add(new Span(notes));
        }
        return told;
    }

    private String notes(EvidenceSnapshot snapshot) {
        var confirmed = snapshot.confirmedBy() == null
                ? null
                : getTranslation("evidence.grid.confirmed_by", snapshot.confirmedBy());
        var warnings = snapshot.facts().warnings().stream()
                .map(code -> getTranslation("evidence.warning." + code))
                .collect(Collectors.joining(" "));
        return joined(" ", confirmed, warnings);
    }

    private LocalFormat format() {
        return LocalFormat.of(UI.getCurrent());
    }

    private static String joined(String between, @Nullable String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(between));
    }
}
