package io.runtruth.ui.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Spans;
import io.runtruth.webhooks.Webhook;
import io.runtruth.webhooks.WebhookEvent;
import java.net.URI;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The columns of the list of webhooks.
///
/// @param log shows what it was told
record WebhookColumns(Consumer<Webhook> log, Consumer<Webhook> delete) {

    void addTo(Grid<Webhook> grid) {
        add(grid, "address", row -> Spans.mono(row.url())).setWidth("280px").setFlexGrow(2);
        add(grid, "events", WebhookColumns::events).setWidth("220px").setFlexGrow(1);
        add(grid, "made", row -> Spans.cell(new RelativeTime(row.createdAt()), Spans.foreign(row.createdBy())))
                .setWidth("200px");
        grid.addComponentColumn(row -> Spans.cell(
                        button("action-deliveries-", "settings.webhooks.log", row, log),
                        button("action-delete-webhook-", "settings.webhooks.delete", row, delete)))
                .setKey("actions")
                .setWidth("220px")
                .setFlexGrow(0);
    }

    static String event(WebhookEvent event) {
        return I18NProvider.translate("settings.webhooks.event." + event.name().toLowerCase(Locale.ROOT));
    }

    /// What stands behind it is often a secret of the receiver.
    static String host(Webhook webhook) {
        return URI.create(webhook.url()).getHost();
    }

    private static Component events(Webhook row) {
        var words = row.events().stream().map(WebhookColumns::event).collect(Collectors.joining(", "));
        var shown = new Span(words);
        shown.addClassName("sentence");
        shown.getElement().setAttribute("title", words);
        return shown;
    }

    private static Grid.Column<Webhook> add(Grid<Webhook> grid, String name, ValueProvider<Webhook, Component> cell) {
        return grid.addComponentColumn(cell)
                .setKey(name)
                .setHeader(I18NProvider.translate("settings.webhooks." + name))
                .setFlexGrow(0)
                .setResizable(true);
    }

    private static Button button(String id, String key, Webhook row, Consumer<Webhook> act) {
        var button = new Button(I18NProvider.translate(key), _ -> act.accept(row));
        button.setId(id + row.id());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }
}
