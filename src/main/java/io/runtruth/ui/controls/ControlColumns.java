package io.runtruth.ui.controls;

import static io.runtruth.ui.controls.ControlWording.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.ValueProvider;
import io.runtruth.reviews.ControlRow;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.SeverityMark;
import io.runtruth.ui.kit.Spans;
import java.util.function.Supplier;

/// The columns of the list of controls; a card each where the page is narrow.
///
/// @param workspace whose slug
record ControlColumns(Supplier<String> workspace) {

    void addTo(Grid<ControlRow> grid) {
        add(grid, "control", this::control).setWidth("280px").setFlexGrow(1);
        add(grid, "severity", row -> SeverityMark.of(row.severity())).setWidth("105px");
        add(grid, "not_met", ControlColumns::notMet).setWidth("115px");
        add(grid, "warning", row -> number(row.of(FindingGroup.WARNING))).setWidth("95px");
        add(grid, "met", row -> number(row.of(FindingGroup.MET))).setWidth("75px");
        add(grid, "unrated", row -> number(ControlWording.unrated(row))).setWidth("115px");
        add(grid, "spread", row -> Spans.stacked(new SpreadBar(row, format()))).setWidth("135px");
        var card = add(grid, "card", this::card).setFlexGrow(1).setResizable(false);
        RowCards.follow(grid, card);
    }

    private Component control(ControlRow row) {
        var title = ControlWording.title(row);
        var link = new Anchor("/" + Routes.control(workspace.get(), row.id()), title);
        link.setId("control-" + row.id());
        link.addClassName("control-title");
        link.getElement().setAttribute("title", title);
        return Spans.stacked(link, named(row.wording()));
    }

    /// Its id, and whose.
    static Span named(ControlRow.Wording wording) {
        var named = Spans.cell(Spans.mono(wording.control()), Spans.quiet(wording.tool()));
        if (!wording.area().isEmpty()) {
            named.add(Spans.quiet(wording.area()));
        }
        named.addClassName("control-named");
        named.getElement()
                .setAttribute("title", ForeignText.joined(" · ", wording.control(), wording.tool(), wording.area()));
        return named;
    }

    private static Component notMet(ControlRow row) {
        var number = number(row.of(FindingGroup.NOT_MET));
        return row.accepted() == 0
                ? number
                : Spans.stacked(number, Spans.quiet(text("controls.accepted", format().number(row.accepted()))));
    }

    private static Span number(long environments) {
        var number = new Span(format().number(environments));
        number.addClassName(environments == 0 ? "quiet" : "number");
        return number;
    }

    private Component card(ControlRow row) {
        var card = new Span(
                control(row),
                SeverityMark.of(row.severity()),
                Spans.stacked(new SpreadBar(row, format()), new Span(ControlWording.spread(row, format()))));
        if (row.accepted() > 0) {
            card.add(Spans.quiet(text("controls.accepted", format().number(row.accepted()))));
        }
        card.addClassName("environment-card");
        return card;
    }

    private static LocalFormat format() {
        return LocalFormat.of(UI.getCurrent());
    }

    private static Grid.Column<ControlRow> add(
            Grid<ControlRow> grid, String name, ValueProvider<ControlRow, Component> cell) {
        return RowCards.add(grid, cell)
                .setKey(name)
                .setHeader(text("controls.column." + name))
                .setFlexGrow(0)
                .setResizable(true);
    }
}
