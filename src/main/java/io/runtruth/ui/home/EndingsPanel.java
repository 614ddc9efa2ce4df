package io.runtruth.ui.home;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.reads.WorkspaceWork.DayEndings;
import io.runtruth.operations.reads.WorkspaceWork.Endings;
import io.runtruth.operations.reads.WorkspaceWorkQueries;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Routes;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Thirty days of endings: a column a day, those hatched that were decided from records, and how many of these were
/// contradicted later.
final class EndingsPanel extends Composite<Section> {

    private @Nullable Endings shown;
    private @Nullable LocalDate shownOn;

    EndingsPanel() {
        getContent().addClassName("endings");
        getContent().setId("endings");
    }

    void show(Endings endings, String workspace, LocalFormat format, LocalDate today) {
        if (endings.equals(shown) && today.equals(shownOn)) {
            return;
        }
        shown = endings;
        shownOn = today;
        getContent().removeAll();
        var title = new H2(getTranslation("dashboard.endings.title", WorkspaceWorkQueries.DAYS));
        if (endings.total() == 0) {
            getContent().add(title, new Paragraph(getTranslation("dashboard.endings.none")));
        } else {
            getContent().add(title, columns(endings, format, today), legend(endings, workspace, format));
        }
    }

    private Div columns(Endings endings, LocalFormat format, LocalDate today) {
        var days = endings.days().stream().collect(Collectors.groupingBy(DayEndings::day));
        var most = days.values().stream().mapToInt(EndingsPanel::sum).max().orElse(1);
        var columns = new Div();
        columns.addClassName("columns");
        columns.getElement().setAttribute("aria-hidden", "true");
        for (var day = today.minusDays(WorkspaceWorkQueries.DAYS - 1L); !day.isAfter(today); day = day.plusDays(1)) {
            columns.add(column(day, days.getOrDefault(day, List.of()), most, format));
        }
        return columns;
    }

    private Component column(LocalDate day, List<DayEndings> endings, int most, LocalFormat format) {
        var column = new Div();
        column.addClassName("column");
        column.getElement()
                .setAttribute(
                        "title",
                        getTranslation("dashboard.endings.day", format.date(day), format.number(sum(endings))));
        endings.stream()
                .sorted(Comparator.comparing(DayEndings::outcome).thenComparing(DayEndings::decided))
                .forEach(it -> {
                    var part = new Span();
                    part.getElement().setAttribute("data-ending", it.outcome().code());
                    part.getElement().setAttribute("data-decided", Boolean.toString(it.decided()));
                    part.getStyle().setHeight(String.format(Locale.ROOT, "%.1f%%", 100.0 * it.number() / most));
                    column.add(part);
                });
        return column;
    }

    private Div legend(Endings endings, String workspace, LocalFormat format) {
        var list = new UnorderedList();
        outcomes(endings).forEach((outcome, number) -> {
            var mark = new Span();
            mark.addClassName("mark");
            mark.getElement().setAttribute("data-ending", outcome.code());
            mark.getElement().setAttribute("aria-hidden", "true");
            var link = new Anchor(
                    Routes.operations(workspace) + "?outcome=" + outcome.code(),
                    getTranslation("run.outcome." + outcome.code()));
            list.add(new ListItem(mark, link, new Span(" " + format.number(number))));
        });
        var decided = new Anchor(Routes.operations(workspace) + "?tab=reconciled", decided(endings, format));
        decided.setId("endings-decided");
        var legend = new Div(list, new Paragraph(decided));
        if (endings.more()) {
            legend.add(new Paragraph(getTranslation("dashboard.endings.newest", format.number(endings.total()))));
        }
        legend.addClassName("legend");
        return legend;
    }

    private String decided(Endings endings, LocalFormat format) {
        var total = format.number(endings.total());
        return endings.decided() == 0
                ? getTranslation("dashboard.endings.none_decided", endings.total())
                : getTranslation("dashboard.endings.decided", endings.decided(), total, endings.contradicted());
    }

    private static Map<RunOutcome, Integer> outcomes(Endings endings) {
        return endings.days().stream()
                .collect(Collectors.groupingBy(
                        DayEndings::outcome, TreeMap::new, Collectors.summingInt(DayEndings::number)));
    }

    private static int sum(List<DayEndings> endings) {
        return endings.stream().mapToInt(DayEndings::number).sum();
    }
}
