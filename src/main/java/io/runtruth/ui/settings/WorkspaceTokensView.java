package io.runtruth.ui.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.Capability;
import io.runtruth.access.TokenQueries;
import io.runtruth.access.TokenQueries.TokenRow;
import io.runtruth.access.TokenService;
import io.runtruth.live.Change;
import io.runtruth.shared.Cursor;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.ConsequenceDialog;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.PagedGrid;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.SettingsPlace;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.kit.Tone;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Locale;
import java.util.stream.Collectors;

/// What programs may do in the workspace, in whose place, and whether their person still may.
@PermitAll
@Route(value = Routes.SETTINGS_TOKENS, layout = MainLayout.class)
@Uses(RelativeTime.class)
class WorkspaceTokensView extends Composite<SettingsPage> implements BeforeEnterObserver, HasDynamicTitle {

    private final TokenQueries tokens;
    private final TokenService service;
    private final CurrentActor current;
    private final Clock clock;

    private final SettingsPage page;
    private final PagedGrid<TokenRow, Cursor> grid =
            new PagedGrid<>("workspace-tokens", getTranslation("settings.place.tokens"));

    WorkspaceTokensView(
            SettingsPages pages,
            TokenQueries tokens,
            TokenService service,
            CurrentActor current,
            LiveUpdates live,
            Clock clock) {
        this.tokens = tokens;
        this.service = service;
        this.current = current;
        this.clock = clock;
        page = pages.page(SettingsPlace.TOKENS);
        var own = new Anchor("/" + Routes.TOKENS, getTranslation("settings.tokens.own"));
        page.addActions(own);
        page.addParts(grid);
        add("name", this::name).setWidth("190px").setFlexGrow(1);
        add("person", row -> Spans.foreign(row.owner())).setWidth("130px");
        add("may", this::may).setWidth("210px").setFlexGrow(2);
        add("environments", row -> new Span(ShareWording.environments(row.environments())))
                .setWidth("130px");
        add("used", this::used).setWidth("110px");
        add("state", this::state).setWidth("150px");
        grid.grid()
                .addComponentColumn(this::actions)
                .setKey("actions")
                .setWidth("100px")
                .setFlexGrow(0);
        RowCards.follow(grid.grid());
        live.bind(this, this::concerns, _ -> refresh());
        live.tick(this, this::refresh);
    }

    @Override
    protected SettingsPage initContent() {
        return page;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        page.enter(event);
        grid.show(
                new WorkspaceTokenList(tokens, current.get(), page.workspace().id()),
                new EmptyState(
                        Glyph.KEY,
                        getTranslation("settings.tokens.empty.title"),
                        getTranslation("settings.tokens.empty.text")));
    }

    @Override
    public String getPageTitle() {
        return page.title();
    }

    private Grid.Column<TokenRow> add(String name, ValueProvider<TokenRow, Component> cell) {
        return grid.grid()
                .addComponentColumn(cell)
                .setKey(name)
                .setHeader(getTranslation("settings.tokens." + name))
                .setFlexGrow(0)
                .setResizable(true);
    }

    private Component name(TokenRow row) {
        return Spans.cell(Spans.foreign(row.name()), Spans.mono(getTranslation("token.ending", row.ending())));
    }

    /// What it was made for, and what of that its person may no longer.
    private Component may(TokenRow row) {
        var words = row.capabilities().stream().sorted().map(this::capability).collect(Collectors.joining(", "));
        var shown = new Span(words);
        shown.getElement().setAttribute("title", words);
        if (!row.isUsable(clock.instant()) || !row.isBeyondItsPerson()) {
            return shown;
        }
        var beyond = new Span(
                getTranslation(row.left().isEmpty() ? "settings.tokens.opens_nothing" : "settings.tokens.beyond"));
        beyond.addClassName("mark");
        return Spans.cell(beyond, shown);
    }

    private String capability(Capability capability) {
        return getTranslation("settings.capability." + capability.name().toLowerCase(Locale.ROOT));
    }

    private Component used(TokenRow row) {
        var at = row.lastUsedAt();
        return at == null ? Spans.quiet(getTranslation("token.never_used")) : new RelativeTime(at);
    }

    private Component state(TokenRow row) {
        if (row.revokedAt() != null) {
            return new StatusBadge(Tone.NEUTRAL, Glyph.CANCELLED, getTranslation("token.revoked")).status("revoked");
        }
        return row.isUsable(clock.instant())
                ? Spans.cell(Spans.quiet(getTranslation("token.expires")), new RelativeTime(row.expiresAt()))
                : new StatusBadge(Tone.NEUTRAL, Glyph.ARCHIVED, getTranslation("token.expired")).status("expired");
    }

    private Component actions(TokenRow row) {
        if (!row.isUsable(clock.instant())) {
            return new Span();
        }
        var button = new Button(getTranslation("token.revoke"), _ -> askRevoke(row));
        button.setId("action-revoke-token-of-member-" + row.id());
        button.setAriaLabel(getTranslation("token.revoke_of", row.name()));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    private void askRevoke(TokenRow row) {
        new ConsequenceDialog(
                        "dialog-revoke-token",
                        getTranslation("token.revoke_of", row.name()),
                        getTranslation("token.revoke.cancel"),
                        getTranslation("settings.tokens.revoke_whose", ForeignText.shown(row.owner())),
                        getTranslation("token.revoke.text"))
                .onConfirm("action-confirm-revoke", getTranslation("token.revoke"), () -> {
                    service.revokeOfMember(current.get(), page.workspace().id(), row.id());
                    refresh();
                    Toast.done(getTranslation("settings.tokens.revoked", row.name()));
                })
                .open();
    }

    /// Asked on the feed's thread: whoever may less is left with less of their tokens.
    private boolean concerns(Change change) {
        return change.kind() == Change.Kind.ACCESS && page.isAbout(change.workspaceId());
    }

    private void refresh() {
        grid.refresh();
        page.refreshTail();
    }
}
