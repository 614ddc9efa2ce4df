package io.runtruth.ui.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.ValueProvider;
import io.runtruth.shared.Cursor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.PagedGrid;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Tone;
import io.runtruth.webhooks.Delivery;
import java.util.function.Consumer;

/// What one webhook was told, what came of it, and once more where somebody asks for it.
final class DeliveryLog extends Composite<Section> {

    private final H2 title = new H2();
    private final PagedGrid<Delivery, Cursor> grid =
            new PagedGrid<>("deliveries", getTranslation("settings.deliveries.label"));
    private final Consumer<Delivery> sendAgain;
    private String workspace = "";

    DeliveryLog(Consumer<Delivery> sendAgain) {
        this.sendAgain = sendAgain;
        add("at", row -> new RelativeTime(row.at())).setWidth("110px");
        add("event", row -> new Span(WebhookColumns.event(row.event())))
                .setWidth("180px")
                .setFlexGrow(1);
        add("about", this::about).setWidth("120px");
        add("state", this::state).setWidth("170px");
        add("answer", this::answer).setWidth("190px").setFlexGrow(1);
        add("attempts", row -> new Span(Integer.toString(row.attempts()))).setWidth("90px");
        grid.grid()
                .addComponentColumn(this::actions)
                .setKey("actions")
                .setWidth("150px")
                .setFlexGrow(0);
        RowCards.follow(grid.grid());
        getContent().setId("delivery-log");
        getContent().addClassName("part");
        getContent().add(title, grid);
        setVisible(false);
    }

    /// @param slug of the workspace
    /// @param host that is told
    void show(DeliveryList list, String slug, String host) {
        workspace = slug;
        title.setText(getTranslation("settings.deliveries.title", host));
        grid.show(
                list,
                new EmptyState(
                        Glyph.WEBHOOK,
                        getTranslation("settings.deliveries.empty.title"),
                        getTranslation("settings.deliveries.empty.text")));
        setVisible(true);
    }

    void refresh() {
        if (isVisible()) {
            grid.refresh();
        }
    }

    private Grid.Column<Delivery> add(String name, ValueProvider<Delivery, Component> cell) {
        return grid.grid()
                .addComponentColumn(cell)
                .setKey(name)
                .setHeader(getTranslation("settings.deliveries." + name))
                .setFlexGrow(0)
                .setResizable(true);
    }

    private Component about(Delivery row) {
        if (row.reviewId() != null) {
            return new Anchor(
                    "/" + Routes.review(workspace, row.reviewId()), getTranslation("settings.deliveries.review"));
        }
        return row.runId() == null
                ? new Span()
                : new Anchor("/" + Routes.run(workspace, row.runId()), getTranslation("settings.deliveries.run"));
    }

    private Component state(Delivery row) {
        var words = getTranslation("settings.deliveries.is." + row.state().code());
        return switch (row.state()) {
            case WAITING -> new StatusBadge(Tone.ACTIVE, Glyph.CLOCK, words).status("waiting");
            case DELIVERED -> new StatusBadge(Tone.GOOD, Glyph.DONE, words).status("delivered");
            case GIVEN_UP -> new StatusBadge(Tone.BAD, Glyph.FAILED, words).status("given_up");
        };
    }

    private Component answer(Delivery row) {
        var fault = row.lastFault() == null
                ? ""
                : getTranslation("settings.deliveries.fault." + row.lastFault().code());
        return Spans.cell(
                new Span(row.lastStatus() == null ? "" : row.lastStatus().toString()), Spans.quiet(fault));
    }

    private Component actions(Delivery row) {
        if (row.state() == Delivery.DeliveryState.WAITING) {
            return new Span();
        }
        var button = new Button(getTranslation("settings.deliveries.again"), _ -> sendAgain.accept(row));
        button.setId("action-send-again-" + row.id());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }
}
