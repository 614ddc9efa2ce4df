package io.runtruth.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.TokenQueries;
import io.runtruth.access.TokenQueries.TokenRow;
import io.runtruth.access.TokenService;
import io.runtruth.access.TokenService.NewToken;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.shared.Problem;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A person's own tokens: made, seen once, revoked (contract 8).
@PermitAll
@Route(value = Routes.TOKENS, layout = MainLayout.class)
@StyleSheet("context://console/theme/account.css")
@Uses(RelativeTime.class)
class TokensView extends Composite<Div> implements HasDynamicTitle {

    private static final List<Integer> DAYS = List.of(7, 30, 90, 366);
    private static final int USUAL_DAYS = 90;
    private static final int SHOWN = 200;

    private final TokenService tokens;
    private final TokenQueries queries;
    private final ProblemMessages messages;
    private final CurrentActor current;
    private final Clock clock;
    private final List<Reaching> places;

    private final TextField name = new TextField(getTranslation("token.field.name"));
    private final Select<Reaching> workspace = new Select<>();
    private final Select<TokenPurpose> purpose = new Select<>();
    private final Select<Integer> days = new Select<>();
    private final Div made = new Div();
    private final Div list = new Div();

    TokensView(
            TokenService tokens,
            TokenQueries queries,
            WorkspaceQueries workspaces,
            ProblemMessages messages,
            CurrentActor current,
            Clock clock) {
        this.tokens = tokens;
        this.queries = queries;
        this.messages = messages;
        this.current = current;
        this.clock = clock;
        this.places = places(workspaces.mine(current.get()), current.get().systemOperator());
        made.setId("token-made");
        made.getElement().setAttribute("role", "status");
        list.setId("grid-tokens");
        getContent().setId("view-tokens");
        getContent().addClassName("tokens");
        getContent().add(new ViewHeader(getTranslation("token.title")));
        getContent().add(new Paragraph(getTranslation("token.lead")));
        getContent().add(places.isEmpty() ? nowhere() : form());
        getContent().add(made, new H2(getTranslation("token.list")), list);
        showList();
    }

    /// A system operator may also look across all of them.
    private static List<Reaching> places(List<WorkspaceRow> workspaces, boolean systemOperator) {
        var places = new ArrayList<Reaching>();
        workspaces.forEach(it -> places.add(new Reaching(it)));
        if (systemOperator) {
            places.add(new Reaching(null));
        }
        return places;
    }

    private EmptyState nowhere() {
        return new EmptyState(
                Glyph.PERSON, getTranslation("token.nowhere.title"), getTranslation("token.nowhere.text"));
    }

    private Component form() {
        name.setId("token-name");
        name.setHelperText(getTranslation("token.field.name_help"));
        name.setMaxLength(100);
        workspace.setLabel(getTranslation("token.field.workspace"));
        workspace.setId("token-workspace");
        workspace.setItemLabelGenerator(it -> it.workspace() == null
                ? getTranslation("token.everywhere")
                : ForeignText.shown(it.workspace().name()));
        workspace.setItems(places);
        workspace.addValueChangeListener(_ -> offerPurposes());
        purpose.setLabel(getTranslation("token.field.purpose"));
        purpose.setId("token-purpose");
        purpose.setItemLabelGenerator(it -> getTranslation("token.purpose." + it.code()));
        days.setLabel(getTranslation("token.field.days"));
        days.setId("token-days");
        days.setItems(DAYS);
        days.setItemLabelGenerator(it -> getTranslation("token.days", it));
        days.setValue(USUAL_DAYS);
        workspace.setValue(places.getFirst());
        var create = new Button(getTranslation("token.create"), _ -> create());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.setId("action-create-token");
        var form = new Div(name, workspace, purpose, days, create);
        form.addClassName("fields");
        return form;
    }

    private void offerPurposes() {
        var where = workspace.getValue().workspace();
        purpose.setVisible(where != null);
        if (where != null) {
            var fitting = Arrays.stream(TokenPurpose.values())
                    .filter(it -> it.fits(where))
                    .toList();
            purpose.setItems(fitting);
            purpose.setValue(fitting.getFirst());
        }
    }

    private void create() {
        var where = workspace.getValue().workspace();
        try {
            var asked = new NewToken(
                    name.getValue(),
                    where == null ? null : where.id(),
                    where == null ? Set.of() : purpose.getValue().within(where),
                    null,
                    clock.instant().plus(Duration.ofDays(days.getValue())));
            showMade(tokens.create(current.get(), asked).secret());
            name.clear();
            showList();
        } catch (Problem problem) {
            Toast.problem(messages.of(problem, getLocale()));
        }
    }

    /// Once: after this page nobody can show it again.
    private void showMade(String secret) {
        var text = new TextField(getTranslation("token.made.label"));
        text.setValue(secret);
        text.setReadOnly(true);
        text.setId("token-secret");
        text.setAutoselect(true);
        made.removeAll();
        made.add(new Paragraph(getTranslation("token.made")), text);
        text.focus();
    }

    private void showList() {
        var rows = queries.mine(current.get(), null, SHOWN).items();
        list.removeAll();
        if (rows.isEmpty()) {
            list.add(new Paragraph(getTranslation("token.none")));
            return;
        }
        var items = new UnorderedList();
        rows.forEach(row -> items.add(item(row)));
        list.add(items);
    }

    private ListItem item(TokenRow row) {
        var title = Spans.foreign(row.name());
        title.addClassName("title");
        var facts = new Span(
                title, new Span(getTranslation("token.ending", row.ending())), new Span(where(row)), state(row));
        facts.addClassName("facts");
        var item = new ListItem(facts);
        if (row.isUsable(clock.instant())) {
            item.add(revoke(row));
        }
        return item;
    }

    private String where(TokenRow row) {
        return row.workspace() == null ? getTranslation("token.everywhere") : ForeignText.shown(row.workspace());
    }

    private Component state(TokenRow row) {
        if (row.revokedAt() != null) {
            return new Span(getTranslation("token.revoked"));
        }
        if (!row.isUsable(clock.instant())) {
            return new Span(getTranslation("token.expired"));
        }
        var state = new Span();
        state.add(new Span(getTranslation("token.expires")), new RelativeTime(row.expiresAt()));
        state.add(new Span(getTranslation("token.last_used")), used(row));
        return state;
    }

    private Component used(TokenRow row) {
        var at = row.lastUsedAt();
        return at == null ? new Span(getTranslation("token.never_used")) : new RelativeTime(at);
    }

    private Button revoke(TokenRow row) {
        var button = new Button(getTranslation("token.revoke"), _ -> ask(row));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation("token.revoke_of", row.name()));
        button.setId("action-revoke-token-" + row.id());
        return button;
    }

    private void ask(TokenRow row) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(getTranslation("token.revoke_of", row.name()));
        dialog.setText(getTranslation("token.revoke.text"));
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("token.revoke.cancel"));
        dialog.setConfirmText(getTranslation("token.revoke"));
        dialog.addConfirmListener(_ -> {
            tokens.revoke(current.get(), row.id());
            showList();
        });
        dialog.open();
    }

    /// @param workspace null: all of them
    private record Reaching(@Nullable WorkspaceRow workspace) {}

    @Override
    public String getPageTitle() {
        return getTranslation("token.page.title");
    }
}
