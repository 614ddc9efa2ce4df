package io.runtruth.ui.system;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.runtruth.access.AccountQueries;
import io.runtruth.access.AccountQueries.AccountRow;
import io.runtruth.access.AccountService;
import io.runtruth.access.AuditQueries;
import io.runtruth.access.LinkMail;
import io.runtruth.access.MailTo;
import io.runtruth.access.SystemTrail;
import io.runtruth.live.Change;
import io.runtruth.shared.MailAddress;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.AuditWording;
import io.runtruth.ui.kit.ConsequenceDialog;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.PagedGrid;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.SearchField;
import io.runtruth.ui.kit.ShownOnce;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.kit.Tone;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who can sign in at all, for system operators: disabled and enabled, made one of them, given a way to a new password.
@PermitAll
@Route(value = Routes.SYSTEM_ACCOUNTS, layout = MainLayout.class)
@StyleSheet("context://console/theme/settings.css")
class AccountsView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final AccountQueries accounts;
    private final AccountService service;
    private final LinkMail mail;
    private final ProblemMessages messages;
    private final CurrentActor current;

    private final SystemTail tail;
    private final SearchField search = new SearchField(getTranslation("settings.members.search"), this::open);
    private final PagedGrid<AccountRow, String> grid = new PagedGrid<>("accounts", getPageTitle());

    AccountsView(
            AccountQueries accounts,
            AccountService service,
            LinkMail mail,
            ProblemMessages messages,
            CurrentActor current,
            AuditQueries audit,
            AuditWording wording,
            LiveUpdates live) {
        this.accounts = accounts;
        this.service = service;
        this.mail = mail;
        this.messages = messages;
        this.current = current;
        tail = new SystemTail(SystemTrail.ACCOUNTS, audit, wording);
        var header = new ViewHeader(getPageTitle());
        header.addActions(search);
        var lead = new Paragraph(getTranslation("settings.lead.accounts"));
        lead.addClassName("lead");
        addColumns();
        getContent().setId("view-system-accounts");
        getContent().addClassNames("view", "settings");
        getContent().add(header, lead, grid, tail);
        live.bind(this, change -> change.kind() == Change.Kind.ACCESS, _ -> refresh());
        live.tick(this, this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var wanted = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("search")
                .orElse("");
        search.setValue(wanted);
        var list = new AccountList(accounts, current.get(), wanted);
        // for anybody else the page does not exist
        list.page(null, 1);
        tail.show(current.get());
        grid.show(
                list,
                new EmptyState(
                        Glyph.SEARCH,
                        getTranslation("settings.members.no_match.title"),
                        getTranslation("settings.accounts.no_match.text")));
    }

    private void refresh() {
        grid.refresh();
        tail.show(current.get());
    }

    @Override
    public String getPageTitle() {
        return getTranslation("kit.navigation.system_accounts");
    }

    private void open(String wanted) {
        UI.getCurrent()
                .navigate(
                        Routes.SYSTEM_ACCOUNTS,
                        wanted.isEmpty() ? QueryParameters.empty() : QueryParameters.of("search", wanted));
    }

    private void addColumns() {
        var columns = grid.grid();
        columns.addComponentColumn(row -> Spans.cell(Spans.foreign(row.name()), Spans.quiet(row.username())))
                .setKey("name")
                .setHeader(getTranslation("settings.members.name"))
                .setWidth("220px")
                .setFlexGrow(2);
        columns.addComponentColumn(this::state)
                .setKey("state")
                .setHeader(getTranslation("settings.accounts.state"))
                .setWidth("190px");
        columns.addComponentColumn(this::kind)
                .setKey("kind")
                .setHeader(getTranslation("settings.accounts.kind"))
                .setWidth("210px");
        columns.addColumn(AccountRow::workspaces)
                .setKey("workspaces")
                .setHeader(getTranslation("settings.accounts.workspaces"))
                .setWidth("110px")
                .setFlexGrow(0);
        columns.addComponentColumn(this::actions)
                .setKey("actions")
                .setWidth("390px")
                .setFlexGrow(0);
        RowCards.follow(columns);
    }

    private Component state(AccountRow row) {
        return row.disabled()
                ? new StatusBadge(Tone.WARNING, Glyph.BLOCKED, getTranslation("settings.members.disabled"))
                        .status("disabled")
                : new Span(getTranslation("settings.accounts.may_sign_in"));
    }

    private Component kind(AccountRow row) {
        var words = new Span();
        if (row.systemOperator()) {
            words.add(new Span(getTranslation("settings.accounts.system_operator")));
        }
        if (row.demo()) {
            words.add(Spans.quiet(getTranslation("settings.accounts.demo")));
        }
        words.addClassName("cell");
        return words;
    }

    private Component actions(AccountRow row) {
        var cell = Spans.cell();
        if (row.disabled()) {
            cell.add(button("action-enable-account-", "settings.accounts.enable", row, this::enable));
        } else {
            cell.add(
                    button("action-disable-account-", "settings.accounts.disable", row, this::askDisable),
                    button("action-reset-link-", "settings.accounts.reset", row, this::askReset));
        }
        cell.add(
                row.systemOperator()
                        ? button("action-end-operator-", "settings.accounts.end_operator", row, this::askEndOperator)
                        : button("action-make-operator-", "settings.accounts.make_operator", row, this::askOperator));
        return cell;
    }

    private Button button(String id, String key, AccountRow row, Consumer<AccountRow> act) {
        var button = new Button(getTranslation(key), _ -> act.accept(row));
        button.setId(id + row.id());
        button.setAriaLabel(getTranslation(key) + ": " + row.username());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    private void enable(AccountRow row) {
        service.enable(current.get(), row.id());
        done("settings.accounts.enabled", row);
    }

    private void askDisable(AccountRow row) {
        new ConsequenceDialog(
                        "dialog-disable-account",
                        getTranslation("settings.accounts.disable_of", row.name()),
                        getTranslation("settings.accounts.keep"),
                        getTranslation("settings.accounts.disable.ends", row.workspaces()),
                        getTranslation("settings.accounts.disable.stays"))
                .onConfirm("action-confirm-disable", getTranslation("settings.accounts.disable"), () -> {
                    service.disable(current.get(), row.id());
                    done("settings.accounts.disabled", row);
                })
                .open();
    }

    private void askReset(AccountRow row) {
        var dialog =
                new FormDialog("dialog-reset-link", getTranslation("settings.accounts.reset_of", row.name()), messages);
        var send = new Checkbox(
                getTranslation("settings.accounts.reset.send", Objects.requireNonNullElse(row.mail(), "")));
        send.setId("reset-send");
        send.setVisible(mail.isSetUp() && row.mail() != null);
        dialog.ask(new Paragraph(getTranslation("settings.accounts.reset.lead")), send)
                .offer(
                        "action-make-link",
                        getTranslation("settings.invitations.make"),
                        () -> dialog.answer(resetLink(row, send.getValue() ? row.mail() : null)))
                .open();
    }

    /// @param address where it is sent as well; null: nowhere
    private Component resetLink(AccountRow row, @Nullable String address) {
        var to = address == null ? null : new MailTo(new MailAddress(address), getLocale());
        var made = service.resetLink(current.get(), row.id(), to);
        var opens = getTranslation("settings.accounts.reset.made", row.name(), AccountService.RESET_LASTS.toHours());
        var sent = to == null
                ? new String[] {opens}
                : new String[] {
                    opens,
                    getTranslation("settings.invitations.made_to", to.address().text())
                };
        return ShownOnce.link(Routes.reset(made.secret()), sent);
    }

    private void askOperator(AccountRow row) {
        new ConsequenceDialog(
                        "dialog-make-operator",
                        getTranslation("settings.accounts.make_operator_of", row.name()),
                        getTranslation("settings.accounts.keep"),
                        getTranslation("settings.accounts.make_operator.gives"))
                .onConfirm("action-confirm-operator", getTranslation("settings.accounts.make_operator"), () -> {
                    service.makeSystemOperator(current.get(), row.id(), true);
                    done("settings.accounts.changed", row);
                })
                .open();
    }

    private void askEndOperator(AccountRow row) {
        new ConsequenceDialog(
                        "dialog-end-operator",
                        getTranslation("settings.accounts.end_operator_of", row.name()),
                        getTranslation("settings.accounts.keep"),
                        getTranslation("settings.accounts.end_operator.ends"))
                .onConfirm("action-confirm-operator", getTranslation("settings.accounts.end_operator"), () -> {
                    service.makeSystemOperator(current.get(), row.id(), false);
                    done("settings.accounts.changed", row);
                })
                .open();
    }

    private void done(String key, AccountRow row) {
        refresh();
        Toast.done(getTranslation(key, row.name()));
    }
}
