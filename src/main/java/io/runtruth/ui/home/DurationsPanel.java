package io.runtruth.ui.home;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.runtruth.operations.reads.DurationSpread;
import io.runtruth.operations.reads.WorkspaceWork.Endings;
import io.runtruth.operations.reads.WorkspaceWorkQueries;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.DurationWording;
import io.runtruth.ui.kit.LocalFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How long runs took in thirty days, by type: a sentence, a column for each stretch of time, and the same as a table
/// for who does not see columns.
final class DurationsPanel extends Composite<Section> {

    private @Nullable List<DurationSpread> shown;
    private boolean isCut;

    DurationsPanel() {
        getContent().addClassName("durations");
        getContent().setId("durations");
        getContent().setVisible(false);
    }

    /// @param endings of the same runs
    void show(List<DurationSpread> spreads, Endings endings, LocalFormat format) {
        if (spreads.equals(shown) && endings.more() == isCut) {
            return;
        }
        shown = List.copyOf(spreads);
        isCut = endings.more();
        getContent().removeAll();
        getContent().setVisible(!spreads.isEmpty());
        getContent().add(new H2(getTranslation("dashboard.durations.title", WorkspaceWorkQueries.DAYS)));
        spreads.forEach(spread -> getContent().add(part(spread, format)));
        if (endings.more()) {
            getContent().add(new Paragraph(getTranslation("dashboard.endings.newest", format.number(endings.total()))));
        }
    }

    private Div part(DurationSpread spread, LocalFormat format) {
        var sentence = new Paragraph(getTranslation(
                "dashboard.durations.says",
                getTranslation("run.type." + spread.type().code()),
                DurationWording.fine(spread.half()).text(),
                DurationWording.fine(spread.most()).text(),
                spread.runs()));
        var part = new Div(sentence, columns(spread, format), table(spread, format));
        part.addClassName("spread");
        part.getElement().setAttribute("data-type", spread.type().code());
        return part;
    }

    private Div columns(DurationSpread spread, LocalFormat format) {
        var most = spread.counts().stream().mapToInt(Integer::intValue).max().orElse(1);
        var columns = new Div();
        columns.addClassName("columns");
        columns.getElement().setAttribute("aria-hidden", "true");
        stretches().forEach(at -> {
            var number = spread.counts().get(at);
            var bar = new Span();
            bar.addClassName("bar");
            bar.getStyle().setHeight(String.format(Locale.ROOT, "%.1f%%", 100.0 * number / most));
            var label = new Span(stretch(at));
            label.addClassName("label");
            var room = new Div(bar);
            room.addClassName("room");
            var column = new Div(room, label);
            column.addClassName("column");
            column.getElement()
                    .setAttribute(
                            "title", getTranslation("dashboard.durations.column", stretch(at), format.number(number)));
            columns.add(column);
        });
        return columns;
    }

    private NativeTable table(DurationSpread spread, LocalFormat format) {
        var rows = new NativeTableBody();
        stretches()
                .forEach(at -> rows.add(new NativeTableRow(
                        new NativeTableCell(stretch(at)),
                        new NativeTableCell(format.number(spread.counts().get(at))))));
        var head = new NativeTableHeader(
                new NativeTableRow(heading("dashboard.durations.took"), heading("dashboard.durations.runs")));
        var table = new NativeTable(head, rows);
        table.setCaptionText(getTranslation("run.type." + spread.type().code()));
        table.addClassName("for-reading");
        return table;
    }

    private NativeTableHeaderCell heading(String key) {
        var heading = new NativeTableHeaderCell(getTranslation(key));
        heading.getElement().setAttribute("scope", "col");
        return heading;
    }

    private static IntStream stretches() {
        return IntStream.rangeClosed(0, DurationSpread.BOUNDS.size());
    }

    private String stretch(int at) {
        return at < DurationSpread.BOUNDS.size()
                ? getTranslation("dashboard.durations.below", whole(DurationSpread.BOUNDS.get(at)))
                : getTranslation("dashboard.durations.longer", whole(DurationSpread.BOUNDS.getLast()));
    }

    private static String whole(Duration bound) {
        return (bound.toSecondsPart() == 0
                        ? Phrase.of("dashboard.durations.minutes", bound.toMinutes())
                        : Phrase.of("dashboard.durations.seconds", bound.toSeconds()))
                .text();
    }
}
