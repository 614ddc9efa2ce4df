package io.runtruth.ui.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.runtruth.shared.Problem;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.ConsequenceDialog;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.PagedGrid;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.SettingsPlace;
import io.runtruth.ui.kit.ShownOnce;
import io.runtruth.ui.kit.Toast;
import io.runtruth.webhooks.Delivery;
import io.runtruth.webhooks.NewWebhook;
import io.runtruth.webhooks.Webhook;
import io.runtruth.webhooks.WebhookEvent;
import io.runtruth.webhooks.WebhookQueries;
import io.runtruth.webhooks.WebhookService;
import jakarta.annotation.security.PermitAll;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which addresses are told of what, and what was sent to each (contract 11).
@PermitAll
@Route(value = Routes.SETTINGS_WEBHOOKS, layout = MainLayout.class)
@Uses(RelativeTime.class)
class WebhooksView extends Composite<SettingsPage> implements BeforeEnterObserver, HasDynamicTitle {

    private static final String WEBHOOK = "webhook";

    private final WebhookQueries webhooks;
    private final WebhookService service;
    private final ProblemMessages messages;
    private final CurrentActor current;

    private final SettingsPage page;
    private final PagedGrid<Webhook, UUID> grid =
            new PagedGrid<>("webhooks", getTranslation("settings.place.webhooks"));
    private final DeliveryLog log = new DeliveryLog(this::sendAgain);

    private @Nullable UUID opened;

    WebhooksView(
            SettingsPages pages,
            WebhookQueries webhooks,
            WebhookService service,
            ProblemMessages messages,
            CurrentActor current,
            LiveUpdates live) {
        this.webhooks = webhooks;
        this.service = service;
        this.messages = messages;
        this.current = current;
        page = pages.page(SettingsPlace.WEBHOOKS);
        var add = new Button(getTranslation("settings.webhooks.add"), _ -> askNew());
        add.setId("action-add-webhook");
        add.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        page.addActions(add);
        page.addParts(grid, log);
        new WebhookColumns(this::open, this::askDelete).addTo(grid.grid());
        RowCards.follow(grid.grid());
        live.tick(this, this::refresh);
    }

    @Override
    protected SettingsPage initContent() {
        return page;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        page.enter(event);
        grid.show(new WebhookList(webhooks, current.get(), page.workspace().id()), none());
        opened = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(WEBHOOK)
                .map(Routes::id)
                .orElse(null);
        log.setVisible(false);
        if (opened != null) {
            showLog(opened);
        }
    }

    @Override
    public String getPageTitle() {
        return page.title();
    }

    private EmptyState none() {
        return new EmptyState(
                Glyph.WEBHOOK,
                getTranslation("settings.webhooks.empty.title"),
                getTranslation("settings.webhooks.empty.text"));
    }

    private void showLog(UUID webhookId) {
        var webhook = found(webhookId).orElseThrow(() -> new Problem.NotFound("not_found"));
        log.show(
                new DeliveryList(webhooks, current.get(), page.workspace().id(), webhookId),
                page.workspace().slug(),
                WebhookColumns.host(webhook));
    }

    private Optional<Webhook> found(UUID webhookId) {
        return webhooks.all(current.get(), page.workspace().id()).stream()
                .filter(it -> it.id().equals(webhookId))
                .findFirst();
    }

    private void open(Webhook webhook) {
        UI.getCurrent()
                .navigate(address(), QueryParameters.of(WEBHOOK, webhook.id().toString()));
    }

    private String address() {
        return Routes.settings(page.workspace().slug(), SettingsPlace.WEBHOOKS.code());
    }

    /// Somebody else may have deleted the webhook whose log is open.
    private void refresh() {
        grid.refresh();
        page.refreshTail();
        if (opened != null && found(opened).isEmpty()) {
            opened = null;
            log.setVisible(false);
        }
        log.refresh();
    }

    private void askNew() {
        var url = new TextField(getTranslation("settings.webhooks.address"));
        url.setId("webhook-url");
        url.setHelperText(getTranslation("settings.webhooks.address_help"));
        var events = new CheckboxGroup<WebhookEvent>(getTranslation("settings.webhooks.events"));
        events.setId("webhook-events");
        events.setItems(WebhookEvent.values());
        events.setItemLabelGenerator(WebhookColumns::event);
        events.setValue(Set.of(WebhookEvent.RUN_ATTENTION, WebhookEvent.REVIEW_READY));
        var dialog = new FormDialog("dialog-add-webhook", getTranslation("settings.webhooks.add"), messages);
        dialog.ask(url, events)
                .offer("action-confirm-add", getTranslation("settings.webhooks.add_now"), () -> {
                    var asked = new NewWebhook(url.getValue().strip(), events.getValue());
                    var made = service.create(current.get(), page.workspace().id(), asked);
                    refresh();
                    dialog.answer(ShownOnce.secret(
                            getTranslation("settings.webhooks.secret"),
                            made.secret(),
                            getTranslation("settings.webhooks.secret_for")));
                })
                .open();
    }

    private void askDelete(Webhook webhook) {
        new ConsequenceDialog(
                        "dialog-delete-webhook",
                        getTranslation("settings.webhooks.delete_of", WebhookColumns.host(webhook)),
                        getTranslation("settings.webhooks.delete.keep"),
                        getTranslation("settings.webhooks.delete.ends"),
                        getTranslation("settings.webhooks.delete.again"))
                .onConfirm("action-confirm-delete", getTranslation("settings.webhooks.delete"), () -> {
                    service.delete(current.get(), page.workspace().id(), webhook.id());
                    refresh();
                    Toast.done(getTranslation("settings.webhooks.deleted", WebhookColumns.host(webhook)));
                })
                .open();
    }

    private void sendAgain(Delivery delivery) {
        service.sendAgain(
                current.get(), page.workspace().id(), Objects.requireNonNull(opened, "its log is open"), delivery.id());
        refresh();
        Toast.done(getTranslation("settings.deliveries.sent_again"));
    }
}
