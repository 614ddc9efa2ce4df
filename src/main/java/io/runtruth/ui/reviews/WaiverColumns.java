package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.reviews.WaiverRow;
import io.runtruth.reviews.WaiverState;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Tone;
import java.util.Objects;
import java.util.function.Consumer;

/// The columns of the list of accepted risks.
///
/// @param workspace its slug
/// @param isManaging whether the reader may edit and withdraw
record WaiverColumns(
        String workspace,
        LocalFormat format,
        boolean isManaging,
        Consumer<WaiverRow> edit,
        Consumer<WaiverRow> withdraw) {

    void addTo(Grid<WaiverRow> grid) {
        add(grid, "state", this::state).setWidth("170px");
        add(grid, "about", WaiverColumns::about).setWidth("240px").setFlexGrow(1);
        add(grid, "environment", this::environment).setWidth("150px");
        add(grid, "reason", row -> sentence(row.risk().reason()))
                .setWidth("220px")
                .setFlexGrow(2);
        add(
                        grid,
                        "owner",
                        row -> Spans.foreign(
                                Objects.requireNonNullElse(row.risk().owner(), "–")))
                .setWidth("140px");
        add(grid, "until", row -> new Span(format.date(row.risk().until()))).setWidth("120px");
        add(grid, "by", WaiverColumns::by).setWidth("200px");
        if (isManaging) {
            grid.addComponentColumn(this::actions)
                    .setKey("actions")
                    .setHeader(text("accepted.column.actions"))
                    .setWidth("210px")
                    .setFrozenToEnd(true)
                    .setFlexGrow(0);
        }
    }

    private Component state(WaiverRow row) {
        var words = text(
                row.isReviewDue() && row.state() == WaiverState.ACTIVE
                        ? "accepted.state.review_due"
                        : "accepted.state." + row.state().code());
        var badge = switch (row.state()) {
            case ACTIVE ->
                row.isReviewDue()
                        ? new StatusBadge(Tone.WARNING, Glyph.ATTENTION, words)
                        : new StatusBadge(Tone.NEUTRAL, Glyph.DONE, words);
            case EXPIRING -> new StatusBadge(Tone.WARNING, Glyph.CLOCK, words);
            case EXPIRED -> new StatusBadge(Tone.BAD, Glyph.FAILED, words);
            case WITHDRAWN -> new StatusBadge(Tone.NEUTRAL, Glyph.ARCHIVED, words);
        };
        return badge.status(row.state().code());
    }

    private static Component about(WaiverRow row) {
        var risk = row.risk();
        var about = new Div(Spans.mono(risk.control()), Spans.quiet(ForeignText.shown(" " + risk.tool())));
        if (risk.ordinal() != null) {
            about.add(Spans.quiet(" #" + risk.ordinal()));
        }
        if (risk.resource() != null) {
            about.add(new Div(Spans.foreign(risk.resource())));
        }
        about.getElement()
                .setAttribute("title", ForeignText.joined(" · ", risk.tool(), risk.control(), risk.resource()));
        return about;
    }

    private Component environment(WaiverRow row) {
        return new Anchor(
                "/" + Routes.environment(workspace, row.environment().slug()),
                ForeignText.shown(row.environment().name()));
    }

    private static Component by(WaiverRow row) {
        return Spans.cell(
                new RelativeTime(row.risk().acceptedAt()),
                Spans.foreign(Objects.requireNonNullElse(row.risk().acceptedBy(), "–")));
    }

    private Component actions(WaiverRow row) {
        return row.endedAt() != null
                ? new Span()
                : Spans.cell(
                        button("action-edit-waiver-", "accepted.action.edit", "accepted.action.edit_of", row, edit),
                        button(
                                "action-withdraw-waiver-",
                                "accepted.action.withdraw",
                                "accepted.action.withdraw_of",
                                row,
                                withdraw));
    }

    private static Button button(String id, String key, String keyOf, WaiverRow row, Consumer<WaiverRow> act) {
        var button = new Button(text(key), _ -> act.accept(row));
        button.setId(id + row.id());
        button.setAriaLabel(text(keyOf, row.risk().control()));
        button.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        return button;
    }

    private static Span sentence(String text) {
        var shown = Spans.foreign(text);
        shown.addClassName("sentence");
        shown.getElement().setAttribute("title", ForeignText.shown(text));
        return shown;
    }

    private static Grid.Column<WaiverRow> add(
            Grid<WaiverRow> grid, String name, ValueProvider<WaiverRow, Component> cell) {
        return grid.addComponentColumn(cell)
                .setKey(name)
                .setHeader(text("accepted.column." + name))
                .setFlexGrow(0)
                .setResizable(true);
    }

    private static String text(String key, Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }
}
